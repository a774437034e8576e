package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// proofread returns all that is wrong with a book, joined, in the order of the files and their lines.
// It reads what the files hold. What a book inherits counts where something refers to it or clashes
// with it; it was proof-read itself in the book it comes from.
func proofread(b *Book, files []*source) error {
	p := newProof(b, files)
	for _, f := range files {
		at := spot{file: f}
		switch v := f.into.(type) {
		case *head:
			p.head(at, v)
		case *lexicon:
			p.lexicon(at, v)
		case *Article:
			p.article(at, v)
		case *table:
			p.table(at, v)
		case *Intent:
			p.intent(at, v)
		case *Phrasebook:
			p.phrasebook(at)
		}
	}
	return p.err()
}

// A proof is one proof-reading: what may be referred to, what was met so far, and the findings.
type proof struct {
	book  *Book
	files []*source

	entities, metrics, places, titles, categories, concepts, intents, topics ids

	entity map[string]Entity
	unit   map[string]string // of a metric
	used   map[string]spot   // what may stand only once -> where it stood first
	cells  map[cell]figureAt // where the figure of a cell stood first
	spans  map[string]uint32 // periods met -> their number
	owner  map[string]string // name as folded -> what bears it
	charts map[*source]*yaml.Node
	found  []finding

	articles map[string]*Article // as merged from their folders, by id
	dossiers map[*Article]*dossier
	numbered []string // names of the book that hold digits
}

func newProof(b *Book, files []*source) *proof {
	observed := 0
	for i := range b.Articles {
		observed += len(b.Articles[i].Observations)
	}
	p := &proof{
		book: b, files: files,
		entity: map[string]Entity{}, unit: map[string]string{},
		used: map[string]spot{}, cells: make(map[cell]figureAt, observed), spans: map[string]uint32{},
		owner: make(map[string]string, 5*len(b.Entities)), charts: map[*source]*yaml.Node{},
		articles: map[string]*Article{}, dossiers: map[*Article]*dossier{},
	}
	for i := range b.Articles {
		p.articles[b.Articles[i].ID] = &b.Articles[i]
	}
	p.entities = listed("entity", b.Entities, func(e Entity) string { return e.ID })
	p.metrics = listed("metric", b.Metrics, func(m Metric) string { return m.ID })
	p.places = listed("place", b.Places, func(v Place) string { return v.ID })
	p.titles = listed("title", b.Titles, func(t Term) string { return t.ID })
	p.categories = listed("category", b.Categories, func(c Category) string { return c.ID })
	p.concepts = listed("concept", b.Concepts, func(t Term) string { return t.ID })
	p.intents = listed("intent", b.Intents, func(i Intent) string { return i.ID })
	p.topics = newIDs("intent", append(slices.Clip(p.intents.list), figures))
	for _, e := range b.Entities {
		p.entity[e.ID] = e
	}
	for _, m := range b.Metrics {
		p.unit[m.ID] = m.Unit
	}
	p.numbered = numbered(b)
	p.inherited()
	return p
}

// figures is the topic of claims that only carry figures; no intent need have that name.
const figures = "figures"

// ids are the names of one kind that may be referred to.
type ids struct {
	kind string
	list []string
	at   map[string]uint32 // where an id stands in the list first
}

func newIDs(kind string, list []string) ids {
	l := ids{kind, list, make(map[string]uint32, len(list))}
	for i, id := range list {
		if _, met := l.at[id]; !met {
			l.at[id] = uint32(i)
		}
	}
	return l
}

func listed[T any](kind string, all []T, id func(T) string) ids {
	list := make([]string, len(all))
	for i, v := range all {
		list[i] = id(v)
	}
	return newIDs(kind, list)
}

func (l ids) has(id string) bool {
	_, ok := l.at[id]
	return ok
}

// finding is one thing that is wrong, and how to put it right.
type finding struct {
	at      spot
	problem string
	hint    string // may be empty
}

func (p *proof) report(at spot, hint, problem string, args ...any) {
	p.found = append(p.found, finding{at, fmt.Sprintf(problem, args...), hint})
}

// err joins the findings as file:line:col: field: problem (hint: ...).
func (p *proof) err() error {
	type located struct {
		finding
		place position
	}
	all := make([]located, len(p.found))
	for i, f := range p.found {
		all[i] = located{f, p.find(f.at)}
	}
	slices.SortStableFunc(all, func(a, b located) int {
		return cmp.Or(
			cmp.Compare(slices.Index(p.files, a.at.file), slices.Index(p.files, b.at.file)),
			cmp.Compare(a.place.line, b.place.line),
			cmp.Compare(a.place.column, b.place.column))
	})
	errs := make([]error, len(all))
	for i, f := range all {
		errs[i] = errors.New(f.in(f.place))
	}
	return errors.Join(errs...)
}

func (f finding) in(place position) string {
	s := fmt.Sprintf("%s:%d:%d: ", f.at.file.path, place.line, place.column)
	if field := f.at.String(); field != "" {
		s += field + ": "
	}
	return s + f.problem + hinted(f.hint)
}

func hinted(hint string) string {
	if hint == "" {
		return ""
	}
	return " (hint: " + hint + ")"
}

// identify checks the id of something: there, and there once within its kind.
func (p *proof) identify(at spot, kind, id string) {
	if strings.TrimSpace(id) == "" {
		p.report(at.key("id"), "", "is empty")
		return
	}
	p.once(at.key("id"), kind+" id "+id, fmt.Sprintf("a second %s %q", kind, id))
}

// once reports what stands a second time, with where it stood first.
func (p *proof) once(at spot, what, problem string) bool {
	if _, met := p.used[what]; met {
		p.report(at, p.seen(what), "%s", problem)
		return false
	}
	p.used[what] = at
	return true
}

// seen is the hint that says where something stood first.
func (p *proof) seen(what string) string {
	first, ok := p.used[what]
	if !ok {
		return "inherited from the embedded book"
	}
	return p.firstAt(first)
}

func (p *proof) firstAt(at spot) string {
	return fmt.Sprintf("the first is at %s:%d", at.file.path, p.find(at).line)
}

// refer checks that id is one of those that exist.
func (p *proof) refer(at spot, to ids, id string) {
	switch {
	case id == "":
		p.report(at, "", "is empty")
	case !to.has(id):
		p.report(at, meant(id, to.list), "no %s %q", to.kind, id)
	}
}

// may is refer for what may be left out.
func (p *proof) may(at spot, to ids, id string) {
	if id != "" {
		p.refer(at, to, id)
	}
}

func (p *proof) referAll(at spot, to ids, list []string) {
	for i, id := range list {
		p.refer(at.item(i), to, id)
	}
}

// oneOf checks a word against a fixed list.
func (p *proof) oneOf(at spot, word string, list []string) {
	if !slices.Contains(list, word) {
		p.report(at, cmp.Or(meant(word, list), "one of "+strings.Join(list, ", ")), "unknown value %q", word)
	}
}

// text checks a wording that must be there: English at least, no language empty.
func (p *proof) text(at spot, t Text) {
	if _, ok := t["en"]; !ok {
		p.report(at, "other languages fall back on English", `has no "en"`)
	}
	for _, lang := range sorted(t) {
		p.filled(at.key(lang), t[lang])
	}
}

// mayText is text for a wording that may be left out.
func (p *proof) mayText(at spot, t Text) {
	if t != nil {
		p.text(at, t)
	}
}

func (p *proof) filled(at spot, s string) {
	if strings.TrimSpace(s) == "" {
		p.report(at, "", "is empty")
	}
}

func (p *proof) filledAll(at spot, list []string) {
	for i, s := range list {
		p.filled(at.item(i), s)
	}
}
