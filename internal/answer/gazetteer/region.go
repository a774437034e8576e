package gazetteer

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"marketbot/knowledge"
)

// regionLanguages are the languages in which the world's places are recognised (names from CLDR by
// golang.org/x/text).
var regionLanguages = []language.Tag{language.English, language.SimplifiedChinese, language.TraditionalChinese,
	language.Spanish, language.German, language.French, language.Japanese, language.Korean, language.Russian, language.Arabic, language.Hindi}

// groups are UN M.49 codes of continents and parts of the world.
var groups = []string{"001", "002", "003", "005", "009", "013", "015", "019", "021", "030", "034", "035", "039",
	"053", "142", "143", "145", "150", "151", "154", "155", "202", "419"}

// regions indexes the book's places and, as foreign, all others of the world.
func (g *Gazetteer) regions(b *knowledge.Book) {
	own := map[string]string{}
	for _, p := range b.Places {
		own[p.Region] = p.ID
		m := Mention{Kind: Place, ID: p.ID}
		for _, a := range append([]string{p.Name["en"], p.Name["zh"]}, p.Aliases...) {
			g.add(a, m)
		}
	}
	codes := append([]string(nil), groups...)
	for a := 'A'; a <= 'Z'; a++ {
		for c := 'A'; c <= 'Z'; c++ {
			codes = append(codes, string([]rune{a, c}))
		}
	}
	namers := make([]display.Namer, len(regionLanguages))
	for i, tag := range regionLanguages {
		namers[i] = display.Regions(tag)
	}
	for _, code := range codes {
		r, err := language.ParseRegion(code)
		if err != nil || r.String() != code || !r.IsCountry() && !r.IsGroup() {
			continue
		}
		m := Mention{Kind: Place, ID: code, Foreign: true}
		if id, ok := own[code]; ok {
			m.ID, m.Foreign = id, false
		}
		seen := map[string]bool{}
		for _, n := range namers {
			if name := n.Name(r); name != "" && !seen[name] {
				seen[name] = true
				g.add(name, m)
			}
		}
	}
	for _, f := range b.Foreign {
		for _, a := range f.Aliases {
			g.add(a, Mention{Kind: Place, ID: f.Region, Foreign: true})
		}
	}
}
