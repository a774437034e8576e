package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// step notes one thing of a question in its query. Of the hundred that there are a question needs a few, so each says what must be mentioned for
// it to find anything, and is passed over where that is not.
type step struct {
	needs marks
	note  func(e *Engine, q *evidence.Query, r *reading)
}

// steps takes the steps of a list whose needs a reading meets, in their order: each may count on what the ones before it have noted.
func (e *Engine) steps(list []step, q *evidence.Query, r *reading) {
	for i := range list {
		if s := &list[i]; r.marks.any(&s.needs) {
			s.note(e, q, r)
		}
	}
}

// plainly makes a step's function of one that needs no engine.
func plainly(note func(*evidence.Query, *reading)) func(*Engine, *evidence.Query, *reading) {
	return func(_ *Engine, q *evidence.Query, r *reading) { note(q, r) }
}

// anything is the need of a step that looks at words which are no mentions.
var anything = marks{kinds: ^uint32(0)}

// figured is the need of a step for figures.
var figured = kinds(gazetteer.Number, gazetteer.Percent)

// scopeSteps note which firms and places are meant, who is left out, and what a "not" or an "about" stands before.
var scopeSteps = []step{
	{ids("ask.firm"), (*Engine).maker},
	{ids("set.aside", "bound.above", "move.to", "set.strike", "deg.near", "set.except", "set.not"), (*Engine).beside},
	{ids("set.except"), plainly(nobodyElse)},
	{ids("set.only"), plainly(onlyTalks)},
	{kinds(gazetteer.Product, gazetteer.Metric), (*Engine).countsThings},
	{kinds(gazetteer.Rank), plainly(early)},
	{ids("ask.about"), plainly(topic)},
	{kinds(gazetteer.Place), plainly(origin)},
	{ids("set.not"), plainly(negated)},
}

// timeSteps note what the periods of a question are to each other and to its figures.
var timeSteps = []step{
	{ids("set.against", "word.than", "noun.difference", "role.as", "deg.more", "deg.less", "bound.above", "bound.below"), (*Engine).againstLastYear},
	{ids("time.order"), (*Engine).quarterBefore},
	{kinds(gazetteer.Period), plainly(moreThen)},
	{kinds(gazetteer.Period), plainly(on)},
	{ids("rel.whole"), plainly(allYear)},
	{ids("word.will"), plainly(future)},
	{anything, func(e *Engine, q *evidence.Query, r *reading) { then(q, r, e.index.Latest) }},
	{kinds(gazetteer.Number), plainly(fromNow)},
	{ids("set.between"), plainly(quartersBetween)},
}

// personSteps note who is meant by a title or a firm, and whose words are asked for.
var personSteps = []step{
	{kinds(gazetteer.Title).or(ids("ask.person")), (*Engine).titled},
	{kinds(gazetteer.Person), (*Engine).employer},
	{idsOf(utters).or(ids("noun.quotation", "act.explain", "noun.reason")), (*Engine).voiced},
}

// amountSteps note what the numbers of a question are of: a difference, a share, a size.
var amountSteps = []step{
	{kinds(gazetteer.Number).or(ids("times.half", "number.", "unit.points")), plainly(points)},
	{kinds(gazetteer.Number), (*Engine).level},
	{kinds(gazetteer.Metric), plainly(portion)},
	{ids("ask.suppose", "word.would"), plainly(supposed)},
	{kinds(gazetteer.Percent), plainly(span)},
	{ids("noun.market"), plainly(segment)},
	{ids("noun.market"), plainly(largest)},
	{ids("unit.scale"), plainly(scaled)},
}

// relationSteps note whom of those that it names a question picks out and by what, who does what to whom, what is asked of beside names, and the
// names on either side of a comparison or a sum.
var relationSteps = []step{
	{ids("ask.which", "ask.what", "ask.name"), plainly(which)},
	{ids("noun.partner", "noun.deal"), plainly(owner)},
	{ids("ask.firm", "adj.local"), (*Engine).native},
	{ids("deg.top"), plainly(leading)},
	{ids("set.only", "adj.exclusive"), plainly(alone)},
	{kinds(gazetteer.Company), plainly(guess)},
	{ids("back.it"), plainly(cleft)},
	{kinds(gazetteer.Company, gazetteer.Product), plainly(each)},
	{kinds(gazetteer.Category), plainly(offered)},
	{ids("ask.firm"), plainly(told)},
	{ids("ask.firm").or(kinds(gazetteer.Number)), plainly(several)},

	{ids("act.choose"), plainly(chooses)},
	{idsOf(leaving).or(ids("adj.former", "word.from")), plainly(switches)},
	{ids("act."), plainly(deeds)},
	{ids("facet.choice"), plainly(orNot)},
	{ids("word.have"), plainly(holds)},
	{ids("noun.competitor"), plainly(rivals)},
	{ids("ask.staff", "ask.behalf", "ask.any", "noun.executive").or(kinds(gazetteer.Source)), plainly(staff)},

	{kinds(gazetteer.Metric), (*Engine).coordinated},
	{kinds(gazetteer.Concept), plainly(bare)},
	{ids("act.use"), plainly(usesWords)},
	{ids("act.blame"), plainly(blamer)},
	{ids("word.ways"), plainly(ways)},
	{ids("word.while"), plainly(meanwhile)},
	{ids("set.not", "word.without"), plainly(refused)},
	{ids("act.reject"), plainly(declined)},

	{ids("bound.atmost", "bound.atleast", "bound.below"), plainly(bothWays)},
	{ids("set.between"), plainly(firstAndLast)},
	{ids("set.between"), plainly(pickOf)},
	{kinds(gazetteer.Company, gazetteer.Product), plainly(inverted)},
	{ids("set.neither"), plainly(neither)},
	{ids("set.sum"), plainly(togetherWith)},
	{ids("deg.", "bound.", "times."), plainly(left)},
	{ids("set.against", "set.sum"), plainly(behind)},
	{ids("first."), plainly(belowFirst)},
	{ids("set.sum"), plainly(summed)},
}

// figureSteps note the figures that a question gives somebody, which way they move, and who is ahead by them.
var figureSteps = []step{
	{figured, (*Engine).claimed},
	{figured, plainly(singled)},
	{figured, plainly(reported)},
	{kinds(gazetteer.Percent), (*Engine).shareOf},
	{kinds(gazetteer.Percent), plainly(motion)},
	{figured, plainly(path)},
	{ids("move.from", "noun.source", "noun.article"), plainly(givenBy)},
	{kinds(gazetteer.Percent), plainly(twofold)},
	{ids("move.up"), plainly(upward)},
	{ids("bound.above"), plainly(overThere)},
	{ids("set.sum"), plainly(signed)},
	{anything, (*Engine).lessened},
	{ids("word.than"), plainly(than)},
	{ids("deg.more", "deg.less", "act.overtake"), plainly(doer)},
	{ids("role.by", "act.buy"), plainly(passive)},
	{kinds(gazetteer.Percent), plainly(anyFigure)},
	{figured, plainly(inTime)},
}

// facetSteps note more about what is asked than its question word says, and what the question takes for granted.
var facetSteps = []step{
	{ids("set.not"), plainly(untagged)},
	{ids("adj.same"), (*Engine).sameQuarter},
	{ids("ask.outof"), plainly(hundred)},
	{kinds(gazetteer.Place), (*Engine).ofOrigin},
	{ids("word.be", "role.as"), plainly(copula)},
	{ids("facet.who", "ask.which"), (*Engine).twice},
	{ids("adj.former"), (*Engine).ledBefore},
	{ids("adj.former"), (*Engine).heldBefore},
	{ids("adj.former", "time.ever"), (*Engine).moreBefore},
	{ids("adj.former", "time.ever"), (*Engine).figureBefore},
	{ids("noun.difference", "act.lead"), (*Engine).gaps},
	{ids("deg.more", "deg.less"), plainly(margins)},
	{kinds(gazetteer.Percent), plainly(toLimit)},
	{ids("ask.calendar", "noun.period"), plainly(whichTime)},
	{ids("word.before", "word.after", "word.next", "ord."), (*Engine).sequence},
	{ids("word.after"), plainly(comesAfter)},
	{ids("act.say", "ask.about"), plainly(stated)},
	{ids("facet.where", "noun.reason"), plainly(abstract)},
	{ids("word.how"), plainly(cameAbout)},
	{ids("facet.why"), (*Engine).fellWithin},
	{ids("set.off"), plainly(isOut)},
	{ids("set.off"), plainly(whoIsOut)},
	{ids("act.lose"), plainly(losesTo)},
	{ids("ask.what"), plainly(meantFor)},
	{ids("facet."), plainly(premised)},
	{kinds(gazetteer.Rank), plainly(placed)},
	{ids("word.may"), plainly(whatMay)},
	{ids("facet.amount"), plainly(howMuchOf)},
	{ids("unit.percent"), plainly(partOfPeople)},
	{ids("dir.up"), plainly(toCatch)},
	{ids("act.measure"), plainly(howMeasured)},
	{ids("move.to"), plainly(recipient)},
	{ids("deg.more", "deg.less"), plainly(placing)},
	{ids("word.since"), plainly(since)},
	{ids("unit.points"), plainly(shifted)},
	{ids("set.all", "word.each", "word.every", "ask.any", "word.any", "word.nobody", "set.neither", "set.not", "word.most"), plainly(quantified)},
}

// choices is the need for an "or".
var choices = ids("facet.choice")

// doubtSteps note words that may change what a question asks.
var doubtSteps = []step{
	{choices, (*Engine).unpaired},
	{kinds(gazetteer.Product), (*Engine).models},
	{ids("ask.about"), plainly(behindAbout)},
}

// deedSteps note what a question says that firms and people are or did: where they are from, what they make, whom they run or replaced.
var deedSteps = []step{
	{kinds(gazetteer.Company), plainly(deed)},
	{kinds(gazetteer.Place).or(ids("adj.foreign")), (*Engine).hails},
	{kinds(gazetteer.Product), plainly(made)},
	{ids("noun.sanction", "act.approve"), plainly(hand)},
	{kinds(gazetteer.Person).or(ids("back.he")), plainly(company)},
	{idsOf(headed).or(ids("word.works")), plainly(runs)},
	{ids("act.withdraw"), plainly(leaves)},
	{ids("ask.outof"), plainly(getsOut)},
	{kinds(gazetteer.Company), (*Engine).givesUp},
	{ids("facet.who"), plainly(strangeDeed)},
	{ids("act.make", "act.sell"), plainly(produces)},
	{ids("adj.new", "noun.rank", "act.overtake"), plainly(replaced)},
	{kinds(gazetteer.Title), plainly(becomes)},
	{ids("noun.executive"), (*Engine).regional},
}

// speechSteps note where and with whom somebody spoke, and what is only said to the bot.
var speechSteps = []step{
	{kinds(gazetteer.Outlet, gazetteer.Event), plainly(seenAt)},
	{ids("word.cross"), plainly(crossed)},
	{kinds(gazetteer.Person), plainly(aboutPerson)},
	{ids("word.call"), plainly(calledWhat)},
	{ids("word.last", "word.sentence"), plainly(sentenceAsked)},
	{ids("word.last"), plainly(lastOfAll)},
	{ids("noun.quotation"), plainly(shown)},
	{idsOf(dictates), plainly(dictated)},
	{ids("ask.mine"), plainly(ours)},
}
