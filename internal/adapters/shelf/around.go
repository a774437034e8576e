package shelf

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/answer"
)

// maxTitle is how many characters of a title or a publisher are shown.
const maxTitle = 150

// Fit returns as many whole sentences as have room, made safe for where they go; what was cut is said in the
// last. There is always one.
func (s *Shelf) Fit(lines []string, lang string, room int, safe func(string) string) []string {
	var out []string
	left := room - clip.Count(safe(s.CutNote(lang, len(lines)))) - 1
	for i, l := range lines {
		l = strings.TrimSpace(clip.Cut(l, 2*room)) // before anything that takes time
		if strings.TrimSpace(clip.Clean(l)) == "" {
			continue
		}
		if n := clip.Count(safe(l)) + 1; n <= left {
			out, left = append(out, safe(l)), left-n
			continue
		}
		if len(out) == 0 { // one sentence that is too long
			out = append(out, clip.Squeeze(l, left, safe))
			i++
		}
		if n := len(lines) - i; n > 0 {
			out = append(out, safe(s.CutNote(lang, n)))
		}
		break
	}
	if len(out) == 0 {
		out = []string{safe(s.Say(lang, "unknown.plain"))}
	}
	return out
}

// CutNote says how many were left out.
func (s *Shelf) CutNote(lang string, n int) string {
	return s.Say(lang, "page.cut", "n", strconv.Itoa(n))
}

// Joined puts sentences together as the language does.
func Joined(lang string, lines []string) string {
	return answer.Reply{Language: lang, Lines: lines}.Text()
}

// Workings are the formulas of derived figures.
func (s *Shelf) Workings(r answer.Reply) string {
	var out []string
	for _, d := range r.Derived {
		out = append(out, d.String())
	}
	return strings.Join(out, "; ")
}

// Sources are one line for each article, at most so many: who measured or said what is cited, and where it stands.
func (s *Shelf) Sources(r answer.Reply, most int) []string {
	type article struct{ title, publisher string }
	var order []article
	notes := map[article][]string{}
	for _, c := range r.Citations {
		a := article{c.Article, c.Publisher}
		if notes[a] == nil {
			order = append(order, a)
		}
		note := s.Say(r.Language, "page.note", "how", s.Say(r.Language, "certainty."+c.Certainty, "source", c.Source), "n", strconv.Itoa(c.Paragraph))
		if !slices.Contains(notes[a], note) {
			notes[a] = append(notes[a], note)
		}
	}
	var out []string
	for i, a := range order {
		if i == most {
			return append(out, s.Say(r.Language, "page.more", "n", strconv.Itoa(len(order)-i)))
		}
		from := s.Say(r.Language, "page.article", "title", clip.Shorten(a.title, maxTitle), "publisher", cmp.Or(clip.Shorten(a.publisher, maxTitle), s.Say(r.Language, "publisher.unknown")))
		out = append(out, from+": "+clip.Shorten(strings.Join(notes[a], "; "), 2*maxTitle))
	}
	return out
}

// The bounds of what follows the sentences of a text.
const (
	maxNote    = 300 // characters of a period or of workings
	maxSources = 3   // articles
)

// Plain is a whole reply as text: sentences, table, period and sources, made safe for where they go. When it is too
// long, rows of the table go first, then sentences; the sources stay.
func (s *Shelf) Plain(r answer.Reply, room int, safe func(string) string) string {
	var tail []string
	if r.AsOf != "" {
		tail = append(tail, clip.Shorten(s.Say(r.Language, "page.as-of", "period", r.AsOf), maxNote))
	}
	if w := s.Workings(r); w != "" {
		tail = append(tail, clip.Shorten(s.Say(r.Language, "page.derived")+": "+w, maxNote))
	}
	tail = append(tail, s.Sources(r, maxSources)...)
	for i, t := range tail { // half of the text at most
		tail[i] = clip.Squeeze(t, room/2/len(tail)-1, safe)
	}
	room -= clip.Count(strings.Join(tail, "\n")) + 1
	text := Joined(r.Language, s.Fit(r.Lines, r.Language, room, safe))
	parts := []string{text}
	room -= clip.Count(text)
	for _, row := range Rows(r.Table) {
		if row = safe(row); clip.Count(row)+1 <= room {
			parts, room = append(parts, row), room-clip.Count(row)-1
		}
	}
	return strings.Join(append(parts, tail...), "\n")
}
