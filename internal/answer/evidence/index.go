package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Index answers look-ups over a book. It is built once, read-only, and safe for concurrent use. No look-up
// takes time in proportion to the book.
type Index struct {
	Book   *knowledge.Book
	Latest Period // what "now" means

	since, until int // the years of which the articles tell: of the earliest latest figures, and of the last to be published

	entities map[string]*knowledge.Entity
	metrics  map[string]*knowledge.Metric
	places   map[string]*knowledge.Place
	intents  map[string]*knowledge.Intent
	changes  map[string]string // metric -> the metric that is its year-over-year change
	signed   map[string]bool   // things that are signs of topics of which claims tell
	reasons  map[string]bool   // intents that are the "why" of others
	held     map[string]bool   // entities of which the book says anything, metrics of which it has figures

	number  map[string]uint32 // of an entity
	first   []uint32          // the number of each article's first observation
	shelves map[shelf][]*table

	made   map[string][]string            // products of a maker, in the order of the book
	staff  map[string][]*knowledge.Entity // persons with a title, by company
	titled map[string][]*knowledge.Entity // persons by title; all of them under AnyTitle

	claims        map[string]*knowledge.Claim
	inArticle     map[claimID]*knowledge.Claim
	home          map[*knowledge.Claim]*knowledge.Article
	topics        map[string][]*knowledge.Claim
	claimsBy      map[string][]*knowledge.Claim
	told          map[string][]*knowledge.Claim // that name an entity, in the order of the book
	claimConcepts map[*knowledge.Claim][]string // concepts of a claim's own words
	claimTold     map[*knowledge.Claim][]string // concepts of what a person's claim has of that person alone
	claimPlaces   map[*knowledge.Claim][]string // places a claim names
	deeds         map[string][]*knowledge.Claim // that say who does an act, in the order of the book
	markets       []*knowledge.Claim            // that rank their place among others

	quotes        []*knowledge.Quotation
	quoted        quoted
	quoteConcepts map[*knowledge.Quotation][]string // concepts of a quotation's own words
	quotePlaces   map[*knowledge.Quotation][]string // and the places it names
	lines         map[*knowledge.Quotation][]line

	related related
	doing   map[string]*knowledge.Intent // the first intent of each operation
	ranking Some                         // the first of the default table
}

// claimID names a claim: its id is unique within the article.
type claimID struct {
	article *knowledge.Article
	id      string
}

// AnyTitle stands for all job titles: the head of a company may have any.
const AnyTitle = "head"

// NewIndex indexes a book. Read tells which concepts of the thesaurus and which places occur in a text; it is
// called from several goroutines.
func NewIndex(b *knowledge.Book, read func(string) (concepts, places []string)) *Index {
	n := len(b.Entities)
	x := &Index{Book: b,
		entities: make(map[string]*knowledge.Entity, n), number: make(map[string]uint32, n),
		metrics: map[string]*knowledge.Metric{}, places: map[string]*knowledge.Place{}, intents: map[string]*knowledge.Intent{}, doing: map[string]*knowledge.Intent{},
		changes: map[string]string{}, reasons: map[string]bool{}, signed: map[string]bool{}, held: map[string]bool{}, shelves: map[shelf][]*table{},
		made: map[string][]string{}, staff: map[string][]*knowledge.Entity{}, titled: map[string][]*knowledge.Entity{},
		claims: map[string]*knowledge.Claim{}, inArticle: map[claimID]*knowledge.Claim{}, home: map[*knowledge.Claim]*knowledge.Article{},
		topics: map[string][]*knowledge.Claim{}, claimsBy: map[string][]*knowledge.Claim{}, told: map[string][]*knowledge.Claim{},
		deeds: map[string][]*knowledge.Claim{}, claimConcepts: map[*knowledge.Claim][]string{}, claimTold: map[*knowledge.Claim][]string{}, claimPlaces: map[*knowledge.Claim][]string{}, quoteConcepts: map[*knowledge.Quotation][]string{},
		quotePlaces: map[*knowledge.Quotation][]string{}, lines: map[*knowledge.Quotation][]line{}}
	x.names()
	for i := range b.Articles {
		x.read(&b.Articles[i])
	}
	for _, list := range x.topics {
		slices.SortStableFunc(list, func(a, b *knowledge.Claim) int { return b.Weight - a.Weight })
	}
	x.tabulate()
	x.words(read)
	x.quoted = newQuoted(x)
	x.related = newRelated(x)
	t := x.table(b.Default.Metric, b.Default.Place, x.latest(b.Default.Metric, b.Default.Place))
	x.ranking = t.list(nil, t.all()).names()
	return x
}

func (x *Index) names() {
	b := x.Book
	for i := range b.Entities {
		e := &b.Entities[i]
		if _, met := x.number[e.ID]; !met {
			x.number[e.ID] = uint32(len(x.number))
		}
		x.entities[e.ID] = e
		if e.Of != "" {
			x.made[e.Of] = append(x.made[e.Of], e.ID)
		}
		if e.Kind == "person" && e.Title != "" {
			x.staff[e.Of] = append(x.staff[e.Of], e)
			x.titled[e.Title] = append(x.titled[e.Title], e)
			if e.Title != AnyTitle {
				x.titled[AnyTitle] = append(x.titled[AnyTitle], e)
			}
		}
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
	for i := len(b.Intents) - 1; i >= 0; i-- {
		x.intents[b.Intents[i].ID] = &b.Intents[i]
		if why := b.Intents[i].Why; why != "" {
			x.reasons[why] = true
		}
		x.doing[b.Intents[i].Operation] = &b.Intents[i]
	}
}

func (x *Index) read(a *knowledge.Article) {
	if p, ok := ParsePeriod(a.Latest); ok && x.Latest.before(p) {
		x.Latest = p
	}
	x.spans(a)
	for i := range a.Claims {
		c := &a.Claims[i]
		x.claims[c.ID], x.inArticle[claimID{a, c.ID}], x.home[c] = c, c, a
		if c.By != "" {
			x.claimsBy[c.By] = append(x.claimsBy[c.By], c)
		}
		if c.Rank > 0 {
			x.markets = append(x.markets, c)
		}
		for _, n := range c.Who {
			x.held[n] = true
			x.told[n] = append(x.told[n], c)
		}
		for act := range c.Deeds {
			x.deeds[act] = append(x.deeds[act], c)
		}
		for _, t := range c.Topics {
			x.topics[t] = append(x.topics[t], c)
			x.sign(t, c)
		}
	}
	for i := range a.Quotations {
		x.quotes = append(x.quotes, &a.Quotations[i])
	}
}

// sign notes the things that are signs of a topic and of which a claim of it tells.
func (x *Index) sign(topic string, c *knowledge.Claim) {
	in := x.intents[topic]
	if in == nil || in.Operation != "tell" {
		return
	}
	for _, id := range in.Signs {
		if strings.HasPrefix(id, "noun.") && contains(c.Concepts, id) {
			x.signed[id] = true
		}
	}
}

// Entity, Metric, Place and Claim return nil for an unknown id.
func (x *Index) Entity(id string) *knowledge.Entity { return x.entities[id] }

// Metric returns the metric of an id.
func (x *Index) Metric(id string) *knowledge.Metric { return x.metrics[id] }

// Place returns the place of an id.
func (x *Index) Place(id string) *knowledge.Place { return x.places[id] }

// Article returns the article that a claim is from.
func (x *Index) Article(c *knowledge.Claim) *knowledge.Article { return x.home[c] }

// Quoting returns the article that a quotation is from.
func (x *Index) Quoting(v *knowledge.Quotation) *knowledge.Article { return x.quoted.home[v] }

// claimIn returns the claim of an id in an article.
func (x *Index) claimIn(a *knowledge.Article, id string) *knowledge.Claim {
	return x.inArticle[claimID{a, id}]
}

// cites returns a claim that another names.
func (x *Index) cites(c *knowledge.Claim, id string) *knowledge.Claim {
	return x.claimIn(x.home[c], id)
}

// claim returns the claim that a row is read from.
func (x *Index) claim(r Row) *knowledge.Claim { return x.claimIn(r.home, r.obs.Claim) }

// table returns the ranked figures of one metric, place and period.
func (x *Index) table(metric, place string, p Period) *table {
	list := x.shelves[shelf{metric, place}]
	i, ok := slices.BinarySearchFunc(list, p, func(t *table, p Period) int { return t.period.number() - p.number() })
	if !ok {
		return nil
	}
	return list[i]
}

// latest returns the last period for which a metric has a table at a place.
func (x *Index) latest(metric, place string) Period {
	list := x.shelves[shelf{metric, place}]
	if len(list) == 0 {
		return Period{}
	}
	if x.table(metric, place, x.Latest) != nil {
		return x.Latest
	}
	return list[len(list)-1].period
}

// row returns an entity's line in a table.
func (x *Index) row(entity, metric, place string, p Period) (Row, bool) {
	t := x.table(metric, place, p)
	i, ok := t.find(entity)
	if !ok {
		return Row{}, false
	}
	return t.row(i), true
}

// Quotations returns all quotations, in the order of the book.
func (x *Index) Quotations() []*knowledge.Quotation { return x.quotes }

// Worded reports whether all verbs of some concepts occur in the words of a claim that a finding cites first. It is not where there are none.
func (x *Index) Worded(f *Finding, concepts []string) bool {
	n := 0
	for _, id := range concepts {
		if !strings.HasPrefix(id, "act.") {
			continue
		}
		if n++; len(f.Claims) == 0 || !x.worded(f.Claims[0], id) {
			return false
		}
	}
	return n > 0
}

// worded reports whether a concept occurs in a claim's own words.
func (x *Index) worded(c *knowledge.Claim, id string) bool {
	return contains(x.claimConcepts[c], id)
}
