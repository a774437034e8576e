package answer

import (
	"fmt"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// Trace is the route of one question, for [Engine.Explain].
type Trace struct {
	Tokens   []string
	Masked   string
	Mentions []string
	Readings []string // intent scores with what the book says to each, in the matcher's order
	Query    string
	Chosen   string
}

func (t *Trace) note(e *Engine, u *turn, words, concepts []string) {
	if t == nil {
		return
	}
	for _, tok := range u.reading.tokens {
		t.Tokens = append(t.Tokens, fmt.Sprintf("%s[%d:%d]", tok.Text, tok.Start, tok.End))
	}
	t.Masked = strings.Join(words, " ")
	for _, m := range u.reading.mentions {
		t.Mentions = append(t.Mentions, mentionText(m, u.reading.tokens))
	}
	for _, o := range u.options {
		t.Readings = append(t.Readings, fmt.Sprintf("%s unexplained=%.1f value=%.2f %s", o.match, o.mass, o.value, o.finding))
	}
	t.Query = u.query.String()
	t.Chosen = fmt.Sprintf("%s confidence=%.2f", u.finding, confidence(u.value))
}

func mentionText(m *gazetteer.Mention, tokens []utterance.Token) string {
	s := fmt.Sprintf("%s %s at %d-%d", m.Kind, m.ID, m.First, m.Last)
	if m.Alias != "" {
		s += fmt.Sprintf(" alias %q", m.Alias)
	}
	if m.Distance > 0 {
		s += fmt.Sprintf(" distance %d", m.Distance)
	}
	return s
}

// String prints the route, a stage a line.
func (t *Trace) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "tokens    %s\n", strings.Join(t.Tokens, " "))
	for _, m := range t.Mentions {
		fmt.Fprintf(&b, "mention   %s\n", m)
	}
	fmt.Fprintf(&b, "masked    %s\n", t.Masked)
	for _, r := range t.Readings {
		fmt.Fprintf(&b, "reading   %s\n", r)
	}
	fmt.Fprintf(&b, "query     %s\nanswer    %s\n", t.Query, t.Chosen)
	return b.String()
}

// chose notes that another turn than the whole message as one piece answers, and how it came about.
func (t *Trace) chose(how string, u *turn) {
	if t != nil {
		t.Query = u.query.String()
		t.Chosen = how + ": " + u.finding.String()
	}
}
