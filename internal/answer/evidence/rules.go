package evidence

import "slices"

// rule answers questions of one kind, whatever operation they are taken for.
type rule struct {
	may    bool                          // whether a question may be one, at a glance
	answer func(*Index, *Query) *Finding // nil: it is none
}

// premise says what is wrong with what a question takes for granted, or answers it by whom its words describe. It is nil where no such rule
// applies. The rules are tried in their order.
func (x *Index) premise(q *Query) *Finding {
	return x.ruled(q, []rule{
		{q.Market.Rank > 0, (*Index).misplacedMarket},
		{q.Misnamed != "", (*Index).misnamed},
		{q.Hails[0] != "", (*Index).hailing},
		{q.Stranger != "", (*Index).unheardOf},
		{q.SeenAt != "", (*Index).seenAt},
		{q.Crossed, (*Index).tieUp},
		{q.Facet == "facet.who" && hasAny(q.Bare, "act.mention"), (*Index).spokeOf},
		{q.Cues.Has("facet.choice") && hasAny(q.Bare, "noun.source"), (*Index).whoseWords},
		{len(q.Percents) == 1 && len(q.Deeds) > 0, (*Index).selfReported},
		{q.Asked.Whole && len(q.Percents) == 1, (*Index).ofWholeYear},
		{hasAny(q.Bare, "noun.consumer") && hasAny(q.Bare, "act.think"), (*Index).view},
		{q.Facet == "facet.when" && len(q.Names) == 2, (*Index).whenParted},
		{len(q.Names) > 1 && q.Cues.Has("set.not") && q.asks("facet.when", "facet.why", "facet.duration"), (*Index).ousted},
		{q.Facet == "facet.sure" && hasAny(q.Bare, "noun.deal", "noun.partner"), (*Index).sureDeal},
		{q.Facet == "facet.whether" && q.Cues.Has("time.future") && hasAny(q.Concepts, "act.confirm", "adj.sure", "noun.fact"), (*Index).hoped},
		{hasAny(q.Concepts, "act.blame", "noun.reason"), (*Index).blamed},
		{q.Facet == "facet.who" && len(q.Names) == 0 && hasAny(q.Bare, "noun.technology"), (*Index).bestOf},
		{len(q.Percents) == 2 && hasAny(q.Concepts, "noun.source"), (*Index).sameSource},
		{hasAny(q.Bare, "act.mention") && hasAny(q.Bare, "noun.ratio"), (*Index).timesMentioned},
		{q.Inner == howInner && hasAny(q.Bare, "act.measure"), (*Index).howMeasured},
		{(q.Facet == "facet.where" || q.Facet == "facet.when") && hasAny(q.Bare, "noun.event"), (*Index).wasHeld},
		{q.Cues.Has("ask.recipient") && len(q.People) == 1, (*Index).toldTo},
		{q.Which == "noun.feature" || q.Cues.Has("ask.which") && hasAny(q.Bare, "noun.feature"), (*Index).unnamedFeatures},
		{q.Which == "noun.market" || q.Which == "noun.place" || q.Cues.Has("ask.country"), (*Index).unnamedPlaces},
		{len(q.Others) == 1 && q.Cues.Has("ask.what") && !q.Figures(), (*Index).inReport},
		{q.Made[0] != "", (*Index).misattributed},
		{q.Runs[0] != "", (*Index).employed},
		{q.Leaves != "", (*Index).leaving},
		{q.Produces != "", (*Index).produces},
		{q.Becomes && q.Facet != "facet.who", (*Index).mistitled},
		{q.With != "", (*Index).alone},
		{q.Hand != "", (*Index).otherHand},
		{len(q.Names) > 0 && slices.ContainsFunc(q.Bare, isDay), (*Index).wrongDay},
		{q.Cues.Has("ask.about") || hasAny(q.Bare, "act.mention"), (*Index).mentioned},
		{q.Facet == "facet.whether" && hasAny(q.Bare, "act.mention"), (*Index).mentionsThing},
		{hasAny(q.Bare, "act.happen", "noun.consequence"), (*Index).cameOf},
		{hasAny(q.Bare, "noun.sanction"), (*Index).laidOn},
		{q.Pronoun != "", (*Index).standsFor},
		{q.Called, (*Index).calledSo},
		{q.Regional, (*Index).regional},
		{q.Which == "noun.executive", (*Index).personBehind},
		{q.Staff != "", (*Index).spokesman},
		{q.Intent.Operation == "people", (*Index).theirWords},
		{q.Facet == "facet.why", (*Index).renewed},
		{q.Asked.Said, (*Index).untimed},
		{q.Twice, (*Index).sides},
		{q.Out || q.Facet == "facet.who" && hasAny(q.Bare, "act.lose") && hasAny(q.Bare, "noun.deal"), (*Index).out},
		{q.Each, (*Index).ofEach},
		{q.Cues.Has("ask.firm"), (*Index).talksOf},
		{q.Abroad != "" || q.Place != "", (*Index).mislocated},
		{q.Abroad != "" && q.Facet == "facet.who", (*Index).spokeIn},
		{len(q.Titles) == 1, (*Index).untitled},
		{len(q.People) == 2 && q.Cues.Has("facet.choice"), (*Index).whichSpeaker},
		{len(q.People) == 2, (*Index).toward},
		{hasAny(q.Bare, "act.blame", "act.deny"), (*Index).unblamed},
		{hasAny(q.Bare, "act.buy"), (*Index).takenOver},
		{q.Quote != "", (*Index).misquoted},
		{q.Cues.Has("set.only"), (*Index).onlyOne},
		{len(q.Names) > 0 && q.Figures(), (*Index).rankThen},
		{q.Told || q.Owner != "", (*Index).described},
		{len(q.Percents) == 1 && q.Cues.Has("ask.firm"), (*Index).byFigure},
		{q.Cues.Has("ask.overall"), (*Index).wholeMarket},
		{q.Facet == "facet.whether", (*Index).marketMoves},
		{q.Cues.Has("time.order"), (*Index).sequence},
		{q.Cues.Has("time.order") && q.Cues.Has("facet.choice"), (*Index).whichFirst},
		{q.Cues.Has("ask.paraphrase"), (*Index).indirect},
		{q.Passage != "", (*Index).coined},
		{len(q.Percents) == 1 && len(q.Numbers) == 1, (*Index).arithmetic},
		{len(q.Names) > 0 && q.eitherSide(), (*Index).onWhichSide},
		{len(q.Percents) == 1 && len(q.Names) > 1, (*Index).whenAt},
		{len(q.Percents) == 1 && q.Facet == "facet.why" && q.Asked.Said, (*Index).misdated},
		{len(q.Percents) == 1 && q.Facet == "facet.why" && q.Metric == "", (*Index).whyRate},
		{len(q.Percents) == 1 && q.Cues.Has("time.order"), (*Index).beforeRate},
		{q.Chooses[0] != "", (*Index).inverse},
		{len(q.Names) > 0 && hasAny(q.Bare, replacing...), (*Index).inPlace},
		{q.Switch[0] != "", (*Index).switched},
		{hasAny(q.Bare, "act.explain"), (*Index).characterised},
		{len(q.Ranks) == 1 && len(q.Names) == 2, (*Index).rankBehind},
		{len(q.Ranks) == 1 && q.Facet == "facet.who" && q.Cues.Has("tense.past") && q.Metric == "", (*Index).notFirst},
		{len(q.Names) > 1 && q.asks("", "facet.whether") && q.Figures(), (*Index).dealt},
		{len(q.Deeds) > 0, (*Index).reversed},
		{len(q.Deeds) > 0, (*Index).done},
		{q.Twofold.Level > 0, (*Index).levelAndRate},
		{len(q.Percents) == 2, (*Index).misdrawn},
		{len(q.Percents) == 2, (*Index).fromTo},
		{len(q.Percents) == 2 && q.Facet == "facet.who" && len(q.Names) == 0, (*Index).whoWent},
		{len(q.Deeds) > 0, (*Index).ended},
		{q.Contrary && q.Facet == "facet.why" && len(q.Deeds) > 0, (*Index).unexplained},
		{q.Contrary && q.Facet == "facet.why" && hasAny(q.Bare, "noun.deal", "noun.partner"), (*Index).takesPart},
		{q.Facet == "facet.why" && len(q.Deeds) > 0, (*Index).stays},
		{q.asks("facet.why", "facet.when", "facet.whether"), (*Index).gaveUp},
		{q.Facet == "facet.why" || q.Facet == "facet.when", (*Index).leftBy},
		{q.Facet == "facet.who" && q.Replaced != "", (*Index).replaced},
		{len(q.Uttered.Words) > 0, (*Index).uttered},
		{q.Inner != "" && len(q.People) == 1, (*Index).untold},
		{q.Uttered.Thought, (*Index).unfelt},
		{q.Said != "", (*Index).neverSaid},
		{len(q.Gaps) > 0, (*Index).gaps},
		{len(q.Percents) == 1 && len(q.Names) > 0, (*Index).asMove},
		{q.Motion == Past, (*Index).pastLimit},
		{len(q.Percents) == 1 && q.Limited(), (*Index).pastRate},
		{q.Cues.Has("tense.past") && q.Metric != "", (*Index).shareBefore},
		{len(q.Claimed) == 1, (*Index).statedFigure},
		{len(q.Claimed) == 1 && q.Cues.Has("ask.what"), (*Index).givenFirst},
		{q.Cues.Has("deg.top", "deg.bottom") && q.Cues.Has("ask.about"), (*Index).anyNumber},
		{len(q.Points) == 1 && len(q.Names) == 0, (*Index).ofPoints},
		{len(q.Percents) == 1 && len(q.Names) == 0, (*Index).otherMeasure},
		{len(q.Percents) == 1 && q.Cues.Has("deg.more", "deg.less"), (*Index).fewer},
		{q.Facet == "facet.amount", (*Index).ofRank},
		{q.Facet == "facet.amount" && q.Cues.Has("move.to"), (*Index).toReach},
		{q.Facet == "facet.who" && len(q.Ranks) == 1, (*Index).leaderAnd},
		{len(q.Names) == 0, (*Index).firstOrLast},
		{len(q.Percents) == 1 && q.Cues.Has("tense.past"), (*Index).onceHeld},
		{len(q.Ranks) > 0 || q.Cues.Has("deg.top"), (*Index).placeThen},
		{q.Cues.Has("time.future") && (q.Cues.Has("move.ahead") || hasAny(q.Bare, "act.overtake")), (*Index).willPass},
		{q.Cues.Has("time.future") && (len(q.Ranks) == 1 || q.Cues.Has("deg.top", "deg.bottom")), (*Index).willStand},
		{q.Figures() && len(q.Names) == 1, (*Index).fromPlace},
		{q.Cues.Has("move.ahead"), (*Index).passed},
		{q.Facet == "facet.when" && len(q.Names) == 2, (*Index).whenPassed},
		{q.Doer != "", (*Index).beaten},
		{len(q.Names) > 0 && q.Cues.Has("deg.more", "deg.less"), (*Index).anyAhead},
		{q.Facet == "facet.whether" || q.Cues.Has("ask.sized") || hasAny(q.Bare, "adj.far"), (*Index).judgement},
		{q.Voice != "", (*Index).unheard},
		{len(q.Excepted) > 0 && q.Cues.Has("facet.who"), (*Index).whoInstead},
		{len(q.Others) == 1, (*Index).bySource},
		{len(q.Others) == 1 && hasAny(q.Bare, "act.say"), (*Index).unreported},
	})
}

// reckoning answers what is worked out from figures in a way of its own. It is nil where no such rule applies. The rules are tried in
// their order.
func (x *Index) reckoning(q *Query) *Finding {
	return x.ruled(q, []rule{
		{q.Second != "", (*Index).both},
		{len(q.Names) == 1 && q.Cues.Has("set.against") && q.Cues.Has("deg.top"), (*Index).againstLeader},
		{q.Rate, (*Index).withGrowth},
		{len(q.Percents) == 1 && hasAny(q.Bare, "act.need"), (*Index).needed},
		{q.Supposed != "" || q.Cues.Has("ask.suppose") && len(q.Points) == 1, (*Index).suppose},
		{q.Then != "", (*Index).acrossYears},
		{len(q.Names) == 0 && q.Cues.Has("move.to", "move.from"), (*Index).fromTo},
		{q.Asked.Pair, (*Index).ledBoth},
		{len(q.Claimed) > 1, (*Index).each},
		{hasAny(q.Bare, "noun.mean"), (*Index).mean},
		{q.Asked.Chain || q.Cues.Has("facet.choice"), (*Index).basis},
		{q.Cues.Has("facet.choice"), (*Index).whichOf},
		{q.Cues.Has("facet.choice"), (*Index).eitherWay},
		{q.Facet == "facet.who", (*Index).leaderBy},
		{q.Cues.Has("deg.bottom", "deg.tie"), (*Index).spread},
		{q.Facet == "facet.whether", (*Index).stillStands},
		{len(q.Points) == 1, (*Index).ofPoints},
		{q.Top > 1, (*Index).partOf},
		{len(q.Names) > 1 && len(q.Percents) == 1, (*Index).jointly},
		{len(q.Percents) == 1 && q.Limited(), (*Index).restWithin},
		{q.ofAmount(), (*Index).outOf},
		{q.Cues.Has("set.between"), (*Index).inside},
	})
}

// ruled returns what the first of some rules that applies has to say, or nil.
func (x *Index) ruled(q *Query, rules []rule) *Finding {
	for i := range rules {
		if !rules[i].may {
			continue
		}
		if f := rules[i].answer(x, q); f != nil {
			return f
		}
	}
	return nil
}
