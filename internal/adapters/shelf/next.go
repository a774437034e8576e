package shelf

import (
	"slices"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/answer"
)

// Cited are the ids of what a reply cites, as many as have room, with spaces between them.
func (s *Shelf) Cited(r answer.Reply, room int) string {
	var ids string
	for _, c := range r.Citations {
		if _, ok := s.claims[c.ID]; !ok {
			continue
		}
		if next := strings.TrimSpace(ids + " " + c.ID); clip.Count(next) <= room {
			ids = next
		}
	}
	return ids
}

// Charted is a question whose answer has a chart, where this one has figures but no chart; else empty.
func (s *Shelf) Charted(r answer.Reply) string {
	q := r.Query
	if r.Table != nil || !q.Figures() || len(r.Citations) == 0 {
		return ""
	}
	for _, p := range s.Book.Places {
		if p.ID == q.Place || q.Place == "" && p.ID == s.Book.Default.Place {
			return s.Say(r.Language, "suggest.rank", "place", p.Name.In(r.Language))
		}
	}
	return ""
}

// comparable are the kinds of entities that have figures.
var comparable = []string{"company", "product"}

// Subject is the company or product that an answer about figures is of; else empty.
func (s *Shelf) Subject(r answer.Reply) string {
	if !r.Query.Figures() {
		return ""
	}
	for _, id := range r.Query.Names {
		if e := s.names[id]; e != nil && slices.Contains(comparable, e.Kind) {
			return id
		}
	}
	return ""
}

// Measured reports whether the book has a figure of an entity or a metric.
func (s *Shelf) Measured(id string) bool { return s.measured[id] }

// The commands that adapters must know by name; the others are the book's.
const (
	Free = "ask"   // its text is a question as it stands
	Help = "/help" // the question of somebody who only calls the bot
)

// Typed words a command as the engine reads it: "/share apple cn".
func Typed(name, text string) string {
	text = strings.TrimSpace(text)
	switch {
	case name != Free:
		return strings.TrimSpace("/" + name + " " + text)
	case text == "":
		return Help
	}
	return text
}
