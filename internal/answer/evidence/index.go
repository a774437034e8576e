package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Index answers look-ups over a book. It is built once, read-only, and safe for concurrent use.
type Index struct {
	Book          *knowledge.Book
	Latest        Period // what "now" means
	entities      map[string]*knowledge.Entity
	metrics       map[string]*knowledge.Metric
	places        map[string]*knowledge.Place
	claims        map[string]*knowledge.Claim
	article       map[string]*knowledge.Article // by claim, quotation
	topics        map[string][]*knowledge.Claim
	tables        map[tableKey][]Row // ranked
	spans         map[cell][]Period  // periods of an entity's figures, latest first
	changes       map[string]string  // metric -> the metric that is its year-over-year change
	quotes        []*knowledge.Quotation
	claimConcepts map[string][]string // concepts of a claim's own words
	claimPlaces   map[string][]string // places a claim names
	quoteConcepts map[string][]string // concepts of a quotation's own words
	held          map[string]bool     // entities of which the book says anything, metrics of which it has figures
}

type tableKey struct {
	metric, place string
	period        Period
}

type cell struct{ entity, metric, place string }

// NewIndex indexes a book. Read tells which concepts of the thesaurus and which places occur in a text.
func NewIndex(b *knowledge.Book, read func(string) (concepts, places []string)) *Index {
	x := &Index{Book: b,
		entities: map[string]*knowledge.Entity{}, metrics: map[string]*knowledge.Metric{}, places: map[string]*knowledge.Place{},
		claims: map[string]*knowledge.Claim{}, article: map[string]*knowledge.Article{}, topics: map[string][]*knowledge.Claim{},
		tables: map[tableKey][]Row{}, spans: map[cell][]Period{}, changes: map[string]string{}, held: map[string]bool{}, claimConcepts: map[string][]string{}, quoteConcepts: map[string][]string{}, claimPlaces: map[string][]string{}}
	for i := range b.Entities {
		x.entities[b.Entities[i].ID] = &b.Entities[i]
	}
	for i := range b.Metrics {
		m := &b.Metrics[i]
		x.metrics[m.ID] = m
		if m.Change != "" {
			x.changes[m.Change] = m.ID
		}
	}
	for i := range b.Places {
		x.places[b.Places[i].ID] = &b.Places[i]
	}
	for i := range b.Articles {
		a := &b.Articles[i]
		x.read(a)
		for j := range a.Claims {
			c := &a.Claims[j]
			x.claimConcepts[c.ID], x.claimPlaces[c.ID] = read(c.Text["en"] + " " + c.Fragment)
		}
		for j := range a.Quotations {
			v := &a.Quotations[j]
			x.quoteConcepts[v.ID], _ = read(strings.Join(v.Sentences, " "))
		}
	}
	for key, rows := range x.tables {
		x.rank(key, rows)
	}
	for _, list := range x.topics {
		slices.SortStableFunc(list, func(a, b *knowledge.Claim) int { return b.Weight - a.Weight })
	}
	for _, list := range x.spans {
		slices.SortFunc(list, func(a, b Period) int {
			if b.before(a) {
				return -1
			}
			return 1
		})
	}
	return x
}

func (x *Index) read(a *knowledge.Article) {
	if p, ok := ParsePeriod(a.Latest); ok && x.Latest.before(p) {
		x.Latest = p
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		x.claims[c.ID] = c
		x.article[c.ID] = a
		for _, n := range c.Who {
			x.held[n] = true
		}
		for _, t := range c.Topics {
			x.topics[t] = append(x.topics[t], c)
		}
	}
	for i := range a.Observations {
		o := &a.Observations[i]
		p, ok := ParsePeriod(o.Period)
		if !ok {
			continue // the proof-reader says so
		}
		key := tableKey{o.Metric, o.Place, p}
		x.tables[key] = append(x.tables[key], Row{Entity: o.Entity, Value: o.Value, obs: o})
		x.held[o.Entity], x.held[o.Metric] = true, true
		c := cell{o.Entity, o.Metric, o.Place}
		x.spans[c] = append(x.spans[c], p)
	}
	for i := range a.Quotations {
		x.quotes = append(x.quotes, &a.Quotations[i])
		x.article[a.Quotations[i].ID] = a
	}
}

// rank sorts a table and gives equal values one rank.
func (x *Index) rank(key tableKey, rows []Row) {
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].Value == rows[i].Value {
			j++
		}
		for k := i; k < j; k++ {
			rows[k].Rank, rows[k].Tied = i+1, j-i
		}
		i = j
	}
}

// Entity, Metric, Place and Claim return nil for an unknown id.
func (x *Index) Entity(id string) *knowledge.Entity { return x.entities[id] }

// Metric returns the metric of an id.
func (x *Index) Metric(id string) *knowledge.Metric { return x.metrics[id] }

// Place returns the place of an id.
func (x *Index) Place(id string) *knowledge.Place { return x.places[id] }

// Article returns the article that a claim or quotation is from.
func (x *Index) Article(id string) *knowledge.Article { return x.article[id] }

// claim returns the claim that an observation is read from.
func (x *Index) claim(o *knowledge.Observation) *knowledge.Claim { return x.claims[o.Claim] }

// table returns the ranked figures of one metric, place and period.
func (x *Index) table(metric, place string, p Period) []Row {
	return x.tables[tableKey{metric, place, p}]
}

// latest returns the last period for which a metric has a table at a place.
func (x *Index) latest(metric, place string) Period {
	if len(x.table(metric, place, x.Latest)) > 0 {
		return x.Latest
	}
	var last Period
	for key := range x.tables { // a maximum: order does not matter
		if key.metric == metric && key.place == place && last.before(key.period) {
			last = key.period
		}
	}
	return last
}

// row returns an entity's line in a table.
func (x *Index) row(entity, metric, place string, p Period) (Row, bool) {
	for _, r := range x.table(metric, place, p) {
		if r.Entity == entity {
			return r, true
		}
	}
	return Row{}, false
}

// Quotations returns all quotations, in the order of the book.
func (x *Index) Quotations() []*knowledge.Quotation { return x.quotes }

// worded reports whether a concept occurs in a claim's own words.
func (x *Index) worded(c *knowledge.Claim, id string) bool {
	return contains(x.claimConcepts[c.ID], id)
}
