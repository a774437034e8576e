package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
)

// ofRank reports whether a question asks for nothing but who holds a rank, now or before.
func ofRank(q *evidence.Query) bool {
	return q.Asked.Said && (len(q.Ranks) == 1 || q.Cues.Has("deg.top")) && whoLed(q)
}

// ofYear reports whether a question gives a figure, a year before and somebody, and no more: it asks for a figure.
func ofYear(q *evidence.Query) bool {
	return q.Asked.Prior > 0 && len(q.Numbers)+len(q.Percents) == 1 && len(q.Names) == 1 && len(q.People)+len(q.Others) == 0 && (q.Facet == "" || q.Facet == "facet.amount") &&
		bareOnly(q, "adj.former", "noun.period")
}

// figured leaves out the readings that cannot be meant where a question plainly asks for figures, and puts first those that are.
func (e *Engine) figured(q *evidence.Query, r *reading, ranked []intent.Match) []intent.Match {
	reported := q.Metric != "" && len(q.Others)+len(q.Names) == 0 && e.index.Changing(q.Metric) && reportedIn(r)
	if q.Cues.Has("time.yoy") && e.index.Covers(q) || q.Facet == "facet.whether" && e.index.Went(q) || reported {
		ranked = slices.DeleteFunc(ranked, uncovered) // how it changed is known, or it is from the report that is named
	}
	if q.Metric == e.book.Default.Metric && onlyShares(q) && (len(q.Names) > 1 && e.index.Listed(q.Names) || slices.Contains(q.Bare, "noun.mean") && len(q.Names)+len(q.People) == 0) {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return ofStatement(m) || uncovered(m) }) // shares of several, or their mean, are no stock
	}
	if q.Facet == "facet.who" && q.LeaderBy() && unnamed(q) && q.Abroad == "" {
		ranked = e.atHead(e.index.Intent("holder"), ranked, func(m intent.Match) bool { return uncovered(m) || offField(m) })
	}
	if q.Top > 1 && nothingBut(r, "facet.who", "facet.whether", "ask.", "first.", "set.all") && unnamed(q) && q.Abroad == "" {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Intent.Operation == "offtopic" }) // "who are the three biggest?"
	}
	if q.Top > 1 && len(q.Names) == 1 && q.Facet == "facet.whether" && q.Cues.Has("number.1") && !q.Cues.Has("set.sum") {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Intent.Operation == "total" }) // "is X one of the two top makers?"
	}
	if q.Top > 1 && len(q.Names) == 1 && q.Facet == "facet.whether" && q.Cues.Has("ask.outof") && q.Metric == "" {
		in := e.index.Intent("standing") // "has X slipped out of the top two?"
		ranked = e.atHead(in, ranked, func(m intent.Match) bool {
			return ofStatement(m) || m.Intent == in || moves[m.Intent.Operation] || m.Intent.Operation == "compare"
		})
	}
	ranked = e.inShort(q, e.ofThen(q, ranked))
	if (q.Asked.Prior > 0 || q.Asked.Vague || q.Cues.Has("time.ever", "time.always")) && ofPlace(q) {
		in := e.index.Intent("standing") // whether it held the place then, not what else was before
		ranked = e.atHead(in, ranked, func(m intent.Match) bool { return ofStatement(m) || m.Intent == in || m.Intent.Operation == "relation" })
	}
	if q.Asked.Prior > 0 && comparedBefore(q) {
		in := e.index.Intent("change")
		ranked = e.atHead(in, ranked, func(m intent.Match) bool {
			return ofStatement(m) || m.Intent == in || m.Intent.Operation == "compare" || m.Intent.Operation == "follow.compare"
		})
	}
	if q.Asked.Prior > 0 && q.Facet == "facet.whether" && len(q.Stated()) == 1 && len(q.Names) == 1 && bareOnly(q, "adj.former", "noun.market", "act.hold") && slices.Contains(q.Bare, "adj.former") {
		ranked = slices.DeleteFunc(ranked, ofStatement) // "was X at 24 before?" asks for no partner of before
	}
	if len(q.Claimed) == 1 && q.Facet == "facet.whether" && q.Scale == "" && firmsOnly(q) && len(q.Names) == 1 && bareOnly(q, "act.verify", "adj.unsure", "act.think") {
		ranked = slices.DeleteFunc(ranked, ofStatement) // "X is at 17, no?"
	}
	if !plainPart(q, r) {
		return ranked
	}
	return slices.DeleteFunc(ranked, func(m intent.Match) bool { // nothing says that it is the rest, or a part of what was
		return m.Intent.Operation == "complement" || m.Intent.Operation == "ratio" && len(q.Names) == 1 && !q.Asked.Said
	})
}

// onlyShares reports whether the concepts of a question are no more than those of shares and their mean.
func onlyShares(q *evidence.Query) bool {
	return q.Abroad == "" && q.Category == "" && len(q.Doubts) == 0 && !slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "noun.stock" && id != "noun.mean" && id != "adj.easy" && id != "noun.market"
	})
}

// ofThen reads a statement that gives somebody the figure which they had a year before as one for that figure: "a year earlier it was 24 for X."
func (e *Engine) ofThen(q *evidence.Query, ranked []intent.Match) []intent.Match {
	if !ofYear(q) || q.Facet != "" || !e.index.Once(q) {
		return ranked
	}
	return e.atHead(e.index.Intent(e.book.Default.Intent), ranked, func(m intent.Match) bool { return ofStatement(m) || m.Intent.Operation == "project" })
}

// inShort reads "sum up the shares" as one for the table: no statement is a summary of figures.
func (e *Engine) inShort(q *evidence.Query, ranked []intent.Match) []intent.Match {
	in := e.index.Intent("table")
	if in == nil || len(ranked) == 0 || q.Metric != e.book.Default.Metric || !slices.Contains(q.Bare, "act.summarise") || !unnamed(q) {
		return ranked
	}
	return slices.Insert(ranked, 0, e.matcher.Match(in, ranked[0].Score+bareValue))
}

// plainPart reports whether a question asks for somebody's part of the market in words that all are understood, and none of them speaks of others:
// "what fraction of the market is X?"
func plainPart(q *evidence.Query, r *reading) bool {
	part := q.Metric != "" || slices.Contains(q.Bare, "noun.ratio") || q.Cues.Has("unit.percent", "facet.amount")
	if len(q.Names) == 0 || len(q.Excepted) > 0 || !part || slices.ContainsFunc(q.Bare, func(id string) bool { return !partly[id] }) || !mentioned(r) && !wentTo(r) {
		return false
	}
	for _, kind := range []string{"bound.", "op.", "set.", "place."} {
		if cue(r, kind, func(*gazetteer.Mention) bool { return true }) {
			return false
		}
	}
	return true
}

// wentTo reports whether the only word of a question that means nothing stands before "to" and a firm: "what portion went to X?"
func wentTo(r *reading) bool {
	return cue(r, "move.to", func(c *gazetteer.Mention) bool {
		if !firm(r, c.Last) || !plainWords(r, c.First-1, c.First) {
			return false
		}
		for i, t := range r.tokens {
			if i != c.First-1 && t.Kind == utterance.Word && !small(t) && !inMention(r, i) {
				return false
			}
		}
		return true
	})
}

// partly are the concepts of a question for a part of the market.
var partly = map[string]bool{"noun.ratio": true, "noun.market": true, "noun.point": true, "noun.device": true, "act.hold": true, "noun.consumer": true, "act.choose": true, "act.buy": true, "act.use": true, "act.own": true}

// whoLed reports whether a question for who it was names nobody and nothing else than to lead, or to have led.
func whoLed(q *evidence.Query) bool {
	return q.Facet == "facet.who" && len(q.Names)+len(q.People)+len(q.Others)+len(q.Titles) == 0 &&
		!slices.ContainsFunc(q.Concepts, func(id string) bool {
			return id != "adj.former" && id != "noun.period" && id != "noun.market" && !strings.HasPrefix(id, "act.lead")
		})
}

// ledBefore reads "who was first before?" as a question for the rank of a year before.
func (e *Engine) ledBefore(q *evidence.Query, _ *reading) {
	if !whoLed(q) || !q.Cues.Has("deg.top") || q.Asked.Said || !slices.Contains(q.Concepts, "adj.former") || q.Metric != "" {
		return
	}
	q.AskYearBefore(e.index.Latest)
}

// heldBefore reads "was X first before?" as a question for the rank of a year before.
func (e *Engine) heldBefore(q *evidence.Query, _ *reading) {
	if !ofPlace(q) || q.Asked.Said || !slices.Contains(q.Concepts, "adj.former") {
		return
	}
	q.AskYearBefore(e.index.Latest)
}

// ofPlace reports whether a question asks no more than whether somebody held a place.
func ofPlace(q *evidence.Query) bool {
	one := len(q.Names) == 1 && len(q.People)+len(q.Others)+len(q.Titles)+len(q.Percents)+len(q.Numbers) == 0 && q.Metric == "" && q.Abroad == ""
	place := q.Cues.Has("deg.top") || len(q.Ranks) == 1
	return one && place && asksAtMost(q, "facet.whether") &&
		bareOnly(q, "adj.former", "noun.market", "noun.rank", "noun.position", "act.verify", "act.lead", "act.hold")
}

// bareAmount reports whether a question is nothing but "how much?".
func bareAmount(q *evidence.Query, r *reading) bool {
	return q.Facet == "facet.amount" && mute(q) && len(q.Bare) == 0 && q.Place == "" && nothingBut(r, "facet.amount", "facet.whether", "back.it") && r.field == 0 && !q.Cues.Has("set.sum", "facet.choice") &&
		!slices.ContainsFunc(r.tokens, func(t utterance.Token) bool {
			return t.Kind == utterance.Word && strings.ContainsAny(t.Text, "0123456789")
		}) // "how much is a ps5"
}
