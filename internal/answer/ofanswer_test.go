package answer_test

import (
	"fmt"
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

// TestLikewise asks two books something of one firm, then "and X?" of another: the answer must rest on the same as that of the whole question for X.
func TestLikewise(t *testing.T) {
	questions := []string{
		"What is %s's share?", "%s share", "Is %s first?", "Where does %s rank?", "Did %s grow?", "How much did %s's shipments grow?", "What was %s's share a year earlier?", "How far is %s behind the leader?",
		"Who is ahead of %s?", "How many firms are ahead of %s?", "Does %s have more than 15%%?", "Is %s tied with anyone?", "What would %s have with two points more?", "What is left of the market without %s?",
		"Is %s an American company?", "How good are %s's cameras?", "What is %s's revenue?", "%s的份额是多少？",
	}
	forms := []string{"And %s?", "What about %s?", "%s?", "Same for %s", "%s呢？"}
	for _, book := range []struct {
		name   string
		engine func() (*answer.Engine, error)
		firms  []string
	}{
		{"built-in", embedded, []string{"Vivo", "Huawei", "Apple", "Xiaomi"}},
		{"another market", tidewater, []string{"Meridia", "Brightwake", "Corvane", "Oskarholm"}},
	} {
		t.Run(book.name, func(t *testing.T) {
			e, err := book.engine()
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range questions {
				for i, a := range book.firms {
					b, form := book.firms[(i+1)%len(book.firms)], forms[i%len(forms)]
					before, then := fmt.Sprintf(q, a), fmt.Sprintf(form, b)
					whole := e.Answer(answer.Question{Text: fmt.Sprintf(q, b)})
					r := e.Answer(answer.Question{Text: then, Context: []string{before}})
					if !slices.Equal(cited(r.Citations), cited(whole.Citations)) {
						t.Errorf("%q, then %q: got %s: %s\nwant what it is asked whole: %s", before, then, r.Status, r.Text(), whole.Text())
					}
				}
			}
		})
	}
}
