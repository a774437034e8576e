package knowledge

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// certainties are how sure a claim can be.
var certainties = []string{"confirmed", "reported", "said", "measured", "opinion"}

// longest is the most words of a fragment: enough to prove a claim, too few to republish an article.
const longest = 15

var aPeriod = regexp.MustCompile(`^\d{4}(-Q[1-4])?$`)

// article checks one file of an article's folder against the whole article and book.
func (p *proof) article(at spot, v *Article) {
	a := p.card(at, v)
	d := p.dossier(a)
	for i, in := range v.Inferred {
		p.identify(at.key("inferred").item(i), "inference of "+a.ID, in.ID)
		p.text(at.key("inferred").item(i).key("reason"), in.Reason)
	}
	for i, c := range v.Claims {
		p.claim(at.key("claims").item(i), d, c)
	}
	for i, o := range v.Observations {
		p.observation(at.key("observations").item(i), d, o)
	}
	for i, q := range v.Quotations {
		p.quotation(at.key("quotations").item(i), d, q)
	}
	for i, r := range v.Relations {
		p.relation(at.key("relations").item(i), d, r)
	}
}

// card checks an article's card, and returns the article as merged from its folder.
func (p *proof) card(at spot, v *Article) *Article {
	dir := path.Dir(at.file.path)
	if v.ID != path.Base(dir) {
		p.report(at.key("id"), "leave it out: the folder's name is the id", "%q is not the folder's name %q", v.ID, path.Base(dir))
		return v
	}
	if first, ok := p.owner["folder "+v.ID]; ok && first != dir {
		p.report(at, "rename one: a folder's name is the article's id", "a second folder %q, beside %s", v.ID, first)
	}
	p.owner["folder "+v.ID] = dir
	merged := v
	if a, ok := p.articles[v.ID]; ok {
		merged = a
	}
	if merged.Title == "" {
		p.report(at.key("title"), "one file of the folder carries the title and the other facts of the card", "the article has no title")
		return merged
	}
	if v.Title == "" {
		p.stray(at, v)
		return merged
	}
	if !p.once(at.key("title"), "card of "+v.ID, "a second title of one article") {
		return merged
	}
	if u, err := url.Parse(v.URL); v.URL != "" && (err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http")) {
		p.report(at.key("url"), "https://...", "%q is no web address", v.URL)
	}
	p.dated(at.key("published"), v.Published, merged)
	p.filledAll(at.key("headings"), v.Headings)
	if v.Latest != "" || len(merged.Observations) > 0 {
		p.aPeriod(at.key("latest"), v.Latest)
	}
	return merged
}

// stray reports facts of the card that stand in a file without the title, where loading drops them.
func (p *proof) stray(at spot, v *Article) {
	for _, f := range []struct{ key, value string }{
		{"publisher", v.Publisher}, {"url", v.URL}, {"latest", v.Latest}, {"published", v.Published.Date},
	} {
		if f.value != "" {
			p.report(at.key(f.key), "move it to the file that carries the title", "stands apart from the article's title")
		}
	}
}

func (p *proof) dated(at spot, d Dated, a *Article) {
	if d.Date != "" {
		ok := slices.ContainsFunc([]string{"2006-01-02", "2006-01", "2006"}, func(layout string) bool {
			_, err := time.Parse(layout, d.Date)
			return err == nil
		})
		if !ok {
			p.report(at.key("date"), "2025-02-13, 2025-02 or 2025", "%q is no date", d.Date)
		}
		p.text(at.key("name"), d.Name)
	}
	p.may(at.key("inferred"), inferences(a), d.Inferred)
}

func (p *proof) aPeriod(at spot, s string) {
	if !aPeriod.MatchString(s) {
		p.report(at, "2024-Q4 or 2024", "%q is no period", s)
	}
}

func (p *proof) claim(at spot, d *dossier, c Claim) {
	p.identify(at, "claim of "+d.article.ID, c.ID)
	if len(c.Topics) == 0 {
		p.report(at.key("topics"), "ids of intents; figures where it only carries an observation", "answers no topic")
	}
	p.referAll(at.key("topics"), p.topics, c.Topics)
	p.referAll(at.key("who"), p.entities, c.Who)
	p.referAll(at.key("concepts"), p.concepts, c.Concepts)
	p.referAll(at.key("contrary"), p.concepts, c.Contrary)
	for _, act := range sorted(c.Deeds) {
		p.refer(at.key("deeds").key(act), p.concepts, act)
		p.referAll(at.key("deeds").key(act), p.entities, c.Deeds[act])
	}
	p.referAll(at.key("cites"), d.claims, c.Cites)
	p.may(at.key("metric"), p.metrics, c.Metric)
	p.may(at.key("place"), p.places, c.Place)
	p.may(at.key("by"), p.entities, c.By)
	p.may(at.key("inferred"), d.inferences, c.Inferred)
	p.oneOf(at.key("certainty"), c.Certainty, certainties)
	p.paragraph(at, c.Paragraph)
	p.fragment(at.key("fragment"), c.Fragment)
	if c.Table && !d.tabled[c.ID] {
		p.report(at.key("table"), "put its figures into "+tableFile+" beside it", "no row of a table names claim %q", c.ID)
	}
	p.grounded(at.key("text"), d, c, c.Text)
	for _, facet := range sorted(c.Knows) {
		p.facet(at.key("knows").key(facet), facet)
		p.grounded(at.key("knows").key(facet), d, c, c.Knows[facet])
	}
}

func (p *proof) paragraph(at spot, n int) {
	if n < 1 {
		p.report(at.key("paragraph"), "paragraphs count from 1, without headings", "%d is no paragraph", n)
	}
}

func (p *proof) fragment(at spot, s string) {
	switch n := len(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n—–", r) })); {
	case n == 0:
		p.report(at, "the words of the article that prove the claim", "is empty")
	case n > longest:
		p.report(at, "keep the part that proves the claim", "%d words, more than %d", n, longest)
	}
}

// facet checks the name of a direct answer: a cue's, facet.not, which answers a false premise, facet.recipient, to whom something went, or facet.system, on
// which operating system something is.
func (p *proof) facet(at spot, facet string) {
	if !strings.HasPrefix(facet, "facet.") {
		p.report(at, "facet.who, facet.when, ...", "%q is no facet", facet)
		return
	}
	known := []string{"facet.not", "facet.recipient", "facet.system"}
	for _, t := range p.book.Cues {
		if strings.HasPrefix(t.ID, "facet.") {
			known = append(known, t.ID)
		}
	}
	if len(known) > 3 && !slices.Contains(known, facet) {
		p.report(at, meant(facet, known), "no facet %q among the cues", facet)
	}
}

// grounded checks a wording, and that each figure in it stands in the evidence.
func (p *proof) grounded(at spot, d *dossier, c Claim, t Text) {
	p.text(at, t)
	evidence := d.evidence(c)
	for _, lang := range sorted(t) {
		for _, n := range numbers(d.bare.Replace(t[lang])) {
			if !slices.ContainsFunc(evidence, func(e number) bool { return e.backs(n) }) && !(c.Table && d.tells(c, n, p.unit)) {
				p.report(at.key(lang), "correct it or cite the claim that has it; spell counts as words",
					"%s stands neither in the fragment nor in that of a cited claim", n.written)
			}
		}
	}
}

func (p *proof) observation(at spot, d *dossier, o Observation) {
	p.refer(at.key("entity"), p.entities, o.Entity)
	p.refer(at.key("metric"), p.metrics, o.Metric)
	p.refer(at.key("place"), p.places, o.Place)
	p.refer(at.key("claim"), d.claims, o.Claim)
	p.may(at.key("inferred"), d.inferences, o.Inferred)
	p.aPeriod(at.key("period"), o.Period)
	if c, ok := p.cell(&o); ok {
		_, item := at.cell()
		p.alone(c, figureAt{at.file, uint32(item)}, &o)
	}
	c, ok := d.byID[o.Claim]
	if !ok {
		return
	}
	if c.Table {
		if at.table() == nil {
			p.report(at.key("claim"), "move it to "+tableFile+" beside the claim", "claim %q is a table", o.Claim)
		}
		return // its rows are its evidence
	}
	evidence := append(d.evidence(c), d.stated[o.Inferred]...)
	if !backed(o.Value, p.unit[o.Metric] == "percent", evidence) {
		p.report(at.key("value"), "correct it, or name an inference whose reason states the figure",
			"%s does not stand in the fragment of claim %q", strconv.FormatFloat(o.Value, 'f', -1, 64), o.Claim)
	}
}

func (p *proof) quotation(at spot, d *dossier, q Quotation) {
	p.identify(at, "quotation of "+d.article.ID, q.ID)
	p.refer(at.key("speaker"), p.entities, q.Speaker)
	p.ofKind(at.key("event"), q.Event, "event")
	p.ofKind(at.key("outlet"), q.Outlet, "outlet")
	p.mayText(at.key("role"), q.Role)
	p.mayText(at.key("place"), q.Place)
	p.text(at.key("about"), q.About)
	p.mayText(at.key("period"), q.Period)
	if len(q.Sentences) == 0 {
		p.report(at.key("sentences"), "", "has no sentences")
	}
	p.filledAll(at.key("sentences"), q.Sentences)
	for _, lang := range sorted(q.Topics) {
		p.filledAll(at.key("topics").key(lang), q.Topics[lang])
	}
	p.referAll(at.key("concepts"), p.concepts, q.Concepts)
	p.referAll(at.key("who"), p.entities, q.Who)
	p.filledAll(at.key("regions"), q.Regions)
	for _, word := range sorted(q.Means) {
		p.refer(at.key("means").key(word), p.entities, q.Means[word])
	}
	p.paragraph(at, q.Paragraph)
}

// ofKind checks a reference that may be left out and takes entities of one kind only.
func (p *proof) ofKind(at spot, id, kind string) {
	p.may(at, p.entities, id)
	if e, ok := p.entity[id]; ok && id != "" && e.Kind != kind {
		p.report(at, "", "%q is a %s, not an %s", id, e.Kind, kind)
	}
}

func (p *proof) relation(at spot, d *dossier, r Relation) {
	p.refer(at.key("subject"), p.entities, r.Subject)
	p.refer(at.key("object"), p.entities, r.Object)
	p.refer(at.key("claim"), d.claims, r.Claim)
	p.role(at.key("role"), r.Role)
	if r.Subject != "" && r.Subject == r.Object {
		p.report(at.key("object"), "", "%q is related to itself", r.Object)
	}
}

// role checks that the phrasebook has words for how the two stand to one another.
func (p *proof) role(at spot, role string) {
	var roles []string
	for _, key := range sorted(p.book.Phrases["en"]) {
		if name, ok := strings.CutPrefix(key, "relation."); ok {
			roles = append(roles, name)
		}
	}
	p.refer(at, newIDs("wording of relation", roles), role)
}
