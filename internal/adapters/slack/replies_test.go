package slack

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

var reply = flag.Bool("replies", false, "ask the engine anew for the replies that the tests render")

// questions are what the tests ask, one for each kind of answer.
var questions = []string{
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

const repliesFile = "testdata/replies.json"

// The engine of these tests has learned its replies by heart: they were the real engine's once, and the
// adapter's tests do not change when its wording does.
type parrot map[string]answer.Reply

func (p parrot) Answer(q answer.Question) answer.Reply {
	if r, ok := p[q.Text]; ok {
		return r
	}
	return answer.Reply{Status: evidence.Unknown, Language: "en", Lines: []string{"I was not taught this: " + q.Text}}
}

func replies(t testing.TB) parrot {
	t.Helper()
	raw, err := os.ReadFile(repliesFile)
	if err != nil {
		t.Fatalf("%v (hint: go test ./internal/adapters/slack -replies)", err)
	}
	var p parrot
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	if len(p) == 0 {
		t.Fatal("no replies")
	}
	return p
}

func TestReplies(t *testing.T) {
	if !*reply {
		p := replies(t)
		for _, q := range questions {
			if _, ok := p[q]; !ok {
				t.Errorf("no reply to %q (hint: go test ./internal/adapters/slack -replies)", q)
			}
		}
		return
	}
	ahead, err := learned.Embedded()
	if err != nil {
		t.Fatalf("%v (hint: go generate ./internal/answer/learned)", err)
	}
	e, err := answer.New(t.Context(), adaptertest.Book(t), ahead.Model)
	if err != nil {
		t.Fatal(err)
	}
	p := parrot{}
	for _, q := range questions {
		r := e.Answer(answer.Question{Text: q})
		if in := r.Query.Intent; in != nil {
			r.Query.Intent = &knowledge.Intent{ID: in.ID, Operation: in.Operation}
		}
		p[q] = r
	}
	raw, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(repliesFile, append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
