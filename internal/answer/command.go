package answer

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// command reads "/share apple cn": the command's intent with the slots of its text.
func (e *Engine) command(r *reading, s *scratch) (option, bool) {
	i := 0
	for i < len(r.tokens) && r.tokens[i].Kind == utterance.Break && r.tokens[i].Text != "/" {
		i++
	}
	if i+1 >= len(r.tokens) || r.tokens[i].Text != "/" || r.tokens[i].End != r.tokens[i+1].Start {
		return option{}, false
	}
	for c := range e.book.Commands {
		cmd := &e.book.Commands[c]
		name := r.tokens[i+1].Text
		several := slices.ContainsFunc(r.forms.Plural, func(end string) bool { return cmd.Name+end == name })
		if cmd.Name != name && !several || cmd.Intent == "" {
			continue
		}
		in := e.index.Intent(cmd.Intent)
		if in == nil {
			continue
		}
		q := e.onlyOptions(r, i+2, s)
		q.Intent = in
		e.meantBy(q, len(r.tokens) > i+2)
		return e.commanded(cmd, q), true
	}
	return option{}, false
}

// onlyOptions rereads the slots from the text behind the command's name.
func (e *Engine) onlyOptions(r *reading, from int, s *scratch) *evidence.Query {
	rest := &reading{text: r.text, quoted: r.quoted, tokens: r.tokens, language: r.language, field: r.field, particles: r.particles, forms: r.forms}
	for _, m := range r.mentions {
		if m.First >= from || m.Kind == gazetteer.Rank && m.Last > from { // the name of the command may be a part of it
			rest.mentions = append(rest.mentions, m)
		}
	}
	q := e.slots(rest, s)
	q.Facet = ""
	var doubts []string
	named := func(i int) bool {
		return i >= from && i < len(r.tokens) && masked(rest, &gazetteer.Mention{First: i, Last: i + 1})
	}
	for i, t := range r.tokens {
		if i < from || named(i-1) && named(i+1) && e.known(t.Text) {
			continue // "X with Y"
		}
		if t.Kind == utterance.Word && t.Text != "'s" && !explained(rest, t) {
			doubts = append(doubts, t.Text)
		}
	}
	q.Doubts = doubts
	for i, t := range r.tokens {
		if region := e.abroad[t.Text]; i >= from && region != "" && q.Abroad == "" {
			goAbroad(q, region)
		}
	}
	if last := r.tokens[len(r.tokens)-1]; q.Place == "" && q.Abroad == "" && len(last.Text) == regionCode && last.Kind == utterance.Word && !masked(rest, &gazetteer.Mention{First: len(r.tokens) - 1, Last: len(r.tokens)}) {
		if c, err := language.ParseRegion(last.Text); err == nil && c.IsCountry() {
			goAbroad(q, c.String()) // "/share X us": a word elsewhere, a country here
		}
	}
	return q
}

// meantBy has a command do what its options ask for: a ranking of somebody is their place in it, that of a place who holds it, and figures of all are the whole table. Of
// a time of which a ranking is not on record, it is said so.
func (e *Engine) meantBy(q *evidence.Query, options bool) {
	all := options && q.Cues.Has("set.all") && len(q.Names)+len(q.People)+len(q.Ranks) == 0
	id := ""
	switch op := q.Intent.Operation; {
	case op == "table" && len(q.Names) == 0 && len(q.Ranks) == 1:
		id = "holder"
	case op == "table" && len(q.Names) > len(q.Excepted):
		id = "standing"
	case op == "table":
		q.Concepts = once(q.Concepts, "noun.rank")
	case op == "lookup" && all:
		id = "table"
	case op == "growth" && all:
		id = "movers"
	}
	if in := e.index.Intent(id); in != nil {
		q.Intent = in
	}
}

// regionCode is how many letters the code of a country has.
const regionCode = 2

func explained(r *reading, t utterance.Token) bool {
	return covered(r, t, func(*gazetteer.Mention) bool { return true }) || len(t.Text) <= 3
}

// covered reports whether a token is in a mention of some kind.
func covered(r *reading, t utterance.Token, fits func(*gazetteer.Mention) bool) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First < len(r.tokens) && r.tokens[m.First].Start <= t.Start && t.End <= r.tokens[m.Last-1].End && fits(m)
	})
}

func (e *Engine) commanded(cmd *knowledge.Command, q *evidence.Query) option {
	if (q.Intent.Operation == "lookup" || q.Intent.Operation == "table") && q.Metric == "" && len(q.Names) > 0 {
		q = q.Clone()
		q.Metric = e.book.Default.Metric // the command says what it is for
	}
	o := option{match: intent.Match{Intent: q.Intent, Score: 1}, query: q, value: 1}
	need := len(cmd.Options) > 0 && (cmd.Options[0].Required || cmd.Options[0].Many)
	empty := !q.Cues.Has("set.all") && len(q.Names)+len(q.People)+len(q.Doubts)+len(q.Ranks) == 0
	switch {
	case q.Intent.Operation == "say":
		o.finding = e.social(q)
	case need && empty && q.Place == "" && q.Abroad == "" && q.Metric == "":
		if q.Intent.Operation == "tell" && len(e.index.Chosen()) == 1 {
			if o.finding = e.index.Gather(q); !o.finding.Silent() {
				break // of the only affair there is
			}
		}
		o.finding = &evidence.Finding{Status: evidence.Clarify, Parts: []evidence.Part{{Key: "clarify.usage", Args: e.words.example(cmd)}}}
	case len(q.Doubts) > 0 && (q.Figures() || q.Quoting() && nobody(q)):
		o.finding = e.doubtful(q.Doubts[0])
	default:
		o.finding = e.index.Gather(q)
	}
	return o
}

// asked returns the question of a command that has no intent of its own: "/ask who leads?" is "who leads?".
func (e *Engine) asked(text string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "/")
	if !ok {
		return text
	}
	name, question, _ := strings.Cut(rest, " ")
	for _, c := range e.book.Commands {
		if c.Intent == "" && strings.EqualFold(c.Name, name) && strings.TrimSpace(question) != "" {
			return question
		}
	}
	return text
}
