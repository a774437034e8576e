package evidence

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Uninvolved returns those of some companies, people, outlets, events and sources that have no part in any deal and play none in what a finding tells, and
// of which none of its sentences speaks.
// In what only has figures, who has one in some table may be what those of others are set against: "who is ahead of X?"
func (x *Index) Uninvolved(f *Finding, names []string) (none Names) {
	figures := x.givesFigures(f)
	for _, n := range names {
		e := x.entities[n]
		if e == nil || !involved[e.Kind] || e.Kind == "company" && (!x.unconnected(n) || figures && x.tabled(n)) {
			continue
		}
		spoken := func(text string) bool { return strings.Contains(text, e.Name["en"]) }
		tells := f.tells(func(c *knowledge.Claim) bool { return x.plays(c, n) || spoken(c.Text["en"]) })
		quotes := slices.ContainsFunc(f.Quotes, func(v *knowledge.Quotation) bool {
			s := x.entities[v.Speaker]
			return v.Speaker == n || v.Outlet == n || v.Event == n || s != nil && s.Of == n || spoken(strings.Join(v.Sentences, " ")) || spoken(v.About["en"])
		})
		if !tells && !quotes && !f.names(n) {
			none = append(none, n)
		}
	}
	return none
}

// Unmentioned declines a finding as an answer about products that no article mentions. It is nil where none of those named is such a one.
func (x *Index) Unmentioned(f *Finding, names []string) *Finding {
	var none Names
	for _, n := range names {
		if x.isProduct(n) && !x.present(n) && !f.names(n) {
			none = append(none, n)
		}
	}
	if len(none) == 0 {
		return nil
	}
	return x.instead(nil, f, "unknown.mentioned", Arg{"names", none})
}

// spells reports whether the text of a claim has a name in it.
func spells(c *knowledge.Claim, name knowledge.Text) bool {
	return strings.Contains(c.Text["en"], name["en"])
}

// Tells reports whether what a finding cites is about a product, or names it, or names a company.
func (x *Index) Tells(f *Finding, name string) bool {
	e := x.entities[name]
	return e != nil && f.tells(func(c *knowledge.Claim) bool {
		return x.isProduct(name) && contains(c.Who, name) || spells(c, e.Name)
	})
}

// Introduced is the one product that the claim that a finding cites first tells of, beside those of some names, and of which the book tells what it is,
// and the intent of that; "" and nil: there is none, or more than one.
func (x *Index) Introduced(f *Finding, besides []string) (thing string, in *knowledge.Intent) {
	for _, e := range x.Book.Entities {
		if !x.isProduct(e.ID) || contains(besides, e.ID) || !spells(f.Claims[0], e.Name) || x.describing(e.ID) == nil {
			continue
		}
		if thing != "" {
			return "", nil
		}
		thing = e.ID
		for _, t := range x.describing(e.ID).Topics {
			if x.intents[t] != nil && x.intents[t].Named {
				in = x.intents[t]
			}
		}
	}
	return thing, in
}

// involved are the kinds of entities that a question may name as having a part in what it asks about.
var involved = map[string]bool{"company": true, "person": true, "outlet": true, "event": true, "source": true}

// names reports whether any sentence of a finding has an entity as an argument.
func (f *Finding) names(id string) bool {
	return slices.ContainsFunc(f.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Args, func(a Arg) bool {
			switch v := a.Value.(type) {
			case Name:
				return string(v) == id
			case Source:
				return string(v) == id
			case Names:
				return slices.Contains(v, id)
			case Some:
				return slices.Contains(v.Names, id)
			}
			return false
		})
	})
}

// Disclaimed returns a finding that first says that what it tells is not of some.
func (f *Finding) Disclaimed(none Names) *Finding {
	g := f.stripped()
	for _, n := range slices.Backward(none[:min(len(none), MostListed)]) {
		g.correct("not.entity", Arg{"entity", Name(n)})
	}
	return g
}

// BesideThem declines what is asked of some beside those of whom a finding tells it: "X has it too?"
func (x *Index) BesideThem(f *Finding, none Names) *Finding {
	return x.instead(nil, f, "unknown.names", Arg{"names", none})
}

// stripped is a finding without a yes or no.
func (f *Finding) stripped() *Finding {
	g := *f
	g.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
	for i, p := range g.Parts {
		if p.Key == "relation."+chosen {
			g.Parts[i].Key += ".not" // without its yes
		}
	}
	return &g
}

// givesFigures reports whether a finding gives figures.
func (x *Index) givesFigures(f *Finding) bool { return f.Metric != "" || x.Measures(f.Claims) }

// Reaches reports whether anything that a finding tells is of a region outside the book: its claims and quotations name it, or what else is told of the
// firms that have a part in it.
func (x *Index) Reaches(f *Finding, region string) bool {
	for i := range x.Book.Places {
		if region == World || x.within(region, x.Book.Places[i].ID) {
			return true
		}
	}
	of := func(c *knowledge.Claim) bool { return x.speaksOf(c, region) }
	for _, c := range f.Claims {
		if of(c) || slices.ContainsFunc(c.Who, func(n string) bool {
			return slices.ContainsFunc(x.told[n], func(o *knowledge.Claim) bool { return !contains(o.Concepts, "noun.sanction") && of(o) })
		}) {
			return true
		}
	}
	if slices.ContainsFunc(f.Quotes, func(v *knowledge.Quotation) bool {
		return contains(x.quotePlaces[v], region) || contains(v.Regions, region)
	}) {
		return true
	}
	return slices.ContainsFunc(f.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Value == Where(region) })
	})
}

// NotThere declines what a finding tells as an answer for a region outside the book, or corrects where somebody spoke.
func (x *Index) NotThere(f *Finding, region string) *Finding {
	if x.givesFigures(f) {
		return unknown("unknown.place", Arg{"place", Where(region)}, x.covered())
	}
	if slices.ContainsFunc(f.Parts, func(p Part) bool { return strings.HasPrefix(p.Key, "venue.") }) {
		return f.stripped().correct("not.place", Arg{"place", Where(region)})
	}
	return x.instead(nil, f, "not.place", Arg{"place", Where(region)})
}

// Dated reports whether any table has a period of a year, or of a quarter in any year; 0 is any.
func (x *Index) Dated(year, quarter int) bool {
	for _, list := range x.shelves {
		if slices.ContainsFunc(list, func(t *table) bool {
			return (year == 0 || t.period.Year == year) && (quarter == 0 || t.period.Quarter == quarter)
		}) {
			return true
		}
	}
	return false
}

// NotThen declines the figures of a finding as an answer for another period, of which the book has none. It is nil where there are no figures.
func (x *Index) NotThen(f *Finding, p Period) *Finding {
	if !x.givesFigures(f) {
		return nil
	}
	return unknown("unknown.period", Arg{"period", p}, Arg{"latest", x.Latest}, Arg{"metric", Of(cmp.Or(f.Metric, x.Book.Default.Metric))})
}

// WithoutMetric declines figures as an answer for a metric of which the book has none, or adds that where another was asked for too.
func (x *Index) WithoutMetric(f *Finding, metric string, also bool) *Finding {
	if !x.givesFigures(f) || slices.ContainsFunc(f.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Value == Of(metric) })
	}) {
		return nil
	}
	none := unknown("unknown.metric", Arg{"metric", Of(metric)}, x.covered())
	if !also {
		return none
	}
	both := f.And(none)
	both.Status, both.Metric, both.Series, both.Period, both.Place = f.Status, f.Metric, f.Series, f.Period, f.Place
	return both
}

// NotHeard declines somebody's words as an answer for those of one whom the book does not know, or has those words be not for whom that is.
func (x *Index) NotHeard(f *Finding, stranger string, known bool) *Finding {
	if !known {
		return x.unheardOf(&Query{Stranger: stranger})
	}
	return f.stripped().correct("not.entity", Arg{"entity", Raw(stranger)})
}

// Opposed returns a finding that says no where it tells what hindered somebody. It is nil where it does not.
func (x *Index) Opposed(q *Query, f *Finding) *Finding {
	if len(f.Claims) == 0 || !contains(f.Claims[0].Concepts, "act.hinder") || f.Claims[0].Knows["facet.not"] == nil {
		return nil
	}
	lead := x.howItWent((&Finding{Status: Corrected}).say("lead", Arg{"text", f.Claims[0].Knows["facet.not"]}), q, f.Claims[0])
	return lead.And(f.stripped())
}

// howItWent adds how the figures moved that a question says went up, where a claim tells what hindered them.
func (x *Index) howItWent(f *Finding, q *Query, c *knowledge.Claim) *Finding {
	if !contains(c.Concepts, "act.hinder") || !hasAny(q.Concepts, "dir.up", "act.win", "act.regain") && !q.Cues.Has("move.up") || len(q.Names) == 0 || q.Asked.Said || q.Abroad != "" {
		return f
	}
	if g := x.change(&Query{Intent: x.doing["change"], Names: q.Names, Metric: q.Metric, Place: q.Place, Concepts: []string{"dir.down"}}); !g.Silent() {
		g.Series = nil
		return f.And(g)
	}
	return f
}

// Contradicting returns a finding that corrects what it declines: it is of others, of another place or time, or something else that the book says. It is
// nil where it says nothing near. A product is no other one's.
func (x *Index) Contradicting(f *Finding) *Finding {
	if len(f.Parts) < 2 || len(f.Claims)+len(f.Quotes) == 0 {
		return nil
	}
	g := *f
	g.Status, g.Parts = Corrected, nil
	for i, p := range f.Parts {
		switch p.Key {
		case "unknown.plain":
			g.say("not.so")
		case "unknown.names":
			names, _ := p.Args[0].Value.(Names)
			for _, n := range names {
				switch e := x.entities[n]; {
				case x.isProduct(n):
					return nil
				case e == nil || e.Kind != "event":
					g.say("not.entity", Arg{"entity", Name(n)})
				}
			}
		case "nearest.claim":
			g.say("claim", p.Args...)
		default:
			if i == 0 && !contradictory[p.Key] || i > 0 && !strings.HasPrefix(p.Key, "quote.") {
				return nil
			}
			g.Parts = append(g.Parts, p)
		}
	}
	return &g
}

// OfNamed gives what is told near what a finding declines as the answer, where it tells of one of some names. It is nil where it does not.
func (x *Index) OfNamed(f *Finding, names []string) *Finding {
	if f.Status != Unknown || len(f.Parts) != 2 || f.Parts[0].Key != "unknown.plain" || f.Parts[1].Key != "nearest.claim" || len(f.Claims) == 0 || !hasAny(f.Claims[0].Who, names...) {
		return nil
	}
	g := *f
	g.Status, g.Parts = Answered, []Part{part("claim", f.Parts[1].Args...)}
	return &g
}

// contradictory are the sentences that decline something with what it is of that is not so.
var contradictory = map[string]bool{"unknown.mentioned": true, "unknown.then": true, "not.place": true}

// Affirms reports whether a finding begins with a yes.
func (f *Finding) Affirms() bool { return len(f.Parts) > 0 && f.Parts[0].Key == "yes" }

// Refuses reports whether a finding begins with a no.
func (f *Finding) Refuses() bool { return len(f.Parts) > 0 && f.Parts[0].Key == "no" }

// Affirmed returns a finding that says yes to what it says.
func (f *Finding) Affirmed() *Finding {
	g := f.stripped()
	g.Status = Answered
	g.judge(true)
	return g
}

// Rate reports whether a finding gives a rate of change.
func (x *Index) Rate(f *Finding) bool {
	m := x.metrics[f.Metric]
	return m != nil && m.Change != ""
}

// Denied returns a finding that says no where it said yes.
func (f *Finding) Denied() *Finding {
	g := f.stripped()
	g.judge(false)
	return g
}

// Went returns which way all changes go that a finding tells, 1 up and -1 down; 0: it tells none, or of both ways.
func (f *Finding) Went() (way int) {
	for _, p := range f.Parts {
		is := 0
		switch p.Key {
		case "move.up", "figure.rise":
			is = 1
		case "move.down", "figure.fall":
			is = -1
		default:
			continue
		}
		if way == -is {
			return 0
		}
		way = is
	}
	return way
}

// NotJudged declines a view of what a finding tells, which it gives.
func (x *Index) NotJudged(f *Finding) *Finding { return x.instead(nil, f, "unknown.judgement") }

// TellsWay reports whether any claim of a finding tells that something went up or down.
func (x *Index) TellsWay(f *Finding) bool {
	return f.tells(func(c *knowledge.Claim) bool { return hasAny(c.Concepts, "dir.up", "dir.down") })
}

// Contradicts reports whether a value is the rate of somebody's change, but of nobody else than another firm, or of nobody in that way: 1 is up, -1 down.
func (x *Index) Contradicts(value float64, way int, name string) bool {
	rows, _ := x.meant(&Query{Percents: []float64{value}})
	rates := slices.DeleteFunc(rows, func(r Row) bool { return x.metrics[r.obs.Metric].Change == "" })
	if len(rates) == 0 || len(rates) < len(rows) {
		return false
	}
	return !slices.ContainsFunc(rates, func(r Row) bool {
		return (name == "" || r.Entity == name || x.maker(r.Entity) == name) && (r.Value > 0) == (way > 0)
	})
}

// Personal reports whether a finding gives somebody's words, or what somebody said.
func (x *Index) Personal(f *Finding) bool {
	return len(f.Quotes) > 0 || f.tells(func(c *knowledge.Claim) bool { e := x.entities[c.By]; return e != nil && e.Kind == "person" })
}
