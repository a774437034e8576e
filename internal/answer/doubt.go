package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// doubt returns a word that nothing explains and that stands beside a figure's metric, name or place, or is one of two to choose from.
func (e *Engine) doubt(u *turn) string {
	if len(u.query.Either) > 0 {
		return u.query.Either[0]
	}
	if u.query.Quoting() && len(u.query.People)+len(u.query.Titles) == 0 && u.query.Quote == "" {
		for i, t := range u.reading.tokens {
			if slices.Contains(u.query.Doubts, t.Text) && cue(u.reading, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == i || c.Last == i-1 }) {
				return t.Text // "what did so-and-so say?"
			}
		}
	}
	if !u.query.Figures() {
		return ""
	}
	if d := otherOrder(u); d != "" {
		return d
	}
	for i, t := range u.reading.tokens {
		for _, d := range u.query.Doubts {
			if t.Text == d && e.adjoins(u.reading, i) {
				return d
			}
		}
	}
	if d := otherAmount(u); d != "" {
		return d
	}
	return otherGoods(u)
}

// superlative ends an English adjective that says by what things are put in order.
const superlative = "est"

// otherOrder returns what a question that names nothing of the field puts things in order by or counts: "the third tallest", "which quarter has
// 92 days?"
func otherOrder(u *turn) string {
	r := u.reading
	if r.field > 0 || u.leaned {
		return ""
	}
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Rank && m.Last < len(r.tokens) && plainWords(r, m.Last, m.Last+1) && strings.HasSuffix(r.tokens[m.Last].Text, superlative):
			return r.tokens[m.Last].Text
		case m.Kind == gazetteer.Number && u.query.Intent.Operation == "timeframe":
			return r.tokens[m.First].Text
		}
	}
	return ""
}

// otherAmount returns the word for a thing that nothing knows of which somebody is asked to have more or less than another: "does X have more
// patents than Y?"
func otherAmount(u *turn) string {
	q, r := u.query, u.reading
	if !q.Cues.Has("deg.more", "deg.less") || q.Metric != "" {
		return ""
	}
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || !moreOrLess(c) || c.Last-c.First > 1 || c.Last >= len(r.tokens) || !plainWords(r, c.Last, c.Last+1) || len(r.tokens[c.Last].Text) < minThing {
			continue
		}
		thing := !masked(r, &gazetteer.Mention{First: c.Last + 1, Last: min(c.Last+2, len(r.tokens))}) // no "than" before a name
		if thing && cue(r, "facet.whether", func(h *gazetteer.Mention) bool { return h.Last == c.First }) {
			return r.tokens[c.Last].Text
		}
	}
	return ""
}

// minThing is how many letters a word has at least that names a thing.
const minThing = 4

// otherGoods returns the words behind a word for "in" at the end of a question for a figure, or before it, that the reading does not explain:
// "who leads in shoes?" is no question about the goods of the book.
func otherGoods(u *turn) string {
	r := u.reading
	if u.mass < strangeGoods || u.query.Second != "" {
		return ""
	}
	for _, in := range r.particles {
		end := in.Last
		for end < len(r.tokens) && end-in.Last < mostGoods && plainWords(r, end, end+1) {
			end++
		}
		if in.ID == "word.in" && end > in.Last && (end == len(r.tokens) || r.tokens[end].Kind == utterance.Break) && !small(r.tokens[in.Last]) {
			return r.text[r.tokens[in.Last].Start:r.tokens[end-1].End]
		}
	}
	return ""
}

// strangeGoods is the weight of words that the reading does not explain, and mostGoods how many words there are, at which they may name goods.
const (
	strangeGoods = 2.5
	mostGoods    = 2
)

// adjoins reports whether token i touches a masked mention without a break between.
func (e *Engine) adjoins(r *reading, i int) bool {
	for _, m := range r.mentions {
		if !m.Kind.Masked() {
			continue
		}
		if m.Last == i || m.First == i+1 {
			return true
		}
		if m.Last == i-1 && small(r.tokens[i-1]) || m.First == i+2 && small(r.tokens[i+1]) {
			return true
		}
	}
	return false
}

// small reports whether a token is a short word such as "of" or "the" that binds its neighbours.
func small(t utterance.Token) bool { return t.Kind == utterance.Word && len(t.Text) <= 3 }

func (e *Engine) doubtful(word string) *evidence.Finding {
	f := &evidence.Finding{Status: evidence.Unknown}
	f.Parts = []evidence.Part{{Key: "unknown.doubt", Args: []evidence.Arg{{Name: "words", Value: evidence.Raw(word)}}}, e.covers("unknown.covers")}
	return f
}

// decline is off topic where nothing of the field is named, else unknown.
func (e *Engine) decline(u *turn, base *evidence.Query) *evidence.Finding {
	key, status := "unknown.covers", evidence.Unknown
	if u.reading.field == 0 && !hasField(u.reading) {
		key, status = "offtopic", evidence.OffTopic
	}
	u.query = base
	return &evidence.Finding{Status: status, Parts: []evidence.Part{e.covers(key)}}
}

func hasField(r *reading) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept {
			return true
		}
	}
	return false
}

func (e *Engine) covers(key string) evidence.Part {
	return evidence.Part{Key: key, Args: []evidence.Arg{{Name: "covered", Value: e.book.Title}}}
}

// aside says what the bot is for.
func (e *Engine) aside() *evidence.Finding {
	return &evidence.Finding{Status: evidence.OffTopic, Parts: []evidence.Part{e.covers("offtopic")}}
}
