package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// otherOrder returns what a question that names nothing of the field puts things in order by or counts: "the third tallest", "which quarter has
// 92 days?"
func otherOrder(u *turn) string {
	r := u.reading
	if r.field > 0 || u.leaned {
		return ""
	}
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Rank && m.Last < len(r.tokens) && plainWords(r, m.Last, m.Last+1) && endsIn(r.tokens[m.Last].Text, r.forms.Superlative):
			return r.tokens[m.Last].Text
		case m.Kind == gazetteer.Number && u.query.Intent.Operation == "timeframe":
			return r.tokens[m.First].Text
		}
	}
	return ""
}

// otherThing returns what a question that names nobody ranks, or by what, where that is nothing of the field: "the largest bank in C", "the
// richest in C".
func otherThing(u *turn) string {
	q, r := u.query, u.reading
	if len(q.Names)+len(q.People) > 0 || q.Metric != "" || u.leaned {
		return ""
	}
	ranked := false
	for _, s := range r.mentions {
		least := strangeThing
		switch {
		case s.Kind == gazetteer.Rank, s.Kind == gazetteer.Cue && (s.ID == "deg.top" || s.ID == "deg.bottom"):
			ranked = true
		case s.Kind == gazetteer.Concept && s.ID == "act.lead":
			least = strangeBeside // it may be a verb
		default:
			continue
		}
		from, end := s.Last, s.Last
		for end < len(r.tokens) && end-from < mostGoods && r.tokens[end].Kind == utterance.Word && !inMention(r, end) {
			end++
		}
		if end > from && u.mass >= least && !small(r.tokens[end-1]) || titled(r, from) {
			end = max(end, from+1)
			return r.span(from, end)
		}
		if owns(r, from) {
			for end = from + 1; end < len(r.tokens) && r.tokens[end].Kind == utterance.Han && !inMention(r, end); {
				end++
			}
			if end > from+1 && (end == len(r.tokens) || r.tokens[end].Kind == utterance.Break) {
				return r.span(from+1, end)
			}
		}
	}
	for i, t := range r.tokens {
		if !ranked && u.mass >= strangeGoods && endsIn(utterance.Fold(r.text[t.Start:t.End]), r.forms.Superlative) && plainWords(r, i, i+1) {
			return t.Text
		}
	}
	return ""
}

// titled reports whether a job title begins at a token.
func titled(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Title && m.First == at })
}

// otherTrait returns the words beside the only name of a question that asks for no figure, where the reading explains none of them: "X camera
// quality", "did X get fined?"
func otherTrait(u *turn) string {
	q, r := u.query, u.reading
	if len(q.Names) != 1 || len(q.Concepts) > 0 || q.Metric != "" || u.leaned || u.mass < strangeTrait {
		return ""
	}
	least := strangeTrait
	for _, id := range q.Cues {
		if id != "facet.whether" && id != "tense.past" {
			return ""
		}
		least = strangeBeside // the verb or adjective is what is asked
	}
	for _, m := range r.mentions {
		if end := wordsEnd(r); m.Kind.Firm() && m.Last < end && u.mass >= least && plainWords(r, m.Last, end) {
			return r.span(m.Last, end)
		}
	}
	return ""
}

// wordsEnd is the end of an utterance without a sign that ends it.
func wordsEnd(r *reading) int {
	end := len(r.tokens)
	if end > 0 && r.tokens[end-1].Kind == utterance.Break {
		end--
	}
	return end
}

// lastWord is the end of some tokens without any breaks behind the last word.
func lastWord(tokens []utterance.Token) int {
	end := len(tokens)
	for end > 0 && tokens[end-1].Kind == utterance.Break {
		end--
	}
	return end
}

// behindArticle is the token behind an article that stands at one, or that one.
func behindArticle(r *reading, at int) int {
	if wordOf(r, "word.the", at) || wordOf(r, "word.a", at) {
		at++
	}
	return at
}

// inMention reports whether a token is in a mention or a small word of grammar.
func inMention(r *reading, i int) bool {
	return mentionedAt(r, i) || slices.ContainsFunc(r.particles, func(m *gazetteer.Mention) bool { return m.First <= i && i < m.Last })
}

// mentionedAt reports whether a token is in any mention, or one of chatter.
func mentionedAt(r *reading, i int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First <= i && i < m.Last })
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
			return r.span(in.Last, end)
		}
	}
	return ""
}

// The weight of words that the reading does not explain at which they may name goods, or a thing right behind a word for a rank, or one behind
// a word that only may be one, and how many words there are at most.
const (
	strangeGoods  = 2.5
	strangeThing  = 2.0
	strangeBeside = 4.0
	strangeTrait  = 3.0
	mostGoods     = 2
)
