package answer

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// thread is what the earlier questions of a conversation leave behind.
type thread struct {
	latest *turn    // whatever it was
	first  *turn    // that was about something
	last   *turn    // that was about something
	prior  *turn    // the one before it
	topic  *turn    // the last that was not about where an answer is from
	names  []string // latest last
	met    string   // the one firm that the last question was for and did not name: "who is X's partner?"
	run    []string // whose figures were asked for one after the other
	people []string
	metric string
	place  string
	entity func(string) *knowledge.Entity
	stated func([]*knowledge.Claim) []*knowledge.Relation
	sure   func([]*knowledge.Claim) *knowledge.Claim
	speaks func(company string) []*knowledge.Entity
}

// blank returns a thread of the same book in which nothing was asked yet.
func (th *thread) blank() *thread {
	return &thread{entity: th.entity, stated: th.stated, sure: th.sure, speaks: th.speaks}
}

// add remembers a turn.
func (th *thread) add(u *turn) {
	q := u.query
	if u.repeatable() {
		before := th.copy()
		u.before = &before
	}
	th.latest = u
	for _, n := range q.Names {
		th.names = atEnd(th.names, n)
	}
	switch figure := u.finding != nil && u.finding.Metric != "" && len(q.Names) == 1; {
	case !q.Figures() && !figure: // whatever "and X's?" was read as, its figure is one of them
		th.run = nil
	case len(q.Names) == 1:
		th.run = once(th.run, q.Names[0])
	case len(q.Names) > 1 && q.Intent.Operation == "compare" && len(th.run) > 1 && slices.ContainsFunc(q.Names, func(n string) bool { return slices.Contains(th.run, n) }):
		for _, n := range q.Names {
			th.run = once(th.run, n) // those of before are set against each other, or against one more
		}
	case len(q.Names) > 1:
		th.run = slices.Clone(q.Names)
	case u.finding != nil && len(u.finding.Series) == 1:
		th.run = once(th.run, u.finding.Series[0].Entity) // who holds a rank
	}
	if own := u.base.Names; q.Intent != nil && q.Intent.Operation == "compare" && len(q.Names) == 2 && len(own) == 1 && u.base.Cues.Has("back.it") {
		for _, n := range q.Names {
			if n != own[0] {
				th.names = atEnd(th.names, n) // "do they beat X?" is of "them"
			}
		}
	}
	for _, p := range q.People {
		th.people = atEnd(th.people, p)
	}
	th.met = ""
	if u.finding != nil {
		th.hear(q, u.finding)
		th.meet(q, u.finding)
	}
	if q.Metric != "" {
		th.metric = q.Metric
	}
	if q.Place != "" {
		th.place = q.Place
	}
	if q.Intent != nil && !outside(q.Intent) {
		th.prior, th.last = th.last, u
		th.first = cmp.Or(th.first, u)
		if op := q.Intent.Operation; th.topic == nil || op != "measured" && op != "certainty" {
			th.topic = u
		}
	}
}

// atEnd puts a name at the end of a list, wherever it stood before.
func atEnd(list []string, name string) []string {
	return append(slices.DeleteFunc(list, func(o string) bool { return o == name }), name)
}

// hear remembers the people whose words an answer gave: who was quoted is spoken of last, and who only stated something first.
func (th *thread) hear(q *evidence.Query, f *evidence.Finding) {
	for _, named := range []bool{false, true} { // those of a company that is named last
		for _, v := range f.Quotes {
			if e := th.entity(v.Speaker); e != nil && slices.Contains(q.Names, e.Of) == named {
				th.people = atEnd(th.people, v.Speaker)
			}
		}
	}
	for _, c := range f.Claims {
		if e := th.entity(c.By); e != nil && e.Kind == "person" && !slices.Contains(th.people, c.By) {
			th.people = append([]string{c.By}, th.people...)
		}
	}
}

// meet remembers the firms that a question was for and did not name: they are "they" from then on.
func (th *thread) meet(q *evidence.Query, f *evidence.Finding) {
	var met []string
	if q.Facet == "facet.who" && !q.Figures() && f.Status == evidence.Answered {
		for _, r := range th.stated(f.Claims) {
			if !slices.Contains(q.Names, r.Object) {
				th.names = atEnd(th.names, r.Object)
				met = once(met, r.Object)
			}
		}
		if who := th.knownWho(f.Claims); len(met) == 0 && who != "" {
			th.names, met = atEnd(th.names, who), []string{who}
		}
	}
	if len(met) == 1 {
		th.met = met[0]
	}
	if q.Intent != nil && q.Intent.Operation == "nearest" {
		if n := nextOf(q, f); n != "" {
			th.names = atEnd(th.names, n)
		}
	}
	switch {
	case len(q.Names) > 0 || !q.Figures():
	case len(f.Series) == 1:
		th.names = append(th.names, f.Series[0].Entity)
	case len(f.Series) == 0 && !ofSource[q.Intent.Operation]:
		if firm := th.soleFirm(f.Claims); firm != "" {
			th.met, th.names = firm, atEnd(th.names, firm) // who grew
		}
	}
}

// ofSource are the operations that ask of figures whose they are or for when, of whomever they are.
var ofSource = map[string]bool{"measured": true, "timeframe": true, "certainty": true, "sources": true}

// soleFirm returns the one company that claims are about, or "".
func (th *thread) soleFirm(claims []*knowledge.Claim) string {
	firm := ""
	for _, c := range claims {
		for _, id := range c.Who {
			switch e := th.entity(id); {
			case e == nil || e.Kind != "company" || id == firm:
			case firm != "":
				return ""
			default:
				firm = id
			}
		}
	}
	return firm
}

// knownWho returns whose name what the first of some claims knows of who begins with, or "": "A did".
func (th *thread) knownWho(claims []*knowledge.Claim) string {
	for _, c := range first(claims) {
		for _, id := range c.Who {
			e := th.entity(id)
			if e == nil {
				continue
			}
			if rest, ok := strings.CutPrefix(c.Knows["facet.who"]["en"], e.Name["en"]); ok && strings.IndexAny(rest, " .") <= 0 {
				return id
			}
		}
	}
	return ""
}

// copy returns a thread that may go on by itself.
func (th *thread) copy() thread {
	c := *th
	c.names, c.people, c.run = slices.Clone(th.names), slices.Clone(th.people), slices.Clone(th.run)
	return c
}
