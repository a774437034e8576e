// Package completion finds what a person may mean who has typed a few letters: entities, places and periods of
// the book, by their names and aliases, misspelt ones too.
//
// Names are folded as the gazetteer folds them. The beginnings of their words stand sorted in one array, so
// that what begins with a text is a range of it, of which a tree of minima gives the best one by one; near misses
// are ranges too, found by walking the array as a trie. What stands inside words is looked up by its trigrams.
package completion

import "marketbot/knowledge"

// Choice is one completion.
type Choice struct {
	ID    string // of the entity or place; a period as the book's files write it
	Name  string // in the asker's language where the book has it
	Value string // what a command understands as exactly this
}

// MaxTyped is how many bytes of a typed text are looked at.
const MaxTyped = 64

// Index finds choices. It is built once, and read-only: any number of goroutines may use it.
type Index struct{ lists map[string]*list }

// New builds the index of a book, which must not change afterwards.
func New(b *knowledge.Book) *Index {
	entities := func(kinds ...string) *list { return newList(entitiesOf(b, kinds...)) }
	return &Index{map[string]*list{
		"company": entities("company", "product"), // products have figures as companies do
		"person":  entities("person"),
		"place":   newList(places(b)),
		"period":  newList(periods(b)),
	}}
}

// Find returns at most n choices for an option of a kind (see [knowledge.Option]), best first, each once: those
// whose whole name or alias is typed, then those whose name begins with it, whose alias does, in which a word does,
// in which it occurs, and, where those are few, near misses. Among equals those the book knows figures or words of come first, then
// those that it names first. Nothing typed fits all. Except is the ID of one that is not wanted. Of a kind that
// is free text there are no choices.
func (x *Index) Find(kind, typed, lang, except string, n int) []Choice {
	l := x.lists[kind]
	if l == nil || n <= 0 {
		return nil
	}
	s := search{list: l, except: l.number(except), most: n}
	s.find(typed)
	out := make([]Choice, len(s.found))
	for i, item := range s.found {
		out[i] = l.items[item].choice(lang)
	}
	return out
}

// search is one call of Find.
type search struct {
	*list
	except uint32
	most   int
	found  []uint32
}

func (s *search) find(typed string) {
	text := typing(typed)
	if text == "" {
		if blank(typed) {
			for i := 0; i < len(s.items) && !s.full(); i++ {
				s.add(uint32(i))
			}
		}
		return
	}
	from, to := s.begin(text)
	s.best(alias, run{from: from, to: s.complete(from, to, text)})
	s.best(inside, run{from: from, to: to})
	if !s.full() {
		s.contain(text)
	}
	s.near(text)
}

// add notes an item that was not found before.
func (s *search) add(item uint32) {
	if item == s.except || s.full() {
		return
	}
	for _, f := range s.found {
		if f == item {
			return
		}
	}
	s.found = append(s.found, item)
}

func (s *search) full() bool { return len(s.found) >= s.most }
