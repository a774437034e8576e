package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// kinds are the kinds of entities.
var kinds = []string{"company", "person", "product", "event", "outlet", "source", "authority"}

func (p *proof) head(at spot, h *head) {
	p.text(at.key("title"), h.Title)
	d := at.key("default")
	p.refer(d.key("place"), p.places, h.Default.Place)
	p.refer(d.key("metric"), p.metrics, h.Default.Metric)
	p.refer(d.key("category"), p.categories, h.Default.Category)
	p.may(d.key("why"), p.intents, h.Default.Why)
	for _, c := range p.book.Categories {
		if c.ID == h.Default.Category && !c.Held {
			p.report(d.key("category"), "add held: true to it in lexicon/", "category %q is not held", c.ID)
		}
	}
}

func (p *proof) lexicon(at spot, l *lexicon) {
	for i, e := range l.Entities {
		p.checkEntity(at.key("entities").item(i), e)
	}
	for i, m := range l.Metrics {
		p.checkMetric(at.key("metrics").item(i), m)
	}
	for i, v := range l.Places {
		p.checkPlace(at.key("places").item(i), v)
	}
	for i, c := range l.Categories {
		p.checkCategory(at.key("categories").item(i), c)
	}
	for i, r := range l.Foreign {
		p.filled(at.key("foreign").item(i).key("region"), r.Region)
		p.filledAll(at.key("foreign").item(i).key("aliases"), r.Aliases)
		p.filledAll(at.key("foreign").item(i).key("ordinary"), r.Ordinary)
	}
	for i, t := range l.Titles {
		p.term(at.key("titles").item(i), "title", t)
		p.text(at.key("titles").item(i).key("name"), t.Name)
	}
	for i, t := range l.Cues {
		p.term(at.key("cues").item(i), "cue", t)
	}
	for i, t := range l.Concepts {
		p.term(at.key("concepts").item(i), "concept", t)
		p.apart(at.key("concepts").item(i), t)
	}
	for i, t := range l.Periods {
		p.period(at.key("periods").item(i), t)
	}
	for i, c := range l.Commands {
		p.command(at.key("commands").item(i), c)
	}
	for i, v := range l.Labels {
		p.label(at.key("labels").item(i), v)
	}
	p.filledAll(at.key("ordinary"), l.Ordinary)
	p.filledAll(at.key("chatter"), l.Chatter)
	p.filledAll(at.key("endings"), l.Endings)
	forms := at.key("forms")
	p.filledAll(forms.key("superlative"), l.Forms.Superlative)
	p.filledAll(forms.key("lasting"), l.Forms.Lasting)
	p.filledAll(forms.key("plural"), l.Forms.Plural)
	p.filledAll(forms.key("owner"), l.Forms.Owner)
}

func (p *proof) checkEntity(at spot, e Entity) {
	p.identify(at, "entity", e.ID)
	p.oneOf(at.key("kind"), e.Kind, kinds)
	p.text(at.key("name"), e.Name)
	p.names(at, "entity "+e.ID, e.Name, e.Aliases, e.Ordinary)
	p.filledAll(at.key("ordinary"), e.Ordinary)
	p.may(at.key("title"), p.titles, e.Title)
	p.may(at.key("of"), p.entities, e.Of)
	switch {
	case e.Title != "" && e.Kind != "person":
		p.report(at.key("title"), "only persons have one", "a %s has no job title", e.Kind)
	case e.Title != "" && e.Of == "":
		p.report(at.key("title"), "add of: with the company's id", "job title %q of no company", e.Title)
	}
	if e.Of == "" {
		return
	}
	if e.Kind != "person" && e.Kind != "product" {
		p.report(at.key("of"), "only a person is of a company, and a product of its maker", "a %s is of no other", e.Kind)
	}
	if of, ok := p.entity[e.Of]; ok && slices.Contains([]string{"person", "product", "event"}, of.Kind) {
		p.report(at.key("of"), "a company is meant", "%q is a %s", e.Of, of.Kind)
	}
}

func (p *proof) checkMetric(at spot, m Metric) {
	p.identify(at, "metric", m.ID)
	p.text(at.key("name"), m.Name)
	p.names(at, "metric "+m.ID, m.Name, m.Aliases, nil)
	p.may(at.key("change"), p.metrics, m.Change)
	if m.Change != "" && m.Change == m.ID {
		p.report(at.key("change"), "", "the change of itself")
	}
	p.referAll(at.key("apart"), p.metrics, m.Apart)
	if m.Whole < 0 {
		p.report(at.key("whole"), "100 for shares in percent, 0 or nothing for none", "%v is less than nothing", m.Whole)
	}
}

func (p *proof) checkPlace(at spot, v Place) {
	p.identify(at, "place", v.ID)
	p.text(at.key("name"), v.Name)
	p.text(at.key("market"), v.Market)
	p.names(at, "place "+v.ID, v.Name, v.Aliases, nil)
}

func (p *proof) checkCategory(at spot, c Category) {
	p.identify(at, "category", c.ID)
	p.text(at.key("name"), c.Name)
	p.names(at, "category "+c.ID, c.Name, c.Aliases, nil)
}

// names reports a name or alias that something else bears too: a mention of it would be a guess.
func (p *proof) names(at spot, owner string, name Text, aliases, ordinary []string) {
	common := map[string]bool{}
	for _, s := range ordinary {
		common[fold(s)] = true
	}
	one := func(at spot, s string) {
		key := "name " + fold(s)
		other := p.owner[key]
		switch {
		case common[fold(s)]:
		case other == "":
			p.owner[key] = owner
		case other != owner:
			p.report(at, "drop it from one; an ordinary word goes under ordinary:", "%q also names %s", s, quoted(other))
		}
	}
	for _, lang := range sorted(name) {
		one(at.key("name").key(lang), name[lang])
	}
	for i, s := range aliases {
		p.filled(at.key("aliases").item(i), s)
		one(at.key("aliases").item(i), s)
	}
}

// quoted writes `entity apple` as `entity "apple"`.
func quoted(owner string) string {
	kind, id, _ := strings.Cut(owner, " ")
	return fmt.Sprintf("%s %q", kind, id)
}

func (p *proof) term(at spot, kind string, t Term) {
	p.identify(at, kind, t.ID)
	p.mayText(at.key("name"), t.Name)
	if len(t.Words) == 0 {
		p.report(at.key("words"), "", "has no words")
	}
	for _, lang := range sorted(t.Words) {
		p.filledAll(at.key("words").key(lang), t.Words[lang])
	}
}

// apart reports a word that two concepts of one language share.
func (p *proof) apart(at spot, t Term) {
	for _, lang := range sorted(t.Words) {
		for i, w := range t.Words[lang] {
			key := "word " + lang + " " + fold(w)
			if other, ok := p.owner[key]; ok && other != t.ID {
				p.report(at.key("words").key(lang).item(i), "leave it where it generalises best", "%q is a word of concept %q too", w, other)
			}
			p.owner[key] = cmp.Or(p.owner[key], t.ID)
		}
	}
}

func (p *proof) period(at spot, t PeriodTerm) {
	if len(t.Words) == 0 {
		p.report(at.key("words"), "", "has no words")
	}
	p.filledAll(at.key("words"), t.Words)
	set := 0
	for _, is := range []bool{t.Quarter != 0, t.Shift != nil, t.Prior != 0, t.Whole, t.Year != nil} {
		if is {
			set++
		}
	}
	if set != 1 {
		p.report(at, "", "has %d meanings, not one of quarter, shift, prior, whole, year", set)
	}
	if t.Quarter < 0 || t.Quarter > 4 {
		p.report(at.key("quarter"), "", "no quarter %d", t.Quarter)
	}
}

// fold brings words that differ in case, spacing or punctuation alone to one form. Signs that tell names
// and placeholders apart stay.
func fold(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		if r < 0x80 { // most are
			return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("{}%&#+$<=>^`|~", r))
		}
		return !(unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.IsSymbol(r))
	})
	if len(words) == 0 {
		return strings.TrimSpace(s)
	}
	return strings.Join(words, " ")
}
