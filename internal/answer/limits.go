package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// limitSigns are the signs before a figure that make it a limit, and the cues that they stand for.
var limitSigns = [...][2]string{{">=", "bound.atleast"}, {"<=", "bound.atmost"}, {"≥", "bound.atleast"}, {"≤", "bound.atmost"}, {">", "bound.above"}, {"<", "bound.below"}}

// limits reads a sign right before a figure as the words for a limit: "vendors > 15%". It is none with a space behind it at the head of a message, where it quotes, or
// behind another figure, which it leads or is set against.
func (e *Engine) limits(r *reading) []*gazetteer.Mention {
	out := r.mentions
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Percent && m.Kind != gazetteer.Number {
			continue
		}
		from, sign := m.First, ""
		for from > 0 && len(sign) < len("≥") && signOf(r.tokens[from-1]) {
			from--
			sign = r.tokens[from].Text + sign
		}
		for _, s := range limitSigns {
			if s[0] == sign && (from > 0 || r.tokens[m.First-1].End == r.tokens[m.First].Start) && !counted(r, from) {
				if m.Kind == gazetteer.Number && closes(r, m) && e.index.Figure(m.Value) {
					m.Kind, m.ID = gazetteer.Percent, "percent" // "> 15"
					r.field++
				}
				out = append(slices.Clone(out), &gazetteer.Mention{Kind: gazetteer.Cue, ID: s[1], First: from, Last: m.First, Alias: sign})
			}
		}
	}
	return out
}

// signOf reports whether a token is neither a word nor a figure.
func signOf(t utterance.Token) bool { return t.Kind == utterance.Break || t.Kind == utterance.Symbol }

// parted returns the tokens with numbers and the unit of points that is written to them apart: "9pp". It is nil where there is none.
func (e *Engine) parted(from []utterance.Token) (tokens []utterance.Token) {
	for i, t := range from {
		if t.Kind != utterance.Word || len(t.Text) != t.End-t.Start || t.Text[0] < '0' || t.Text[0] > '9' {
			if tokens != nil {
				tokens = append(tokens, t)
			}
			continue
		}
		at := len(t.Text) - len(strings.TrimLeft(t.Text, "0123456789."))
		unit := utterance.Token{Text: t.Text[at:], Kind: utterance.Word, Start: t.Start + at, End: t.End}
		switch points := e.unit(unit, "unit.points"); {
		case points && tokens == nil:
			tokens = append(slices.Clone(from[:i]), utterance.Token{Text: t.Text[:at], Kind: utterance.Number, Start: t.Start, End: unit.Start}, unit)
		case points:
			tokens = append(tokens, utterance.Token{Text: t.Text[:at], Kind: utterance.Number, Start: t.Start, End: unit.Start}, unit)
		case tokens != nil:
			tokens = append(tokens, t)
		}
	}
	return tokens
}

// unit reports whether a token by itself is a word of a cue.
func (e *Engine) unit(t utterance.Token, id string) bool {
	return t.Text != "" && slices.ContainsFunc(e.gaz.Find([]utterance.Token{t}), func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.ID == id && m.Distance == 0
	})
}

// anyFigure notes that a figure is asked for as one of its kind: "is there a 37%?"
func anyFigure(q *evidence.Query, r *reading) {
	if len(q.Percents) == 1 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Percent && wordOf(r, "word.a", m.First-1)
	}) {
		q.Cues.Add("word.a percent")
	}
}

// startOf is where a metric that ends right before a token begins, or else that token: of "X's share minus" the end of "X's".
func startOf(r *reading, at int) int {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Metric && m.Last == at {
			at = m.First
			if at > 0 && owns(r, at-1) {
				at--
			}
			break
		}
	}
	return at
}
