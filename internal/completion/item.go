package completion

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// An item is what may be chosen.
type item struct {
	id    string
	name  knowledge.Text
	value string
}

// called is an item with what it is called.
type called struct {
	item
	names []string
	own   int // the first of them are its name, in some language; the others are aliases
}

func (i *item) choice(lang string) Choice { return Choice{i.id, i.name.In(lang), i.value} }

// called gives an item its names and aliases.
func (i item) called(aliases ...[]string) called {
	c := called{item: i}
	langs := make([]string, 0, len(i.name))
	for lang := range i.name {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	for _, lang := range langs {
		c.names = append(c.names, i.name[lang])
	}
	c.own = len(c.names)
	for _, list := range aliases {
		c.names = append(c.names, list...)
	}
	return c
}

// entitiesOf returns the entities of some kinds, first those the book has figures or quotations of.
func entitiesOf(b *knowledge.Book, kinds ...string) []called {
	known := map[string]bool{}
	for i := range b.Articles {
		for k := range b.Articles[i].Observations {
			known[b.Articles[i].Observations[k].Entity] = true
		}
		for k := range b.Articles[i].Quotations {
			known[b.Articles[i].Quotations[k].Speaker] = true
		}
	}
	var first, rest []called
	for i := range b.Entities {
		e := &b.Entities[i]
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		it := item{id: e.ID, name: e.Name, value: e.Name.In("en")}.called(e.Aliases, e.Ordinary)
		if known[e.ID] {
			first = append(first, it)
		} else {
			rest = append(rest, it)
		}
	}
	return append(first, rest...)
}

// places returns the book's places, the one that is meant by default first.
func places(b *knowledge.Book) []called {
	var out []called
	for i := range b.Places {
		p := &b.Places[i]
		it := item{id: p.ID, name: p.Name, value: p.Name.In("en")}.called(p.Aliases)
		if p.ID == b.Default.Place {
			out = slices.Insert(out, 0, it)
		} else {
			out = append(out, it)
		}
	}
	return out
}

// periods returns the periods that the book has figures for or articles of, the latest first.
func periods(b *knowledge.Book) []called {
	met := map[string]bool{}
	var latest quarter // of the articles: figures may be forecasts
	for i := range b.Articles {
		if q, ok := parse(b.Articles[i].Latest); ok {
			met[b.Articles[i].Latest] = true
			if q.compare(latest) > 0 {
				latest = q
			}
		}
		for k := range b.Articles[i].Observations {
			met[b.Articles[i].Observations[k].Period] = true
		}
	}
	var spans []quarter
	for s := range met {
		if q, ok := parse(s); ok {
			spans = append(spans, q)
		}
	}
	slices.SortFunc(spans, func(a, b quarter) int { return b.compare(a) })
	var out []called
	for _, q := range spans {
		out = append(out, q.item(b, latest))
	}
	return out
}

// A quarter is one of a year, or the whole year where of is 0.
type quarter struct{ year, of int }

// parse reads 2024-Q4 or 2024.
func parse(s string) (quarter, bool) {
	y, q, found := strings.Cut(s, "-Q")
	year, err := strconv.Atoi(y)
	if err != nil {
		return quarter{}, false
	}
	if !found {
		return quarter{year: year}, true
	}
	of, err := strconv.Atoi(q)
	return quarter{year, of}, err == nil
}

func (q quarter) compare(p quarter) int {
	return cmp.Or(cmp.Compare(q.year, p.year), cmp.Compare(q.of, p.of))
}

// plus returns the quarter n later.
func (q quarter) plus(n int) quarter {
	i := q.year*4 + q.of - 1 + n
	return quarter{i / 4, i%4 + 1}
}

// item names a period as the phrasebooks do; the words for it count from the book's latest period.
func (q quarter) item(b *knowledge.Book, latest quarter) called {
	year := strconv.Itoa(q.year)
	if q.of == 0 {
		return item{id: year, name: worded(b, "period.year", "{year}", year), value: year}.called()
	}
	of := strconv.Itoa(q.of)
	it := item{id: year + "-Q" + of, name: worded(b, "period.quarter", "{year}", year, "{quarter}", of)}
	it.value = it.name.In("en")
	aliases := []string{year + " q" + of, of + "q" + year[len(year)-2:], "q" + of + " " + year, of + "q " + year}
	for _, p := range b.Periods {
		switch {
		case p.Quarter == q.of, p.Shift != nil && latest.of != 0 && latest.plus(*p.Shift) == q, p.Prior > 0 && latest.of != 0 && latest.plus(-p.Prior) == q:
			aliases = append(aliases, p.Words...)
		}
	}
	return it.called(aliases)
}

func worded(b *knowledge.Book, key string, slots ...string) knowledge.Text {
	t := knowledge.Text{}
	for lang, phrases := range b.Phrases {
		if s, ok := phrases[key]; ok {
			t[lang] = strings.NewReplacer(slots...).Replace(s)
		}
	}
	return t
}

// fold makes spellings of one name equal, as the gazetteer does: its tokens, spaced where they are not ideographs.
// But letters that are drawn out stay so: who types "zzz" does not mean all that begins with one.
func fold(s string) string {
	var b strings.Builder
	last := utterance.Break
	for _, t := range utterance.Split(s) {
		if t.Kind == utterance.Break {
			continue
		}
		if b.Len() > 0 && (t.Kind != utterance.Han || last != utterance.Han) {
			b.WriteByte(' ')
		}
		text := t.Text
		if whole := s[t.Start:t.End]; t.Kind == utterance.Word && len(whole) > len(text) {
			text = strings.NewReplacer("'", "", ".", "").Replace(utterance.Fold(whole))
		}
		b.WriteString(text)
		last = t.Kind
	}
	return b.String()
}

// typing folds what was typed, or the beginning of it.
func typing(s string) string {
	s = fold(s[:min(len(s), 4*MaxTyped)])
	if len(s) <= MaxTyped {
		return s
	}
	return strings.ToValidUTF8(s[:MaxTyped], "")
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
