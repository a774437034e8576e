package answer

import (
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// How many tokens long what a question offers as its answer may be: one thing, or several to choose from.
const (
	longestOffer  = 3
	longestOffers = 14
)

// offer is what a question for a thing has behind it as an answer: "what does X supply: a, b or c?", "what does X get, a?"
type offer struct {
	at     int      // the token it begins at
	choice bool     // it is one of several
	things []string // concepts of what is offered
}

// unoffered understands a question without the answers that it offers, and says where a single one of them is not what the book has. It is nil
// where the question alone is not answered by a statement.
func (e *Engine) unoffered(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	if !whole.finding.Silent() && !whole.aside() || whole.query.Cues.Has("ask.override") || r.quoted != "" {
		return nil
	}
	o := offering(r)
	if o == nil {
		return nil
	}
	u := e.sentence(r.text[:r.tokens[o.at-1].Start]+"?", th, s, nil)
	if u.query.Intent == nil || u.query.Intent.Operation != "tell" || u.query.Intent.Named || u.finding.Silent() || !u.finding.Tied || u.value < enough {
		return nil
	}
	u = in(whole, u)
	switch {
	case e.index.Bears(u.finding, o.things):
	case o.choice, whole.query.Intent != nil && whole.query.Intent.Operation == "uncovered":
		return nil // it may be something of which the book tells nothing: "what do they get for it, money?"
	default:
		u.finding = e.index.Offered(u.finding, u.query, o.things)
	}
	if u.finding == nil {
		return nil
	}
	return u
}

// offering finds what a question that opens with "what" and names somebody offers as its answer. It is nil where what stands behind the last
// break is no thing, or says more.
func offering(r *reading) *offer {
	if !cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First == 0 }) || cue(r, "facet.", func(c *gazetteer.Mention) bool { return questionWord(c.ID) }) {
		return nil
	}
	end := lastWord(r.tokens)
	o := &offer{choice: cue(r, "facet.choice", func(c *gazetteer.Mention) bool { return c.Last < end })}
	for i := end - 1; i > 1; i-- {
		if r.tokens[i].Kind != utterance.Break || !strings.ContainsAny(r.tokens[i].Text, ",:;–—：，") {
			continue
		}
		if o.at = i + 1; !o.choice || strings.ContainsAny(r.tokens[i].Text, ":：") {
			break
		}
	}
	longest := longestOffer
	if o.choice {
		longest = longestOffers
	}
	if o.at == 0 || end-o.at > longest || !firmWithin(r, o.at) || !o.list(r) {
		return nil
	}
	return o
}

// firmWithin reports whether a firm or product is named before a token.
func firmWithin(r *reading, to int) bool {
	return firms(r, func(m *gazetteer.Mention) bool { return m.Last < to }) > 0
}

// list notes the things of an offer. It reports false where anything else stands in it.
func (o *offer) list(r *reading) bool {
	for _, m := range r.mentions {
		switch kind, _, _ := strings.Cut(m.ID, "."); {
		case m.First < o.at:
			if m.Last > o.at {
				return false
			}
		case m.Kind == gazetteer.Category:
			o.things = append(o.things, m.ID)
		case m.Kind == gazetteer.Concept && (kind == "noun" || o.choice):
			o.things = append(o.things, m.ID)
		case m.Kind == gazetteer.Cue && m.ID == "facet.choice":
		default:
			return false
		}
	}
	return len(o.things) > 0
}
