package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostFigures is how many figures an utterance without a word may be for: "15% 17%?"
const mostFigures = 2

// What makes a text one of signs: how many tokens it has at least, one in how many of them is a word then at most, and how many of its signs
// are no punctuation.
const (
	fewSigns     = 6
	shareOfWords = 4
	fewOdd       = 3
)

// punctuation are the signs that any text may have many of.
const punctuation = ",.?!;:'\"-–—%&+\n，。？！；：、"

// wordless reports whether an utterance is nothing but signs and numbers: several of them, or none that is a figure of the field.
func wordless(r *reading, q *evidence.Query) bool {
	if slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind == utterance.Han }) || len(q.Words) > 0 {
		return false
	}
	n := 0
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Number || m.Kind == gazetteer.Percent {
			n++
		}
	}
	return n > mostFigures || len(q.Names)+len(q.People)+len(q.Others)+len(q.Concepts) == 0 && q.Metric == "" && q.Place == "" && r.field == 0
}

// scribbled reports whether a text that names nothing of the field is nearly all signs, numbers and single letters: a template, a smiley.
func scribbled(r *reading) bool {
	words, odd := 0, 0
	for _, t := range r.tokens {
		switch {
		case t.Kind == utterance.Han || t.Kind == utterance.Word && utf8.RuneCountInString(t.Text) > 1:
			words++
		case (t.Kind == utterance.Break || t.Kind == utterance.Symbol) && !strings.ContainsAny(t.Text, punctuation):
			odd++
		}
	}
	named := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind.Masked() && m.Kind != gazetteer.Number && m.Kind != gazetteer.Percent && m.Kind != gazetteer.Rank
	})
	return !named && len(r.tokens) >= fewSigns && (r.field == 0 && words*shareOfWords <= len(r.tokens) || odd >= fewOdd && odd > words)
}

// coded reports whether a text that asks nothing is a piece of a program: a bracket or an equals sign stands between a word and a quotation
// mark, with no space, as in "say('X 16')".
func coded(r *reading, q *evidence.Query) bool {
	if asks(r) > 0 || !asksAtMost(q, "facet.where") || q.Cues.Has("ask.what", "ask.which", "talk.check") {
		return false
	}
	for i, t := range r.tokens {
		if (t.Text == "(" || t.Text == "=") && i > 0 && r.tokens[i-1].Kind == utterance.Word && r.tokens[i-1].End == t.Start && t.End < len(r.text) && strings.ContainsRune("'\"`", rune(r.text[t.End])) {
			return true
		}
	}
	return false
}
