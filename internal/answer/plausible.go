package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// plausible takes out of what the matcher ranks the readings that the question's own words rule out, puts first what they plainly ask for, and
// leaves out what is far behind.
func (e *Engine) plausible(q *evidence.Query, th *thread, r *reading, words intent.Words, ranked []intent.Match) []intent.Match {
	if th.last != nil && (continues(r, words) || th.narrowed(q, r)) {
		in := e.index.Intent("follow.entity") // "and X?", whatever the matcher makes of X
		ranked = e.atHead(in, ranked, func(m intent.Match) bool { return m.Intent == in })
	}
	ranked = e.onRecord(q, r, ranked)
	ranked = e.ofHolder(q, th, ranked)
	if in := e.asking(q, th, r); in != nil {
		ranked = e.atHead(in, ranked, func(m intent.Match) bool { return ofStatement(m) || offField(m) })
	}
	if q.Place != "" && (q.Cues.Has("deg.top", "deg.bottom") || len(q.Ranks) > 0) && mentioned(r) {
		ranked = slices.DeleteFunc(ranked, offField) // no word but for a rank at a place of the book
	}
	if q.Quote != "" && r.quoted != "" && slices.Contains(q.Bare, "noun.quotation") {
		ranked = slices.DeleteFunc(ranked, ofFigures) // words of the book are asked for
	}
	if len(q.Bare) == 1 && q.Bare[0] == "act.say" && q.Cues.Has("ask.what") && len(q.Names) == 1 && q.Metric == "" && len(q.People)+len(q.Percents)+len(q.Ranks) == 0 {
		ranked = slices.DeleteFunc(ranked, ofFigures) // what a firm says is no figure of it
	}
	if len(q.Names) == 1 && len(q.Bare) == 1 && q.Bare[0] == "noun.position" && e.index.Outside(q.Names[0]) && len(q.People) == 0 {
		ranked = slices.DeleteFunc(ranked, ofStatement) // where somebody stands who is in no deal is their rank
	}
	if len(q.Titles) == 1 && len(q.People) == 1 && q.Facet == "facet.whether" && bareOnly(q, "noun.executive") && q.Quote == "" && th.ofPerson() && q.Cues.Has("back.he") && !asking(r, 0) {
		ranked = slices.DeleteFunc(ranked, ofWords) // "so he is the CEO?"
	}
	if len(q.Ranks) == 1 && q.Facet == "facet.who" && len(q.Names)+len(q.People)+len(q.Others)+len(q.Bare)+len(q.Percents) == 0 {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Intent.Operation == "follow.who" }) // "OK and who was sixth?"
	}
	if priced(q, r) {
		ranked = e.atHead(e.index.Intent("uncovered.money"), ranked, func(m intent.Match) bool { return !uncovered(m) })
	}
	if len(q.Names) > 0 && firmsOnly(q) {
		ranked = e.told(r, ranked)
	}
	ranked = e.figured(q, r, ranked)
	if compounded(r) {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Contrary })
	}
	return near(reach, ranked, q)
}

// onRecord leaves out the readings as not covered of what the book has on record: a figure, its own place, who runs what.
func (e *Engine) onRecord(q *evidence.Query, r *reading, ranked []intent.Match) []intent.Match {
	if e.index.Has(q) || e.index.Reckons(q) || e.index.Ordered(q) || e.index.Claims(q) && !q.Cues.Has("metric.unheld") {
		reckons := q.Cues.Has("ask.onein")
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return uncovered(m) || reckons && ofStatement(m) }) // the figure is there, whatever its name means elsewhere
	}
	if q.Facet == "facet.who" && q.Cues.Has("deg.top") && mute(q) && slices.Contains(q.Bare, "act.sell") && bareOnly(q, "act.sell", "act.make", "adj.good", "adj.big", "noun.device") {
		ranked = slices.DeleteFunc(ranked, uncovered) // "which brand of phone sells best?"
	}
	if e.index.CountsAhead(q) {
		ranked = slices.DeleteFunc(ranked, uncovered) // how many sell more is how many are ahead
	}
	if q.Place != "" && q.Abroad == "" {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return uncovered(m) && lacking(m.Intent, q) }) // it is the place of the book that is named
	}
	if e.index.Settled(q) {
		ranked = e.atHead(e.index.Intent(e.book.Default.Intent), ranked, func(m intent.Match) bool { return uncovered(m) || offField(m) })
	}
	if e.whatSaid(q) || e.saidAny(q, r) {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Intent.Operation == "speech" }) // there are words
	}
	if officer(q) || e.spokeFor(q) || q.Runs[0] != "" || q.Switch[0] != "" || e.index.Related(q.Alone) || e.index.Dropped(q) || e.index.TakenOver(q) {
		ranked = slices.DeleteFunc(ranked, uncovered) // who holds an office or runs what is known, whose words there are, who was let go for whom, and whether one is the only one
	}
	return ranked
}

// officer reports whether a question is no more than who holds an office that one person of the book does: "who is the chairman?"
func officer(q *evidence.Query) bool {
	return q.Facet == "facet.who" && q.Held && len(q.Titles) == 1 && len(q.People) == 1 && bareOnly(q, "noun.executive") && len(q.Others)+len(q.Percents) == 0 && !q.Asked.Said && q.Abroad == "" && !q.Cues.Has("set.not", "set.also", "time.future")
}

// spokeFor reports whether a question is who of a firm spoke of whose people one has words in the book.
func (e *Engine) spokeFor(q *evidence.Query) bool {
	return q.Staff != "" && q.Facet != "facet.whether" && slices.Contains(q.Bare, "act.say") && bareOnly(q, "act.say", "noun.deal", "noun.partner") && e.index.Speaker(q.Staff) != ""
}

// saidAny reports whether a question is no more than whether somebody said anything of whom there are words: "did X comment?"
func (e *Engine) saidAny(q *evidence.Query, r *reading) bool {
	if len(q.People) != 1 || !e.index.Speaks(q.People[0]) || q.Facet != "facet.whether" || len(q.Names)+len(q.Others)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != "" || q.Quote != "" || q.Asked.Said || !bareOnly(q, "act.say", "noun.quotation") ||
		q.Cues.Has("set.not", "set.also", "time.future", "facet.choice", "ask.about", "back.it") {
		return false
	}
	for i, t := range r.tokens {
		if t.Kind == utterance.Word && !mentionedAt(r, i) && !wordOf(r, "word.anything", i) && !small(t) {
			return false
		}
	}
	return true
}

// whatSaid reports whether a question is no more than what a firm said of whose people there are words.
func (e *Engine) whatSaid(q *evidence.Query) bool {
	return len(q.Names) == 1 && q.Facet == "" && q.Cues.Has("ask.what") && slices.Contains(q.Bare, "act.say") && bareOnly(q, "act.say") && len(q.People)+len(q.Others)+len(q.Percents) == 0 && q.Metric == "" && q.Abroad == "" && !q.Cues.Has("ask.about", "set.not", "time.future") &&
		e.index.Speaker(q.Names[0]) != ""
}

// ofHolder puts first who holds a rank where no more than that is asked for: who held it before is no partner of before.
func (e *Engine) ofHolder(q *evidence.Query, th *thread, ranked []intent.Match) []intent.Match {
	if len(ranked) > 0 && ofStatement(ranked[0]) && ofRank(q) || th.last == nil && q.Top > 0 && whoLed(q) {
		return e.atHead(e.index.Intent("holder"), ranked, nil)
	}
	return ranked
}

// asking is the intent of a question that names nothing but what that is for: "and the runner-up?" in a thread, "source for the shares?" It is nil for any
// other.
func (e *Engine) asking(q *evidence.Query, th *thread, r *reading) *knowledge.Intent {
	switch {
	case q.Many && q.Metric == e.book.Default.Metric && len(q.Names)+len(q.People)+len(q.Percents)+len(q.Ranks)+len(q.Points)+q.Top == 0 && q.Abroad == "" && asksAtMost(q, "facet.who") &&
		bareOnly(q, "act.make", "act.mention", "noun.article", "noun.quotation", "noun.device", "noun.number", "act.hold", "act.list") && !q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.bottom", "deg.tie", "set.not", "set.sum", "set.except", "ask.growth", "time.yoy", "bound.above", "bound.below"):
		return e.index.Intent("table")
	case q.Top == 2 && len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks)+len(q.Points) == 0 && e.ofDefault(q) && slices.Contains(q.Bare, "noun.difference") && bareOnly(q, "noun.difference", "noun.point", "act.make") &&
		asksAtMost(q, "facet.amount") && !q.Asked.Said && q.Abroad == "" && !q.Cues.Has("set.not", "set.sum", "facet.choice"):
		return e.index.Intent("compare") // "the gap between the top two"
	case !unnamed(q) || len(q.Others)+len(q.Percents)+len(q.Numbers)+len(q.Points) > 0:
	case th.last != nil && q.Cues.Has("back.and") && len(q.Ranks) == 1 && barely(r) && bareOnly(q, "act.lag", "act.lead") && q.Facet == "" && !q.Cues.Has("deg.more", "deg.less", "deg.near", "set.against", "set.not"):
		return e.index.Intent("holder")
	case q.Facet == "facet.source" && q.Metric != "" && bareOnly(q, "noun.number", "noun.source", "act.mention") && !q.Asked.Said && q.Top == 0 && len(q.Ranks) == 0:
		return e.index.Intent("measured")
	}
	return nil
}

// atHead puts an intent at the head of some matches, as likely as the best of them, and leaves out those that it rules out.
func (e *Engine) atHead(in *knowledge.Intent, ranked []intent.Match, out func(intent.Match) bool) []intent.Match {
	if in == nil || len(ranked) == 0 {
		return ranked
	}
	first := e.matcher.Match(in, ranked[0].Score)
	if out != nil {
		ranked = slices.DeleteFunc(ranked, out)
	}
	return slices.Insert(ranked, 0, first)
}

// ofStatement reports whether a match is of a statement.
func ofStatement(m intent.Match) bool { return m.Intent.Operation == "tell" }

// ofWords reports whether a match is of somebody's words.
func ofWords(m intent.Match) bool {
	q := &evidence.Query{Intent: m.Intent}
	return q.Quoting()
}

// ofFigures reports whether a match is of figures.
func ofFigures(m intent.Match) bool {
	q := &evidence.Query{Intent: m.Intent}
	return q.Figures()
}

// told puts first what a phrase asks of firms: "which way did X and Y go?" how they changed, "what did X walk away with?" what it holds.
func (e *Engine) told(r *reading, ranked []intent.Match) []intent.Match {
	for _, p := range r.particles {
		switch p.ID {
		case "word.ways":
			return e.atHead(e.index.Intent("change"), ranked, nil)
		case "word.gets":
			return e.atHead(e.index.Intent(e.book.Default.Intent), ranked, func(m intent.Match) bool { return uncovered(m) || ofStatement(m) })
		}
	}
	return ranked
}

// priced reports whether a question is what a thing that is sold costs: "what does an X go for?"
func priced(q *evidence.Query, r *reading) bool {
	if !q.Cues.Has("ask.what", "facet.amount") || !unpriced(q) {
		return false
	}
	return particle(r, "word.sells", func(p *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Last == p.First && (m.Kind == gazetteer.Product || m.Kind == gazetteer.Category || m.Kind == gazetteer.Concept && m.ID == "noun.device")
		}) && !firm(r, p.Last)
	}) || slices.Contains(q.Bare, "noun.device") && (slices.Contains(q.Bare, "noun.money") || slices.Contains(q.Bare, "noun.price"))
}

// unpriced reports whether a question has no figure and nothing of a deal, which may have a price, too.
func unpriced(q *evidence.Query) bool {
	return len(q.Percents)+len(q.Numbers)+len(q.Ranks)+len(q.Points)+len(q.People) == 0 && !q.Cues.Has("facet.why", "facet.who", "unit.percent", "unit.points") && !slices.Contains(q.Bare, "noun.deal") && !slices.Contains(q.Bare, "noun.partner")
}
