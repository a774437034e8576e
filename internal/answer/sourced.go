package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/utterance"
)

// sourced reads "is that from X too?" after figures as the question whether they are from that source.
func (th *thread) sourced(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	only := len(q.Others) == 1 && len(q.Names)+len(q.People)+len(q.Ranks)+len(q.Percents)+len(q.Numbers) == 0 && q.Metric == "" && !q.Asked.Said && q.Abroad == ""
	whether := asksAtMost(q, "facet.whether") && q.Cues.Has("back.it") && !q.Cues.Has("facet.choice", "set.not", "ask.what") && !slices.Contains(q.Concepts, "noun.period")
	if !only || !whether || !barely(r) || !last.Figures() || f.Silent() {
		return q, false
	}
	if s := e.index.Entity(q.Others[0]); s == nil || s.Kind != "source" {
		return q, false
	}
	next := &evidence.Query{Intent: e.index.Intent("measured"), Names: slices.Clone(last.Names), Others: q.Others, Metric: last.Metric, Place: last.Place, Cues: q.Cues, Facet: "facet.whether"}
	th.ofRanked(next)
	if next.Metric == "" {
		next.Metric = f.Metric
	}
	return next, next.Intent != nil
}

// ofView are what a question may be of that asks whose view something is, and nothing else.
var ofView = []string{"act.think", "act.say", "noun.quotation", "noun.source", "noun.journalist", "noun.article", "noun.executive", "noun.number", "adj.inhouse", "adj.foreign", "act.make"}

// whoseView reads "is that X's own view or an outsider's?" and "does X itself say so?" after an answer as the question who says so.
func (th *thread) whoseView(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	says := slices.ContainsFunc(q.Concepts, func(id string) bool { return slices.Contains(ofView[:5], id) })
	either := q.Cues.Has("facet.choice") && (says || slices.Contains(q.Bare, "adj.foreign"))
	itself := says && len(q.Names) == 1 && slices.Contains(q.Bare, "act.say") && q.Facet == "facet.whether" && (q.Cues.Has("back.it") || r.tokens[len(r.tokens)-1].Kind == utterance.Break && barely(r))
	if !either && !itself || th.last.finding.Silent() || !short(r) || !(q.Cues.Has("back.it") || barely(r)) || q.Metric != "" || len(q.Names) > 1 || len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0 || q.Asked.Said || q.Abroad != "" ||
		!bareOnly(q, ofView...) || !asksAtMost(q, "facet.whether") || q.Cues.Has("ask.about", "set.also", "deg.more", "deg.less", "deg.top") {
		return q, false
	}
	next := th.source(e, th.ofLast(nil), "facet.source")
	return next, next.Intent != nil
}
