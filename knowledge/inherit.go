package knowledge

import (
	"io/fs"
	"slices"
)

// inherit fills the general parts that a book does not bring from the embedded one.
func inherit(b *Book, fsys fs.FS) error {
	if fsys == embedded {
		return nil
	}
	base, _, err := read(embedded)
	if err != nil {
		return err
	}
	b.inherit(base)
	return nil
}

func (b *Book) inherit(base *Book) {
	b.Metrics = missing(b.Metrics, base.Metrics, func(m Metric) string { return m.ID })
	b.Categories = missing(b.Categories, unheld(base.Categories), func(c Category) string { return c.ID })
	b.Foreign = append(b.Foreign, base.Foreign...)
	b.Titles = merged(b.Titles, base.Titles)
	b.Cues = merged(b.Cues, base.Cues)
	b.Concepts = merged(b.Concepts, base.Concepts)
	b.Commands = missing(b.Commands, base.Commands, func(c Command) string { return c.Name })
	b.Labels = missing(b.Labels, base.Labels, func(l Label) string { return l.ID })
	b.Intents = missing(b.Intents, base.Intents, func(i Intent) string { return i.ID })
	if b.Periods == nil {
		b.Periods = base.Periods
	}
	b.Ordinary = append(b.Ordinary, base.Ordinary...)
	b.Chatter = append(b.Chatter, base.Chatter...)
	b.Endings = append(b.Endings, base.Endings...)
	b.Forms = b.Forms.with(base.Forms)
	for lang, words := range base.Phrases {
		if b.Phrases[lang] == nil {
			b.Phrases[lang] = words
			continue
		}
		for key, s := range words {
			if _, ok := b.Phrases[lang][key]; !ok {
				b.Phrases[lang][key] = s
			}
		}
	}
}

// missing returns own with those of base whose id it lacks.
func missing[T any](own, base []T, id func(T) string) []T {
	have := make(map[string]bool, len(own))
	for _, v := range own {
		have[id(v)] = true
	}
	for _, v := range base {
		if !have[id(v)] {
			own = append(own, v)
		}
	}
	return own
}

// unheld returns base's categories as ones that another book does not hold.
func unheld(base []Category) []Category {
	out := append([]Category(nil), base...)
	for i := range out {
		out[i].Held = false
	}
	return out
}

// merged returns base with the words of own terms added to those of the same id, and own's other terms.
func merged(own, base []Term) []Term {
	out := append([]Term(nil), base...)
next:
	for _, t := range own {
		for i := range out {
			if out[i].ID == t.ID {
				out[i].Words = union(out[i].Words, t.Words)
				continue next
			}
		}
		out = append(out, t)
	}
	return out
}

func union(a, b map[string][]string) map[string][]string {
	out := map[string][]string{}
	for _, m := range []map[string][]string{a, b} {
		for lang, words := range m {
			for _, w := range words {
				if !slices.Contains(out[lang], w) {
					out[lang] = append(out[lang], w)
				}
			}
		}
	}
	return out
}
