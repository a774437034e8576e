// Package shelf is the book as platforms show it beside an answer: names to complete, evidence to look up, where an
// answer comes from, what to ask next. It makes no markup and knows no platform.
package shelf

import (
	"slices"
	"strings"

	"marketbot/internal/answer"
	"marketbot/internal/completion"
	"marketbot/knowledge"
)

// Phrases words what stands around an answer: [answer.Engine.Phrase].
type Phrases func(lang, key string, slots ...string) string

// A Shelf is the book as the surfaces show it: names to complete, evidence to look up, what is covered.
type Shelf struct {
	Book       *knowledge.Book
	Say        Phrases
	Completion *completion.Index
	names      map[string]*knowledge.Entity
	claims     map[string]answer.Citation
	measured   map[string]bool // entities and metrics that the book has figures of
}

// New returns the shelf of a book.
func New(b *knowledge.Book, say Phrases) *Shelf {
	s := &Shelf{Book: b, Say: say, Completion: completion.New(b), names: map[string]*knowledge.Entity{}, claims: map[string]answer.Citation{}, measured: map[string]bool{}}
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
		for _, o := range a.Observations {
			s.measured[o.Entity], s.measured[o.Metric] = true, true
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

// Renamed is the name in another language of the entity that has this one; empty if there is none.
func (s *Shelf) Renamed(lang, name, other string) string {
	for i := range s.Book.Entities {
		if e := &s.Book.Entities[i]; e.Name.In(lang) == name {
			return e.Name.In(other)
		}
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

// Rivals are entities to compare one with: those that have figures, in the book's order, at most so many.
func (s *Shelf) Rivals(id string, most int) []*knowledge.Entity {
	var out []*knowledge.Entity
	for i := range s.Book.Entities {
		if len(out) == most {
			break
		}
		if e := &s.Book.Entities[i]; e.ID != id && s.Measured(e.ID) && slices.Contains(comparable, e.Kind) {
			out = append(out, e)
		}
	}
	return out
}
