package knowledge

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// A dossier is an article with what its claims may rest on.
type dossier struct {
	article            *Article
	claims, inferences ids
	byID               map[string]Claim
	stated             map[string][]number // by inference: the figures its reason states
	tabled             map[string]bool     // claims that rows of the article's table name
	bare               *strings.Replacer   // strikes names and the article's date, whose digits are no figures
}

// dossier returns the dossier of an article, made once.
func (p *proof) dossier(a *Article) *dossier {
	if d, ok := p.dossiers[a]; ok {
		return d
	}
	d := newDossier(p.numbered, a)
	p.dossiers[a] = d
	for _, f := range p.files {
		if t, ok := f.into.(*table); ok && t.article == a.ID {
			last := ""
			for i := range t.rows {
				if c := t.rows[i].Claim; c != last {
					d.tabled[c], last = true, c
				}
			}
		}
	}
	return d
}

func newDossier(names []string, a *Article) *dossier {
	d := &dossier{
		article: a, inferences: inferences(a),
		claims: listed("claim", a.Claims, func(c Claim) string { return c.ID }),
		byID:   map[string]Claim{}, stated: map[string][]number{}, tabled: map[string]bool{},
	}
	for _, c := range a.Claims {
		if _, met := d.byID[c.ID]; !met {
			d.byID[c.ID] = c
		}
	}
	for _, in := range a.Inferred {
		for _, lang := range sorted(in.Reason) {
			d.stated[in.ID] = append(d.stated[in.ID], numbers(in.Reason[lang])...)
		}
	}
	d.bare = strike(append(slices.Clip(names), withDigits(nil, a.Published.Name)...))
	return d
}

// tells reports whether a row of the article's table that names the claim has a figure that its wording states.
func (d *dossier) tells(c Claim, n number, unit map[string]string) bool {
	return slices.ContainsFunc(d.article.Observations, func(o Observation) bool {
		return o.Claim == c.ID && (unit[o.Metric] == "percent" || !n.percent) && (same(math.Abs(o.Value), n.value) || same(math.Abs(o.Value), n.digits))
	})
}

func inferences(a *Article) ids {
	return listed("inference", a.Inferred, func(in Inference) string { return in.ID })
}

// evidence returns the figures that a claim's wording may state: those of its fragment, of the fragments
// of the claims it cites, and of the inference it discloses.
func (d *dossier) evidence(c Claim) []number {
	out := numbers(c.Fragment)
	for _, id := range c.Cites {
		out = append(out, numbers(d.byID[id].Fragment)...)
	}
	return append(out, d.stated[c.Inferred]...)
}

// numbered returns the book's names that hold digits (5G, Model 3).
func numbered(b *Book) []string {
	var names []string
	for _, e := range b.Entities {
		names = withDigits(names, e.Name, e.Aliases...)
	}
	for _, c := range b.Categories {
		names = withDigits(names, c.Name, c.Aliases...)
	}
	return names
}

// withDigits appends the names that hold digits and letters.
func withDigits(names []string, t Text, aliases ...string) []string {
	add := func(s string) {
		if strings.ContainsFunc(s, unicode.IsDigit) && strings.ContainsFunc(s, unicode.IsLetter) {
			names = append(names, s)
		}
	}
	for _, s := range aliases {
		add(s)
	}
	for _, lang := range sorted(t) {
		add(t[lang])
	}
	return names
}

// strike returns a replacer that takes out the names, the longest first.
func strike(names []string) *strings.Replacer {
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, s := range names {
		pairs = append(pairs, s, " ")
	}
	return strings.NewReplacer(pairs...)
}
