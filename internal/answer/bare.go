package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// bare reads an utterance that only names companies or products, a metric, a place or a period as the
// look-up of their figure: no phrasing tells what is asked.
func (e *Engine) bare(base *evidence.Query, th *thread, r *reading, words intent.Words, ranked []intent.Match) (option, bool) {
	in := e.index.Intent(e.book.Default.Intent)
	if th.last == nil && len(ranked) > 0 && openEnded(base) && mentioned(r) {
		if slices.Contains(base.Concepts, "dir.up") || slices.Contains(base.Concepts, "dir.down") {
			in = e.index.Intent("growth")
		}
		return e.bareOption(in, base, r, words, ranked)
	}
	if in == nil || th.last != nil && base.Top == 0 && (base.Metric == "" || len(base.Names) == 0) || len(ranked) == 0 || words.Loose() >= bareWords || len(base.Percents)+len(base.Titles) > 0 {
		return option{}, false
	}
	steering := len(base.Cues)
	for _, id := range []string{"ask.about", "ask.what", "back.and", "unit.percent", "facet.amount"} {
		if base.Cues.Has(id) && (id != "ask.what" || base.Metric != "") {
			steering-- // "tell me about X's share", "X and Y", "X %", "how much, X?"
		}
	}
	if base.Cues.Has("set.sum") && len(base.Names) > 1 || base.Top > 0 && len(base.Excepted) > 0 && len(base.Excepted) == len(base.Names) {
		steering-- // "X + Y", "top 5 without X"
	}
	concepts := slices.DeleteFunc(slices.Clone(base.Concepts), func(id string) bool { return id == "noun.point" })
	if len(base.Names) == 0 && base.Top == 0 || steering > 1 || base.Top == 0 && steering+len(concepts)+len(base.Ranks) > 0 {
		return option{}, false // but "top 3" asks by itself
	}
	return e.bareOption(in, base, r, words, ranked)
}

// growers reads a question that asks no more than whose growth there is as one for all whose rate is on record: "which vendor has a growth rate?"
func (e *Engine) growers(q *evidence.Query, r *reading, words intent.Words, ranked []intent.Match) (option, bool) {
	whose := q.Facet == "facet.who" || q.Cues.Has("ask.which") && (q.Cues.Has("ask.firm") || slices.Contains(q.Bare, "noun.competitor"))
	if !q.Cues.Has("ask.growth") || !whose || len(ranked) == 0 || !nobody(q) || q.Metric != "" || q.Abroad != "" || q.Category != "" || q.Asked.Said || len(q.Doubts) > 0 ||
		q.Cues.Has("deg.top", "deg.bottom", "deg.more", "deg.less", "set.sum", "time.future", "facet.why", "facet.choice") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofGrowers[id] }) {
		return option{}, false
	}
	return e.bareOption(e.index.Intent("movers"), q, r, words, ranked)
}

// ofGrowers are the concepts of a question for whose growth there is.
var ofGrowers = map[string]bool{"noun.competitor": true, "noun.number": true, "noun.rate": true, "adj.fast": true, "act.report": true, "act.mention": true, "act.show": true, "act.say": true, "act.list": true, "noun.market": true}

func (e *Engine) bareOption(in *knowledge.Intent, q *evidence.Query, r *reading, words intent.Words, ranked []intent.Match) (option, bool) {
	if in == nil {
		return option{}, false
	}
	q = q.Clone()
	q.Intent = in
	o := option{match: e.matcher.Match(in, ranked[0].Score), query: q}
	e.weigh(&o, words)
	e.gather(&o, r, words)
	o.value = max(o.value, bareValue)
	o.value = max(o.value, float64(ranked[0].Score)+bareValue)
	return o, true
}

// mentioned reports whether all words but small ones are in a mention.
func mentioned(r *reading) bool {
	for i, t := range r.tokens {
		if (t.Kind == utterance.Word && !small(t) || t.Kind == utterance.Han && !kana(t.Text)) && !mentionedAt(r, i) {
			return false
		}
	}
	return true
}

// wholeTable reports whether a question asks for no more than the table, or for all to be compared: "show me the table", "compare everyone".
func wholeTable(q *evidence.Query) bool {
	return len(q.Bare) == 1 && (q.Bare[0] == "noun.table" || q.Bare[0] == "act.compare" && q.Cues.Has("set.all")) && nobody(q) && asksAtMost(q, "facet.what") && q.Metric == "" && q.Abroad == "" &&
		len(q.Doubts) == 0 && !q.Asked.Said
}

// openEnded reports whether a question asks for a figure and names nobody that it is of: "share?", "how much did it
// drop?". It is answered for all of whom there is one.
func openEnded(q *evidence.Query) bool {
	if len(q.Names)+len(q.People)+len(q.Others)+len(q.Titles)+len(q.Ranks)+len(q.Percents)+len(q.Numbers)+len(q.Doubts) > 0 || q.Abroad != "" || q.Category != "" || q.Asked.Said {
		return false
	}
	for _, id := range q.Cues {
		if !fillers[id] {
			return false
		}
	}
	figure := q.Metric != ""
	for _, id := range q.Concepts {
		kind, _, _ := strings.Cut(id, ".")
		switch {
		case kind == "dir", id == "noun.point":
			figure = true
		case kind != "adj":
			return false
		}
	}
	return figure
}

// fillers are the cues of a question that asks for nothing but how much.
var fillers = map[string]bool{"facet.amount": true, "facet.whether": true, "back.it": true, "back.and": true, "unit.percent": true, "ask.what": true, "ask.growth": true, "ask.size": true, "facet.choice": true}

// mostNarrowed is how many tokens an utterance has at most that only puts somebody else in the place of others.
const mostNarrowed = 10

// narrowed reports whether an utterance only puts somebody in the place of whom the last question was about: "no, X", "just X's", "not Y, the other
// one's chairman".
func (th *thread) narrowed(q *evidence.Query, r *reading) bool {
	asked := th.last.query.Figures() && len(q.Names) == 1 && len(q.People) == 0 || th.last.query.Quoting() && len(q.People) == 1
	opens := strings.HasPrefix(r.text, "*") || cue(r, "", func(c *gazetteer.Mention) bool {
		return c.First == 0 && (c.ID == "talk.object" || c.ID == "set.not" || c.ID == "set.only")
	}) || wordOf(r, "word.merely", 0)
	return asked && opens && len(r.tokens) <= mostNarrowed && len(q.Excepted) < len(q.Names)+len(q.People) && q.Facet == "" && q.Metric == "" && q.Quote == "" && q.Place == "" && q.Abroad == "" &&
		len(q.Others)+len(q.Stated())+len(q.Ranks)+len(q.Doubts) == 0 && !slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.explain" && id != "noun.executive" }) &&
		!q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.tie", "set.sum", "set.also")
}

// continues reports whether an utterance is nothing but "and X?".
func continues(r *reading, words intent.Words) bool {
	and := cue(r, "back.and", func(c *gazetteer.Mention) bool { return c.First == 0 })
	return and && words.Loose() < bareWords && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && m.First > 0 && m.ID != "back.and" && m.ID != "ask.about" && m.ID != "ask.what"
	})
}
