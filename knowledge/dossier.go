package knowledge

import (
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
	bare               *strings.Replacer   // strikes names and the article's date, whose digits are no figures
}

func newDossier(b *Book, a *Article) *dossier {
	d := &dossier{
		article: a, inferences: inferences(a),
		claims: listed("claim", a.Claims, func(c Claim) string { return c.ID }),
		byID:   map[string]Claim{}, stated: map[string][]number{},
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
	d.bare = strike(numbered(b, a))
	return d
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

// numbered returns the names that hold digits (5G, Model 3) and the article's date as it is said.
func numbered(b *Book, a *Article) []string {
	var names []string
	add := func(t Text, aliases ...string) {
		for _, lang := range sorted(t) {
			aliases = append(aliases, t[lang])
		}
		for _, s := range aliases {
			if strings.ContainsFunc(s, unicode.IsDigit) && strings.ContainsFunc(s, unicode.IsLetter) {
				names = append(names, s)
			}
		}
	}
	add(a.Published.Name)
	for _, e := range b.Entities {
		add(e.Name, e.Aliases...)
	}
	for _, c := range b.Categories {
		add(c.Name, c.Aliases...)
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
