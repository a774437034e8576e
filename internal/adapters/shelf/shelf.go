// Package shelf is the book as platforms show it beside an answer: names to complete, evidence to look up, where an
// answer comes from, what to ask next. It makes no markup and knows no platform.
package shelf

import (
	"slices"
	"strings"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

// Phrases words what stands around an answer: [answer.Engine.Phrase].
type Phrases func(lang, key string, slots ...string) string

// A Shelf is the book as the surfaces show it: names to complete, evidence to look up, what is covered.
type Shelf struct {
	Book   *knowledge.Book
	Say    Phrases
	names  map[string]*knowledge.Entity
	claims map[string]answer.Citation
}

// New returns the shelf of a book.
func New(b *knowledge.Book, say Phrases) *Shelf {
	s := &Shelf{Book: b, Say: say, names: map[string]*knowledge.Entity{}, claims: map[string]answer.Citation{}}
	for i := range b.Entities {
		s.names[b.Entities[i].ID] = &b.Entities[i]
	}
	for _, a := range b.Articles {
		for _, c := range a.Claims {
			s.claims[c.ID] = s.citation(a, c.ID, c.Fragment, c.By, c.Certainty, c.Paragraph)
		}
		for _, v := range a.Quotations {
			s.claims[v.ID] = s.citation(a, v.ID, strings.Join(v.Sentences, " "), v.Speaker, "said", v.Paragraph)
		}
	}
	return s
}

func (s *Shelf) citation(a knowledge.Article, id, fragment, by, certainty string, paragraph int) answer.Citation {
	source := s.Name("en", by)
	if source == "" {
		source = s.Say("en", "source.article")
	}
	return answer.Citation{ID: id, Fragment: fragment, Article: a.Title, Publisher: a.Publisher, Paragraph: paragraph, Source: source, Certainty: certainty}
}

// Cite returns the citations of ids, unknown ones left out: a button may be older than the book.
func (s *Shelf) Cite(ids []string) []answer.Citation {
	var out []answer.Citation
	for _, id := range ids {
		if c, ok := s.claims[id]; ok {
			out = append(out, c)
		}
	}
	return out
}

// Name names an entity; empty if there is none of that id.
func (s *Shelf) Name(lang, id string) string {
	if e := s.names[id]; e != nil {
		return e.Name.In(lang)
	}
	return ""
}

// Compare words the question that compares two entities.
func (s *Shelf) Compare(lang, a, b string) string {
	if s.names[a] == nil || s.names[b] == nil {
		return ""
	}
	return s.Say(lang, "suggest.compare", "a", s.Name(lang, a), "b", s.Name(lang, b))
}

// comparable are the kinds of entities that have figures.
var comparable = []string{"company", "product"}

// Complete returns the entities that the typed text may mean, best first: those whose names or aliases begin
// with it, then those in which it occurs, then near misses.
func (s *Shelf) Complete(typed, except string, most int) []*knowledge.Entity {
	typed = fold(typed)
	var found [3][]*knowledge.Entity
	for i := range s.Book.Entities {
		e := &s.Book.Entities[i]
		if e.ID == except || !slices.Contains(comparable, e.Kind) {
			continue
		}
		if grade := s.grade(e, typed); grade < len(found) {
			found[grade] = append(found[grade], e)
		}
	}
	all := slices.Concat(found[:]...)
	return all[:min(len(all), most)]
}

// grade says how well an entity fits: 0 begins with it, 1 holds it, 2 nearly begins with it, 3 not at all.
func (s *Shelf) grade(e *knowledge.Entity, typed string) int {
	best := 3
	try := func(name string) {
		name = fold(name)
		switch {
		case strings.HasPrefix(name, typed):
			best = 0
		case strings.Contains(name, typed):
			best = min(best, 1)
		case nearly(name, typed):
			best = min(best, 2)
		}
	}
	for _, n := range e.Name {
		try(n)
	}
	for _, n := range e.Aliases {
		try(n)
	}
	return best
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// nearly reports whether typed is a misspelt beginning of name: one slip, two in longer words.
func nearly(name, typed string) bool {
	a, b := []rune(name), []rune(typed)
	if len(b) < 3 {
		return false
	}
	slips := 1
	if len(b) > 5 {
		slips = 2
	}
	for n := max(1, len(b)-slips); n <= min(len(a), len(b)+slips); n++ {
		if distance(a[:n], b) <= slips {
			return true
		}
	}
	return false
}

// distance is Levenshtein's, with neighbours that changed places as one slip.
func distance(a, b []rune) int {
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}
