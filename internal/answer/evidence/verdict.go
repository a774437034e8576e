package evidence

import (
	"math"
	"slices"
	"strings"
)

// ordering is which order of two sides a question asks to be confirmed: +1 that the first is above, -1 that it is below, 0 none.
func (q *Query) ordering() float64 {
	more, less := q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.less", "bound.below")
	switch {
	case q.Facet != "facet.whether" || more == less || q.Cues.Has("facet.choice", "set.not"):
		return 0
	case more:
		return 1
	}
	return -1
}

// against says yes or no to "are A and B ahead of C": whether all before the verb are ahead of all behind it.
func (f *Finding) against(q *Query, have []Row) *Finding {
	way := q.ordering()
	if q.Cues.Has("set.neither") && q.Left > 0 && q.Left < len(have) && len(have) == len(q.Names) && q.Cues.Has("deg.more") != q.Cues.Has("deg.less") && q.asserts() {
		more := q.Cues.Has("deg.more")
		f.judge(!slices.ContainsFunc(have[:q.Left], func(l Row) bool {
			return slices.ContainsFunc(have[q.Left:], func(r Row) bool { return more && l.Value > r.Value || !more && l.Value < r.Value })
		}))
		return f
	}
	if f.Status != Answered || way == 0 || len(q.Numbers)+len(q.Points) > 0 || q.Cues.Has("set.sum") || q.Left == 0 || q.Left >= len(have) || len(have) != len(q.Names) {
		return f
	}
	wrong := slices.ContainsFunc(have[:q.Left], func(l Row) bool {
		return slices.ContainsFunc(have[q.Left:], func(r Row) bool { return way*(l.Value-r.Value) <= 0 })
	})
	f.judge(!wrong)
	return f
}

// ofFigures are the acts and things of which a question for figures may speak, and is still one for them.
var ofFigures = map[string]bool{
	"act.calculate": true, "act.change": true, "act.combine": true, "act.compare": true, "act.compete": true, "act.complete": true, "act.fail": true, "act.happen": true, "act.hold": true, "act.keep": true,
	"act.know": true, "act.lag": true, "act.lead": true, "act.list": true, "act.lose": true, "act.make": true, "act.measure": true, "act.mention": true, "act.need": true, "act.overtake": true,
	"act.own": true, "act.recover": true, "act.regain": true, "act.run": true, "act.say": true, "act.sell": true, "act.ship": true, "act.show": true, "act.sort": true, "act.succeed": true,
	"act.tie": true, "act.verify": true, "act.win": true,
	"noun.article": true, "noun.competitor": true, "noun.device": true, "noun.difference": true, "noun.document": true, "noun.market": true, "noun.mean": true, "noun.more": true, "noun.number": true,
	"noun.period": true, "noun.place": true, "noun.point": true, "noun.position": true, "noun.quotation": true, "noun.rank": true, "noun.ratio": true, "noun.remainder": true, "noun.source": true, "noun.stock": true,
	"noun.table": true, "noun.unit": true,
}

// OfFigures reports whether a concept is one of which a question for figures may speak.
func OfFigures(id string) bool {
	return ofFigures[id] || !strings.HasPrefix(id, "act.") && !strings.HasPrefix(id, "noun.")
}

// OnlyFigures reports whether all that a question speaks of on its own is what one for figures may speak of.
func (q *Query) OnlyFigures() bool {
	return !slices.ContainsFunc(q.Bare, func(id string) bool { return !OfFigures(id) })
}

// sizes are judgements that figures alone do not make: "is the lead big?"
var sizes = []string{"adj.big", "adj.small", "adj.good", "adj.bad"}

// verdict answers yes or no where the question claims an order.
func (x *Index) verdict(f *Finding, q *Query, a, b Row) {
	if q.Cues.Has("facet.choice") || q.eitherSide() || q.Asked.Vague || len(q.Names) == 1 && hasAny(q.Bare, sizes...) {
		return
	}
	claim, made := 0, true // +1: a above b
	switch {
	case q.Cues.Has("deg.tie"):
		made = q.Facet != "facet.amount" // "what is missing to draw level?"
	case q.Cues.Has("times.double", "times.triple", "times.half"):
		x.times(f, q, a, b)
		return
	case q.Cues.Has("deg.less") && q.Cues.Has("deg.top") && len(q.Names) == 2:
		claim = -1 // "X is behind the leader, Y"
	case q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.top") && q.Facet == "facet.whether":
		claim = 1
	case q.saidToLead():
		claim = 1
	case q.Cues.Has("deg.less", "bound.below", "deg.bottom"), hasAny(q.Concepts, "act.lag"):
		claim = -1
	default:
		made = false
	}
	if !made || q.Facet != "facet.whether" && !q.assumes() || q.away() {
		return
	}
	if q.Cues.Has("role.by firm") {
		claim = -claim // "X was overtaken by Y"
	}
	is := 0
	if a.Value > b.Value {
		is = 1
	} else if a.Value < b.Value {
		is = -1
	}
	right := claim == is
	if q.Cues.Has("set.not") && q.Facet == "facet.whether" {
		return // "isn't X ahead?" is answered by the figures alone
	}
	if q.Facet == "facet.whether" && !q.OnlyFigures() {
		f.Status = Unknown
		f.sayFirst("unknown.plain") // "does X earn more than Y?"
		return
	}
	if q.Facet == "facet.whether" {
		f.say(pick(right, "yes", "no"))
	} else if !right {
		f.say("not.quite")
	}
	if !right {
		f.Status = Corrected
	}
}

// away reports whether a question asks how far somebody is from a place, which it does not give them: "how far off the lead is X?", "how much
// would X need to lead?"
func (q *Query) away() bool {
	return len(q.Names) == 1 && q.Cues.Has("deg.top") && q.Facet == "facet.amount" && (q.Cues.Has("move.from", "set.off", "deg.less", "ask.suppose") || hasAny(q.Bare, "act.need", "act.lag"))
}

// assumes reports whether the question takes an order for granted: "why is X ahead of Y", "by how much does X lead Y", "when did X pass Y".
func (q *Query) assumes() bool {
	switch q.Facet {
	case "facet.why", "facet.amount", "facet.when", "facet.duration":
		return true
	}
	return false
}

// times checks "X is double Y".
func (x *Index) times(f *Finding, q *Query, a, b Row) {
	if b.Value == 0 {
		return
	}
	right := q.isTimes(a.Value, b.Value)
	if !right {
		f.Status = Corrected
	}
	f.say(pick(right, "yes", "no"))
}

// isTimes reports whether a value is as many times another as a question says.
func (q *Query) isTimes(a, b float64) bool {
	factor := 2.0
	if q.Cues.Has("times.triple") {
		factor = 3
	} else if q.Cues.Has("times.half") {
		factor = 0.5
	}
	return math.Abs(a/b-factor) <= 0.05*factor
}
