package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// unnamed reports whether a question names no firm, nobody, and no event, outlet or source.
func unnamed(q *evidence.Query) bool { return len(q.Names)+len(q.People)+len(q.Others) == 0 }

// namesNone reports whether a question names nobody and nothing that has figures.
func namesNone(q *evidence.Query) bool {
	return len(q.Names)+len(q.Others)+len(q.Ranks)+len(q.Percents)+len(q.Numbers) == 0 && q.Metric == "" && q.Place == "" && q.Abroad == "" && !q.Asked.Said
}

// nobody reports whether a question names nobody, no rank and no figure.
func nobody(q *evidence.Query) bool {
	return len(q.Names)+len(q.People)+len(q.Others)+len(q.Titles)+len(q.Ranks)+len(q.Percents)+len(q.Numbers)+q.Top == 0 && q.Quote == ""
}

// mute reports whether a question names nothing that it could be about but places of the book.
func mute(q *evidence.Query) bool {
	return nobody(q) && q.Metric == "" && !q.Asked.Said && q.Abroad == ""
}

// muteNow is mute, or says no more than that it is of now: "now only the part on X".
func (e *Engine) muteNow(q *evidence.Query) bool {
	return nobody(q) && q.Metric == "" && q.Abroad == "" && (!q.Asked.Said || q.Asked.Known && q.Period == e.index.Latest)
}

// barely reports whether an utterance is so short that it says no more than what is new in it.
func barely(r *reading) bool { return len(r.tokens)-r.chatter <= barelyTokens }

// firmsOnly reports whether a question names firms and products at most: nobody, no event or source, no rank and no percentage.
func firmsOnly(q *evidence.Query) bool {
	return len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Percents) == 0
}

// namedOne reports whether the last question was for a figure of one that it named.
func (th *thread) namedOne() bool {
	return th.last.query.Figures() && len(th.last.query.Names) == 1
}

// ofDefault reports whether a question names no metric but the one that the book is about.
func (e *Engine) ofDefault(q *evidence.Query) bool {
	return q.Metric == "" || q.Metric == e.book.Default.Metric
}

// asksAtMost reports whether a question asks for one of some facets, or for nothing in particular.
func asksAtMost(q *evidence.Query, facets ...string) bool {
	return q.Facet == "" || slices.Contains(facets, q.Facet)
}

// bareOnly reports whether a question has no concepts of its own but some.
func bareOnly(q *evidence.Query, ids ...string) bool {
	return !slices.ContainsFunc(q.Bare, func(id string) bool { return !slices.Contains(ids, id) })
}

// everyFirm reports whether a question is for all firms that are mentioned, and no more.
func everyFirm(q *evidence.Query) bool {
	return slices.Contains(q.Bare, "act.mention") && q.Cues.Has("ask.firm") && asksAtMost(q, "facet.who") && nobody(q) && q.Metric == "" && len(q.Doubts) == 0 &&
		bareOnly(q, "act.mention", "act.list", "act.make", "noun.article", "rel.whole") && !q.Cues.Has("ask.count", "facet.choice", "set.not")
}

// ofThing reports whether a concept is of a thing, not of a doing or a quality.
func ofThing(id string) bool { return strings.HasPrefix(id, "noun.") }

// ofWay reports whether a concept is of the way in which something moves.
func ofWay(id string) bool { return strings.HasPrefix(id, "dir.") }

// barelyTokens is how many tokens a question has at most that only asks how much.
const barelyTokens = 7

// heads reports whether a cue stands at the head of an utterance, a small word before it at most.
func heads(r *reading, id string) bool {
	return cue(r, id, func(c *gazetteer.Mention) bool { return c.First <= 1 })
}

// shortTokens is how many tokens an utterance has at most that may lean on the one before.
const shortTokens = 12

// short reports whether an utterance is so short that it may lean on the one before.
func short(r *reading) bool { return len(r.tokens) <= shortTokens }

// concise is short but for what is only chatter.
func concise(r *reading) bool { return len(r.tokens)-r.chatter <= shortTokens }

// elliptic reports whether an utterance opens like a continuation or only names something.
func elliptic(r *reading) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && (m.ID == "back.and" || m.ID == "back.it" || m.ID == "back.he") {
			return true
		}
	}
	return len(r.tokens) <= 4
}

// onlySource reports whether a yes/no question names a source and asks no more of it than whether it is one.
func (e *Engine) onlySource(q *evidence.Query) bool {
	return len(q.Others) == 1 && e.index.Entity(q.Others[0]).Kind == "source" && q.Facet == "facet.whether" && q.Cues.Has("facet.source") && len(q.Names)+len(q.People)+len(q.Percents)+len(q.Ranks) == 0 && bareOnly(q, "noun.source")
}

// calledWhat notes that a question ends with a word for calling something so: "what is X's P called?"
func calledWhat(q *evidence.Query, r *reading) {
	if q.Cues.Has("ask.what") && particle(r, "word.call", func(c *gazetteer.Mention) bool { return closes(r, c) }) {
		q.Cues.Add("ask.name")
	}
}
