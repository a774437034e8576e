package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// doubt returns what the answer would have to be about and nothing explains: of a question for figures a word beside a metric, name or place or
// what it ranks or counts, of others one of two to choose from, who is quoted, or of whom something is asked.
func (e *Engine) doubt(u *turn) string {
	if len(u.query.Either) > 0 {
		return u.query.Either[0]
	}
	quoting := u.query.Quoting() && len(u.query.People)+len(u.query.Titles) == 0 && u.query.Quote == ""
	for i, t := range u.reading.tokens {
		if !slices.Contains(u.query.Doubts, t.Text) {
			continue
		}
		if quoting && cue(u.reading, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == i || c.Last == i-1 }) {
			return t.Text // "what did so-and-so say?"
		}
	}
	if d := cleftStranger(u.reading); d != "" {
		return d
	}
	if d := e.unknownVenue(u); d != "" {
		return d
	}
	if d := e.outsider(u); d != "" {
		return d
	}
	if u.query.Intent.Operation == "people" {
		return otherOrder(u)
	}
	if d := otherTrait(u); d != "" || !u.query.Figures() {
		return d
	}
	for _, other := range [...]func(*turn) string{otherOrder, otherThing, e.adjoining, otherAmount, otherGoods} {
		if d := other(u); d != "" {
			return d
		}
	}
	return ""
}

// cleftStranger returns the word that nothing knows for what a question singles out: "was it the Foo 70 that drove X's comeback?"
func cleftStranger(r *reading) string {
	for _, it := range r.mentions {
		if it.ID != "back.it" || !cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == 0 && v.Last == it.First }) {
			continue
		}
		at := behindArticle(r, it.Last)
		if at+1 < len(r.tokens) && plainWords(r, at, at+1) && !small(r.tokens[at]) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Number && m.First == at+1 }) &&
			particle(r, "word.that", func(c *gazetteer.Mention) bool { return c.First > at && c.First-at <= listGap }) {
			return r.tokens[at].Text
		}
	}
	return ""
}

// adjoining returns a word that nothing explains and that stands beside a metric, a name or a place.
func (e *Engine) adjoining(u *turn) string {
	for i, t := range u.reading.tokens {
		if slices.Contains(u.query.Doubts, t.Text) && e.adjoins(u.reading, i) {
			return t.Text
		}
	}
	return ""
}

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

// nothingOn declines what the book says nothing about.
func (e *Engine) nothingOn(words string) *evidence.Finding {
	return &evidence.Finding{Status: evidence.Unknown, Parts: []evidence.Part{{Key: "unknown.words", Args: []evidence.Arg{{Name: "words", Value: evidence.Raw(words)}}}, e.covers("unknown.covers")}}
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
