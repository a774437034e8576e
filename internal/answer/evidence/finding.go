package evidence

import (
	"fmt"
	"math"
	"reflect"
	"slices"

	"marketbot/knowledge"
)

// Finding is the answer to a query before it is put into words.
type Finding struct {
	Status  Status
	Parts   []Part
	Claims  []*knowledge.Claim // cited, in order, each once
	Quotes  []*knowledge.Quotation
	Derived []Derived
	Series  []Row  // what a chart or table shows
	Metric  string // of the series
	Period  Period // of the series
	Place   string
	figures []float64 // growth rates said, for projections
	Fit     float64   // how well the book's answer fits the question, about -1 to +1; for choosing among readings
	Tied    bool      // a statement has a name or concept of the question, not only its topic
	Sure    bool      // the question's own words settle it, however they are read
	Why     string    // for the trace
}

// Part is one sentence: a phrasebook key and its arguments.
type Part struct {
	Key  string
	Args []Arg
}

// Arg is one argument of a [Part]: its value is one of the types below, or a knowledge.Text.
type Arg struct {
	Name  string
	Value any
}

// The types of arguments, so that each language words them in its way.
type (
	Name   string   // the id of an entity
	Names  []string // ids of entities
	Market string   // the id of a place, worded as the whole of a share
	Where  string   // the id of a place
	Of     string   // the id of a metric
	Source string   // the id of who measured or said it
	Figure struct { // a value in its metric's unit
		Metric string
		Value  float64
	}
	Points float64 // percentage points
	Plain  float64
	Ranked struct{ Rank, Tied int }
	Count  int
	Raw    string   // verbatim
	Rows   []Row    // a sum
	Some   struct { // the first of many entities
		Names Names
		More  int // how many there are beside
	}
	Table struct { // the first rows of a table
		Rows []Row
		More int
	}
)

// Derived is a computed value with the formula that yields it from cited figures.
type Derived struct {
	Value   float64
	Unit    string
	Formula string
}

// String writes the formula with its value: "10 / 16 = 62.5%", "24 - 15 = 9 points".
func (d Derived) String() string {
	s := d.Formula + " = " + number(d.Value)
	switch d.Unit {
	case "":
		return s
	case "percent":
		return s + "%"
	}
	return s + " " + d.Unit
}

// Row is one entity's place in a table.
type Row struct {
	Entity string
	Value  float64
	Rank   int // 1 is the best; equal values share a rank
	Tied   int // how many share it, itself included
	obs    *knowledge.Observation
	home   *knowledge.Article // that the figure is from
}

// unsigned returns the row with its value as it is said: what fell by 11% says 11%.
func (r Row) unsigned() Row {
	r.Value = math.Abs(r.Value)
	return r
}

func part(key string, args ...Arg) Part { return Part{Key: key, Args: args} }

// say appends a sentence.
//
//go:noinline
func (f *Finding) say(key string, args ...Arg) *Finding {
	f.Parts = append(f.Parts, part(key, args...))
	return f
}

// sayFirst puts a sentence before the others.
func (f *Finding) sayFirst(key string, args ...Arg) {
	f.Parts = append([]Part{part(key, args...)}, f.Parts...)
}

// correct makes a finding a correction that begins with a sentence.
func (f *Finding) correct(key string, args ...Arg) *Finding {
	f.Status = Corrected
	f.sayFirst(key, args...)
	return f
}

// judge begins with yes or no, of which no is a correction.
func (f *Finding) judge(right bool) {
	f.sayFirst(pick(right, "yes", "no"))
	if !right {
		f.Status = Corrected
	}
}

// fitting sets how well a finding fits.
func (f *Finding) fitting(fit float64) *Finding {
	f.Fit = fit
	return f
}

// surely marks a finding that the question's own words settle.
func (f *Finding) surely() *Finding {
	f.Sure = true
	return f
}

// sureOf begins a finding that the question's own words settle, and that is tied to it.
func sureOf(status Status) *Finding {
	return &Finding{Status: status, Fit: 0.5, Tied: true, Sure: true}
}

// cite adds claims that are not cited yet.
func (f *Finding) cite(claims ...*knowledge.Claim) *Finding {
next:
	for _, c := range claims {
		if c == nil {
			continue
		}
		for _, have := range f.Claims {
			if have == c {
				continue next
			}
		}
		f.Claims = append(f.Claims, c)
	}
	return f
}

func (f *Finding) derive(v float64, unit, formula string, args ...any) *Finding {
	f.Derived = append(f.Derived, Derived{Value: v, Unit: unit, Formula: fmt.Sprintf(formula, args...)})
	return f
}

// Silent reports whether the finding declines to answer.
func (f *Finding) Silent() bool { return f == nil || f.Status == Unknown || f.Status == OffTopic }

// Says reports whether a finding cites all that another cites.
func (f *Finding) Says(g *Finding) bool {
	return !slices.ContainsFunc(g.Claims, func(c *knowledge.Claim) bool { return !slices.Contains(f.Claims, c) })
}

// tells reports whether any claim that a finding cites is such a one.
func (f *Finding) tells(such func(*knowledge.Claim) bool) bool {
	return slices.ContainsFunc(f.Claims, such)
}

// Cites reports whether a finding cites a claim.
func (f *Finding) Cites(id string) bool {
	return slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return c.ID == id })
}

// Words reports whether a finding has a sentence of each kind that another has: two may cite the same and say another thing of it.
func (f *Finding) Words(g *Finding) bool {
	return !slices.ContainsFunc(g.Parts, func(p Part) bool { return !slices.ContainsFunc(f.Parts, func(o Part) bool { return o.Key == p.Key }) })
}

// Dates reports whether a finding gives what another does for its period, too: that of a year before may be said beside.
func (f *Finding) Dates(g *Finding) bool {
	beside := slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Key == "figure.before" })
	return f.Metric != g.Metric || g.Period == (Period{}) || f.Period == g.Period || beside && g.Period == f.Period.Add(-4)
}

// With returns a finding that says what both say, g's claim last.
func (f *Finding) With(g *Finding) *Finding {
	both := *f
	both.Parts = append(append([]Part(nil), f.Parts...), g.Parts[len(g.Parts)-1])
	both.Claims = append([]*knowledge.Claim(nil), f.Claims...)
	both.cite(g.Claims...)
	return &both
}

// And returns a finding that says all that both say.
func (f *Finding) And(g *Finding) *Finding {
	both := *f
	both.Parts = append([]Part(nil), f.Parts...)
	for _, p := range g.Parts {
		if !slices.ContainsFunc(f.Parts, func(o Part) bool { return p.Key == o.Key && reflect.DeepEqual(p.Args, o.Args) }) {
			both.Parts = append(both.Parts, p) // once is enough
		}
	}
	both.Claims = append([]*knowledge.Claim(nil), f.Claims...)
	both.cite(g.Claims...)
	both.Quotes = append(append([]*knowledge.Quotation(nil), f.Quotes...), g.Quotes...)
	both.Derived = append(append([]Derived(nil), f.Derived...), g.Derived...)
	if g.Status == Corrected {
		both.Status = Corrected
	}
	return &both
}

// String prints a finding for the trace.
func (f *Finding) String() string {
	ids := make([]string, len(f.Claims))
	for i, c := range f.Claims {
		ids[i] = c.ID
	}
	keys := make([]string, len(f.Parts))
	for i, p := range f.Parts {
		keys[i] = p.Key
	}
	return fmt.Sprintf("%s fit=%.2f says=%v claims=%v %s", f.Status, f.Fit, keys, ids, f.Why)
}
