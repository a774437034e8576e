package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
)

// compose words what was found, in the question's language.
func (e *Engine) compose(u *turn) Reply {
	f := u.finding
	r := Reply{Status: f.Status, Language: u.reading.language, Derived: f.Derived, Query: u.query.Value(), Confidence: confidence(u.value)}
	if u.query.Intent != nil {
		r.Intent = u.query.Intent.ID
	}
	if e.index.Titled(u.query.Misnamed) && !f.Silent() && f.Status != evidence.Corrected {
		r.Status = evidence.Corrected
		r.Lines = append(r.Lines, e.words.say(r.Language, e.index.RolePart(u.query.Misnamed)))
	}
	for _, p := range f.Parts {
		if line := e.words.say(r.Language, p); line != "" {
			r.Lines = append(r.Lines, line)
		}
	}
	r.Lines = trim(r.Lines, limit(u, f))
	r.Citations = e.citations(f, r.Language)
	r.AsOf = e.asOf(f, r.Language)
	r.Table = e.table(f, r.Language)
	r.Suggestions = e.suggest(u, r.Language)
	return r
}

// limit is how long the answer may be.
func limit(u *turn, f *evidence.Finding) int {
	if len(f.Quotes) > 0 || f.Status == evidence.Help || f.Status == evidence.Answered && u.query.Intent.Operation == "graded" {
		return MaxLong
	}
	return MaxText
}

// trim drops whole sentences from the end until the answer fits.
func trim(lines []string, most int) []string {
	n := 0
	for i, l := range lines {
		n += utf8.RuneCountInString(l) + 1
		if n > most && i > 0 {
			return lines[:i]
		}
	}
	return lines
}

// Text is the plain answer, its sentences joined.
func (r Reply) Text() string {
	sep := " "
	if r.Language == "zh" {
		sep = ""
	}
	return strings.Join(r.Lines, sep)
}

func (e *Engine) citations(f *evidence.Finding, lang string) []Citation {
	if len(f.Claims)+len(f.Quotes) == 0 {
		return nil
	}
	out := make([]Citation, 0, len(f.Claims)+len(f.Quotes))
	for _, c := range f.Claims {
		a := e.index.Article(c)
		out = append(out, Citation{ID: c.ID, Fragment: c.Fragment, Article: a.Title, Publisher: a.Publisher, Paragraph: c.Paragraph,
			Source: e.words.source(lang, c.By), Certainty: c.Certainty})
	}
	for _, v := range f.Quotes {
		a := e.index.Quoting(v)
		out = append(out, Citation{ID: v.ID, Fragment: strings.Join(v.Sentences, " "), Article: a.Title, Publisher: a.Publisher,
			Paragraph: v.Paragraph, Source: e.words.source(lang, v.Speaker), Certainty: "said"})
	}
	return dedupe(out)
}

// dedupe drops what is cited twice; few things are cited.
func dedupe(list []Citation) []Citation {
	out := list[:0]
	for _, c := range list {
		if !slices.ContainsFunc(out, func(d Citation) bool { return d.ID == c.ID && d.Article == c.Article }) {
			out = append(out, c)
		}
	}
	return out
}

// asOf says for which period the figures hold, and how the period is known.
func (e *Engine) asOf(f *evidence.Finding, lang string) string {
	if f.Period.Year == 0 || f.Silent() {
		return ""
	}
	s := e.words.period(lang, f.Period)
	for _, c := range f.Claims {
		if a := e.index.Article(c); a != nil && c.Inferred != "" {
			for _, i := range a.Inferred {
				if i.Dating {
					return s + " " + e.words.say(lang, evidence.Part{Key: "inferred", Args: []evidence.Arg{{Name: "reason", Value: i.Reason}}})
				}
			}
		}
	}
	return s
}

func (e *Engine) table(f *evidence.Finding, lang string) *Table {
	if len(f.Series) < 2 || f.Silent() {
		return nil
	}
	m := e.index.Metric(f.Metric)
	if m == nil {
		return nil
	}
	t := &Table{Metric: m.Name.In(lang), Period: e.words.period(lang, f.Period), Place: e.words.where(lang, f.Place), Unit: m.Unit}
	for _, r := range f.Series {
		t.Rows = append(t.Rows, TableRow{Name: e.words.name(lang, r.Entity), Value: r.Value, Rank: r.Rank, Tied: r.Tied, Text: m.Format(r.Value)})
	}
	return t
}

// suggest offers two or three questions that make sense next; each is one the book answers, and not what was answered just now.
func (e *Engine) suggest(u *turn, lang string) []string {
	q, always := u.query, e.words.always[lang]
	out := make([]string, 0, suggestions)
	say := func(texts ...string) {
		for _, s := range texts {
			if len(out) < suggestions && !strings.EqualFold(s, strings.TrimSpace(u.reading.text)) {
				out = append(out, s)
			}
		}
	}
	switch {
	case q.Figures() && !u.finding.Silent():
		if a, b := pair(q.Names, e.index.Ranked().Names); a != "" && b != "" {
			say(e.words.say(lang, evidence.Part{Key: "suggest.compare", Args: []evidence.Arg{{Name: "a", Value: evidence.Name(a)}, {Name: "b", Value: evidence.Name(b)}}}))
		}
		if q.Intent.Operation != "measured" {
			say(always.source)
		}
		if q.Intent.Operation != "holder" && len(u.finding.Series) <= 2 { // else it was told who leads
			say(always.rank)
		}
	case len(u.finding.Quotes) > 0:
		say(always.rank)
	}
	told := e.index.Stated(u.finding.Claims)
	for i, rel := range first(e.index.Chosen()) {
		if !slices.Contains(told, rel) {
			say(always.partners[i])
		}
	}
	if len(u.finding.Quotes) == 0 {
		say(always.quotes...)
	}
	say(always.shares...)
	return out
}

// next are the questions that may always be asked next, in one language.
type next struct {
	source, rank             string
	partners, quotes, shares []string
}

func (w *wording) next(lang string) next {
	d := w.x.Book.Default
	say := func(key string, args ...evidence.Arg) string { return w.say(lang, evidence.Part{Key: key, Args: args}) }
	entity := func(id string) evidence.Arg { return evidence.Arg{Name: "entity", Value: evidence.Name(id)} }
	n := next{source: say("suggest.source"), rank: say("suggest.rank", evidence.Arg{Name: "place", Value: evidence.Where(d.Place)})}
	for _, rel := range first(w.x.Chosen()) {
		n.partners = append(n.partners, say("suggest.partner", entity(rel.Subject)))
	}
	for _, v := range first(w.x.Quotations()) {
		n.quotes = append(n.quotes, say("suggest.quote", entity(v.Speaker)))
	}
	for _, id := range w.x.Ranked().Names[:min(1, len(w.x.Ranked().Names))] {
		n.shares = append(n.shares, say("suggest.share", entity(id), evidence.Arg{Name: "metric", Value: evidence.Of(d.Metric)}))
	}
	return n
}

// suggestions is how many questions are suggested.
const suggestions = 3

// first returns so many of a list that enough are left without those that are no suggestion.
func first[T any](list []T) []T { return list[:min(len(list), 3*suggestions)] }

// pair is two entities to compare: the first named and the best ranked other one.
func pair(names, ranked []string) (a, b string) {
	if len(names) > 0 {
		a = names[0]
	}
	for _, r := range ranked {
		if a == "" {
			a = r
		} else if r != a {
			return a, r
		}
	}
	return a, ""
}
