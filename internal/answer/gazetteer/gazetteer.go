// Package gazetteer finds mentions of the book's entities, metrics, places, periods and cues in an
// utterance, misspelt ones too.
package gazetteer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// Kind is what a mention names.
type Kind uint8

// The kinds of mentions. Those up to Quote are masked when the intent is matched; the rest annotate.
const (
	Company Kind = iota
	Person
	Product
	Event
	Outlet
	Source
	Authority
	Place
	Metric
	Category
	Title
	Period
	Percent
	Number
	Rank
	Quote
	Cue
	Concept
	Chatter
	Passage // words of the article that prove a claim
)

var kindNames = [...]string{"company", "person", "product", "event", "outlet", "source", "authority", "place",
	"metric", "category", "title", "period", "percent", "number", "rank", "quote", "cue", "concept", "chatter", "passage"}

func (k Kind) String() string { return kindNames[k] }

// Entity reports whether a mention of this kind names an entity of the book.
func (k Kind) Entity() bool { return k <= Authority }

// Firm reports whether a mention of this kind names a company or what one makes.
func (k Kind) Firm() bool { return k == Company || k == Product }

// Masked reports whether a mention of this kind stands as {kind} when the intent is matched.
func (k Kind) Masked() bool { return k <= Quote }

// Mention is a span of tokens that names something.
type Mention struct {
	Kind     Kind
	Ordinary bool // the alias is an ordinary word too
	Foreign  bool // a place outside the book
	Period   PeriodRef
	ID       string // the entity, metric, place, ...; for places outside the book the region's code
	First    int    // the first token
	Last     int    // the token behind the last one
	Alias    string // what matched
	Distance int    // edits between the alias and the text
	Value    float64
}

// Gazetteer finds mentions. It is built once, read-only, and safe for concurrent use.
type Gazetteer struct {
	aliases  *aliases
	spelling *spelling // all words of aliases that may be misspelt
	known    func(string) bool
	ordinary []bool // whether a word of an alias is a known one
	percent  map[string]bool
	scale    map[string]bool // words for thousands and millions, which may stand right behind a number: 10m
	points   map[string]bool // words for percentage points
	counts   map[string]int  // words for numbers
	quotes   *quotes
	draft    // only while it is built
}

// New builds the gazetteer of a book. Known tells ordinary words, which are never taken for misspelt names.
func New(b *knowledge.Book, known func(string) bool) *Gazetteer {
	g := &Gazetteer{known: known, percent: map[string]bool{}, scale: map[string]bool{}, points: map[string]bool{}, counts: map[string]int{}}
	g.entities(b)
	g.terms(b)
	g.regions(b)
	g.aliases = g.draft.sort()
	g.draft = draft{}
	g.askKnown()
	g.spelling = newSpelling(g.aliases.words, g.aliases.spellable())
	g.quotes = newQuotes(b)
	return g
}

// askKnown asks once for all words of aliases whether they are known ones.
func (g *Gazetteer) askKnown() {
	g.ordinary = make([]bool, g.aliases.words.len())
	for n := range g.ordinary {
		g.ordinary[n] = g.known(g.aliases.words.at(uint32(n)))
	}
}

// Name reports whether word occurs in an alias of the book.
func (g *Gazetteer) Name(word string) bool {
	n, ok := g.aliases.words.find(word)
	return ok && (g.aliases.begins(n) || g.spelling.has(n))
}

// Begins reports whether an alias of the book begins with word.
func (g *Gazetteer) Begins(word string) bool {
	n, ok := g.aliases.words.find(word)
	return ok && g.aliases.begins(n)
}

// Count returns the number that a word of the book stands for, or 0.
func (g *Gazetteer) Count(word string) int { return g.counts[word] }

// Pair reports whether an alias of the book begins with two words.
func (g *Gazetteer) Pair(first, second string) bool {
	n, ok := g.aliases.words.find(first)
	m, known := g.aliases.words.find(second)
	if !ok || !known {
		return false
	}
	from, behind := g.aliases.second(g.aliases.start[n], g.aliases.start[n+1], m)
	return from < behind
}

func kindOf(name string) Kind {
	if i := slices.Index(kindNames[:], name); i >= 0 {
		return Kind(i)
	}
	return Company
}

func (g *Gazetteer) entities(b *knowledge.Book) {
	for _, e := range b.Entities {
		m := Mention{Kind: kindOf(e.Kind), ID: e.ID}
		for _, lang := range []string{"en", "zh"} {
			if name, ok := e.Name[lang]; ok {
				g.add(name, m)
			}
		}
		for _, a := range e.Aliases {
			g.add(a, m)
		}
		m.Ordinary = true
		for _, a := range e.Ordinary {
			g.add(a, m)
		}
	}
	for _, v := range b.Metrics {
		for _, a := range append([]string{v.Name["en"], v.Name["zh"]}, v.Aliases...) {
			g.add(a, Mention{Kind: Metric, ID: v.ID})
		}
		if v.Change == "" && !v.Percent() && !g.begins(utterance.Fold(v.Unit)) {
			g.add(v.Unit, Mention{Kind: Metric, ID: v.ID}) // "how many TEU": the unit names the metric
		}
	}
	for _, c := range b.Categories {
		for _, a := range c.Aliases {
			g.add(a, Mention{Kind: Category, ID: c.ID, Foreign: !c.Held})
		}
	}
}

func (g *Gazetteer) terms(b *knowledge.Book) {
	terms := func(list []knowledge.Term, kind Kind) {
		for _, t := range list {
			for _, lang := range languages {
				for _, w := range t.Words[lang] {
					g.term(w, t, kind)
				}
			}
		}
	}
	terms(b.Titles, Title)
	terms(b.Cues, Cue)
	terms(b.Concepts, Concept)
	for _, w := range b.Chatter {
		g.add(w, Mention{Kind: Chatter, ID: "chatter"})
	}
	for _, p := range b.Periods {
		for _, w := range p.Words {
			g.add(w, Mention{Kind: Period, ID: "period", Period: termRef(p)})
		}
	}
}

// languages are those in which terms are listed, in the order in which they are indexed.
var languages = []string{"en", "zh", "es", "de", "fr", "ja", others}

// others is the code of "multiple languages" (ISO 639-2): those of other scripts, of which the book has words only.
const others = "mul"

func (g *Gazetteer) term(word string, t knowledge.Term, kind Kind) {
	if strings.HasPrefix(t.ID, "number.") {
		g.counts[utterance.Fold(word)] = int(t.Value)
	}
	switch t.ID {
	case "unit.percent":
		g.percent[utterance.Fold(word)] = true
	case "unit.points":
		g.points[utterance.Fold(word)] = true
	case "unit.scale":
		g.scale[utterance.Fold(word)] = true
	}
	if kind == Cue && strings.HasPrefix(t.ID, "rank.") {
		kind = Rank
	}
	g.add(word, Mention{Kind: kind, ID: t.ID, Value: t.Value})
}
