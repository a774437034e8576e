package adaptertest

import (
	_ "embed"
	"encoding/json"
	"sync"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
)

// Questions are what the tests of adapters ask, one for each kind of answer.
func Questions() []string {
	return []string{
		"who leads in china?",
		"what is apple's share in china?",
		"apple vs huawei?",
		"Apple vs Vivo?",
		"compare vivo and huawei",
		"how much did apple fall in china?",
		"what did joe tsai say?",
		"who is apple's partner in china?",
		"is vivo apple's partner?",
		"/share apple cn",
		"/rank",
		"/help",
		"/sources",
		"hello",
		"what is the weather in paris?",
		"what is apple's share in germany?",
		"中国谁第一？",
		"Who measured that?",
		"/share",
	}
}

// Replies is an engine that has learned its replies to [Questions] by heart: they were the real engine's once, and
// the adapters' tests do not change when its wording does.
type Replies map[string]answer.Reply

// Answer implements [desk.Answerer].
func (p Replies) Answer(q answer.Question) answer.Reply {
	if r, ok := p[q.Text]; ok {
		return r
	}
	return answer.Reply{Status: evidence.Unknown, Language: "en", Lines: []string{"I was not taught this: " + q.Text}}
}

//go:embed testdata/replies.json
var byHeart []byte

var replies = sync.OnceValues(func() (p Replies, err error) { return p, json.Unmarshal(byHeart, &p) })

// NewReplies returns the replies. They are shared: do not change them.
func NewReplies(tb testing.TB) Replies {
	tb.Helper()
	p, err := replies()
	if err != nil {
		tb.Fatalf("%v (hint: go test ./internal/adapters/adaptertest -replies)", err)
	}
	return p
}
