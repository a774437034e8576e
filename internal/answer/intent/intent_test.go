package intent

import (
	"strings"
	"testing"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// small is a book of two intents about a company and a place that do not exist.
func small() *knowledge.Book {
	en := func(s ...string) map[string][]string { return map[string][]string{"en": s} }
	return &knowledge.Book{
		Entities: []knowledge.Entity{{ID: "acme", Kind: "company", Name: knowledge.Text{"en": "Acme"}}},
		Metrics:  []knowledge.Metric{{ID: "fares", Name: knowledge.Text{"en": "fares"}}},
		Concepts: []knowledge.Term{{ID: "act.pick", Words: en("pick", "choose", "settle on")}},
		Intents: []knowledge.Intent{
			{ID: "lookup", Operation: "lookup", Phrasings: en("what are {company}'s {metric}", "{company} {metric}", "how high are the {metric} of {company}")},
			{ID: "why", Operation: "tell", Phrasings: en("why did {company} pick that", "what made {company} choose it"),
				Contrary: en("why did {company} never pick anybody")},
		},
	}
}

func TestMask(t *testing.T) {
	g := gazetteer.New(small(), func(string) bool { return false })
	for _, c := range []struct{ text, words, concepts string }{
		{"What are Acme's fares?", "what are {company} 's {metric}", ""},
		{"why did acme settle on it", "why did {company} settle on it", "act.pick"},
		{"acmee fares", "{company} {metric}", ""}, // misspelt
		{"nothing of it", "nothing of it", ""},
	} {
		tokens := utterance.Split(c.text)
		words, concepts := new(Scratch).Mask(tokens, g.Find(tokens))
		if got := strings.Join(words, " "); got != c.words {
			t.Errorf("Mask(%q) = %q, want %q", c.text, got, c.words)
		}
		if got := strings.Join(concepts, " "); got != c.concepts {
			t.Errorf("Mask(%q): concepts %q, want %q", c.text, got, c.concepts)
		}
	}
}

func TestLearn(t *testing.T) {
	b := small()
	g := gazetteer.New(b, func(w string) bool { return Phrased(b)[w] })
	learned, err := Learn(t.Context(), b, g)
	if err != nil {
		t.Fatal(err)
	}
	data, err := learned.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*Learned{learned, again} {
		m, err := New(b, l)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]string{"what are Acme's fares": "lookup", "why did Acme choose that": "why", "why did acme never pick anybody": "why!"} {
			tokens := utterance.Split(text)
			words, concepts := new(Scratch).Mask(tokens, g.Find(tokens))
			got := m.Rank(words, concepts, 1, new(Scratch), nil)
			if len(got) != 1 || !strings.HasPrefix(got[0].String(), want+" ") {
				t.Errorf("Rank(%q) = %v, want %s", text, got, want)
			}
		}
	}
}

// What a label's phrasings do not use is unexplained; names and concepts are explained.
func TestUnexplained(t *testing.T) {
	b := small()
	g := gazetteer.New(b, func(w string) bool { return Phrased(b)[w] })
	learned, err := Learn(t.Context(), b, g)
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(b, learned)
	if err != nil {
		t.Fatal(err)
	}
	mass := func(text string) float64 {
		tokens := utterance.Split(text)
		mentions := g.Find(tokens)
		words, concepts := new(Scratch).Mask(tokens, mentions)
		return m.Words(tokens, mentions, new(Scratch)).Unexplained(m.Rank(words, concepts, 1, new(Scratch), nil)[0])
	}
	if got := mass("what are Acme's fares"); got != 0 {
		t.Errorf("a phrasing leaves %v unexplained, want 0", got)
	}
	if got := mass("what are Acme's tablet fares"); got <= 0 {
		t.Errorf("a strange word leaves %v unexplained, want more than 0", got)
	}
}

func TestLoadDamaged(t *testing.T) {
	b := small()
	learned, err := Learn(t.Context(), b, gazetteer.New(b, func(string) bool { return false }))
	if err != nil {
		t.Fatal(err)
	}
	data, err := learned.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 4, 8, len(data) / 2, len(data) - 1} {
		if _, err := Load(data[:n]); err == nil {
			t.Errorf("the first %d of %d bytes load", n, len(data))
		}
	}
}
