package adaptertest

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

var reply = flag.Bool("replies", false, "ask the engine anew for the replies that the adapters' tests render")

const repliesFile = "testdata/replies.json"

func TestReplies(t *testing.T) {
	if !*reply {
		p := NewReplies(t)
		if len(p) == 0 {
			t.Fatal("no replies")
		}
		for _, q := range Questions() {
			if _, ok := p[q]; !ok {
				t.Errorf("no reply to %q (hint: go test ./internal/adapters/adaptertest -replies)", q)
			}
		}
		return
	}
	ahead, err := learned.Embedded()
	if err != nil {
		t.Fatalf("%v (hint: go generate ./internal/answer/learned)", err)
	}
	e, err := answer.New(t.Context(), Book(t), ahead.Model)
	if err != nil {
		t.Fatal(err)
	}
	p := Replies{}
	for _, q := range Questions() {
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
