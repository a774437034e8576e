package answer_test

import (
	"slices"
	"testing"

	"marketbot/internal/answer"
)

// Ways of asking for the source of the answer before, and for that answer once more.
var (
	forSource = []string{"Source?", "Who says so?", "Where's that from?", "How do you know?", "来源？"}
	onceMore  = []string{"What?", "Say that again", "I don't get it", "再说一遍"}
)

// TestOfAnswer asks two books, after every question of their tests that they answer, for the source and for the same once more. The source must be that of
// something which the answer cites, and what is said again must be the same but for the language.
func TestOfAnswer(t *testing.T) {
	for _, book := range []struct {
		name, questions string
		engine          func() (*answer.Engine, error)
	}{
		{"built-in", "testdata/guards.jsonl", embedded},
		{"another market", "testdata/tidewater.jsonl", tidewater},
	} {
		t.Run(book.name, func(t *testing.T) {
			e, err := book.engine()
			if err != nil {
				t.Fatal(err)
			}
			asked := 0
			for _, q := range items(t, book.questions) {
				r := e.Answer(answer.Question{Text: q.Question, Context: q.Context})
				if r.Status != "answered" || len(r.Citations) == 0 || !q.Answerable || len(q.Context) > 5 {
					continue
				}
				asked++
				thread := append(slices.Clone(q.Context), q.Question)
				for _, text := range forSource {
					if s := e.Answer(answer.Question{Text: text, Context: thread}); !shared(r.Citations, s.Citations) {
						t.Errorf("%s %q, then %q: cites nothing of the answer before\nbefore: %s\ngot %s: %s", q.ID, thread, text, r.Text(), s.Status, s.Text())
					}
				}
				for _, text := range onceMore {
					s := e.Answer(answer.Question{Text: text, Context: thread})
					if !slices.Equal(cited(r.Citations), cited(s.Citations)) || s.Language == r.Language && s.Text() != r.Text() {
						t.Errorf("%s %q, then %q: not the same again\nbefore: %s\ngot %s: %s", q.ID, thread, text, r.Text(), s.Status, s.Text())
					}
				}
			}
			if asked < 20 {
				t.Errorf("%d questions have an answer to ask about, want 20", asked)
			}
			t.Logf("%d answers asked about", asked)
		})
	}
}

// cited are the ids of what is cited.
func cited(list []answer.Citation) (ids []string) {
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return ids
}

// shared reports whether two lists cite anything that is the same.
func shared(a, b []answer.Citation) bool {
	return slices.ContainsFunc(cited(a), func(id string) bool { return slices.Contains(cited(b), id) })
}
