package gazetteer

import (
	"cmp"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"

	"marketbot/internal/answer/utterance"
)

// aliases are all names of a book, in columns: those that begin with one word stand together, sorted by the
// numbers of their further words, so that the next word of an utterance leads to its aliases by bisection.
type aliases struct {
	words   *words
	start   []uint32 // the first alias of each word that may be the first, and of the one behind the last
	rest    []uint32 // numbers of the words behind the first, of all aliases
	end     []uint32 // of each alias in rest
	order   []uint32 // of each alias among those of its first word: lower is tried first
	meaning []uint32
	text    []string
	means   []meaning
	extra   []extra
	masked  []bool // whether a word alone is an alias that is masked
	dates   []bool // whether an alias of a period begins with a word
}

// meaning is what an alias names.
type meaning struct {
	id    string
	kind  Kind
	flags uint8
	extra uint32 // 0: none
}

// The flags of a meaning.
const (
	ordinary = 1 << iota
	foreign
)

// extra is what few meanings have.
type extra struct {
	value  float64
	period PeriodRef
}

// draft collects aliases before they are sorted.
type draft struct {
	text    []string
	meaning []uint32
	means   []meaning
	extra   []extra
	last    Mention
}

// add notes one alias of a mention without a span.
func (d *draft) add(alias string, m Mention) {
	if len(d.means) == 0 || m != d.last {
		d.last = m
		v := meaning{id: m.ID, kind: m.Kind}
		if m.Ordinary {
			v.flags |= ordinary
		}
		if m.Foreign {
			v.flags |= foreign
		}
		if e := (extra{m.Value, m.Period}); e != (extra{}) {
			v.extra = uint32(len(d.extra)) + 1
			d.extra = append(d.extra, e)
		}
		d.means = append(d.means, v)
	}
	d.text = append(d.text, alias)
	d.meaning = append(d.meaning, uint32(len(d.means)-1))
}

// begins reports whether an alias that was noted begins with a word.
func (d *draft) begins(word string) bool {
	return word != "" && slices.ContainsFunc(d.text, func(s string) bool {
		if len(s) < len(word) || !strings.EqualFold(s[:len(word)], word) {
			return false
		}
		list := utterance.Texts(utterance.Split(s))
		return len(list) > 0 && list[0] == word
	})
}

// sort makes an index of the draft.
func (d *draft) sort() *aliases {
	split := make([][]string, len(d.text))
	parallel(len(split), func(from, to int) {
		for i := from; i < to; i++ {
			split[i] = utterance.Texts(utterance.Split(d.text[i]))
		}
	})
	a := &aliases{words: allWords(split), means: d.means, extra: d.extra}
	var number [][]uint32
	var which []uint32 // alias -> its place in the draft
	for i, list := range split {
		if len(list) == 0 {
			continue
		}
		numbers := make([]uint32, len(list))
		for k, w := range list {
			numbers[k], _ = a.words.find(w)
		}
		number, which = append(number, numbers), append(which, uint32(i))
	}
	place := make([]uint32, len(number))
	for i := range place {
		place[i] = uint32(i)
	}
	kind := func(i uint32) Kind { return d.means[d.meaning[which[i]]].kind }
	slices.SortFunc(place, func(i, j uint32) int {
		return cmp.Or(cmp.Compare(number[i][0], number[j][0]), cmp.Compare(len(number[j]), len(number[i])), cmp.Compare(kind(i), kind(j)), cmp.Compare(i, j))
	})
	tried := make([]uint32, len(number)) // when an alias is tried
	for n, i := range place {
		tried[i] = uint32(n)
	}
	slices.SortFunc(place, func(i, j uint32) int {
		return cmp.Or(slices.Compare(number[i], number[j]), cmp.Compare(tried[i], tried[j]))
	})
	place = slices.CompactFunc(place, func(i, j uint32) bool { // one word in two writings is one alias
		return slices.Equal(number[i], number[j]) && d.means[d.meaning[which[i]]] == d.means[d.meaning[which[j]]]
	})
	a.start = make([]uint32, a.words.len()+1)
	for n, i := range place {
		w := number[i]
		a.rest = append(a.rest, w[1:]...)
		a.end = append(a.end, uint32(len(a.rest)))
		a.order = append(a.order, tried[i])
		a.meaning = append(a.meaning, d.meaning[which[i]])
		a.text = append(a.text, d.text[which[i]])
		a.start[w[0]+1] = uint32(n) + 1
	}
	a.finish()
	return a
}

// finish fills what follows from the columns.
func (a *aliases) finish() {
	for i := 1; i < len(a.start); i++ {
		a.start[i] = max(a.start[i], a.start[i-1])
	}
	a.masked, a.dates = make([]bool, a.words.len()), make([]bool, a.words.len())
	for w := range a.masked {
		for i := a.start[w]; i < a.start[w+1]; i++ {
			a.dates[w] = a.dates[w] || a.means[a.meaning[i]].kind == Period
		}
		for i := a.start[w]; i < a.start[w+1] && len(a.further(i)) == 0; i++ {
			a.masked[w] = a.masked[w] || a.means[a.meaning[i]].kind.Masked()
		}
	}
}

// allWords returns the words of split texts.
func allWords(split [][]string) *words {
	met := make(map[string]struct{}, len(split))
	for _, list := range split {
		for _, w := range list {
			met[w] = struct{}{}
		}
	}
	list := make([]string, 0, len(met))
	for w := range met {
		list = append(list, w)
	}
	slices.Sort(list)
	return newWords(list)
}

// parallel calls do with parts of the numbers below n, on all processors, and waits for all to end.
func parallel(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	if n < 1000 {
		parts = 1
	}
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wait.Wait()
}

// spellable returns the words that may be found though misspelt: of all aliases but concepts, which are so many
// words that something is always near.
func (a *aliases) spellable() []uint32 {
	met := make([]bool, a.words.len())
	for w := range uint32(a.words.len()) {
		for i := a.start[w]; i < a.start[w+1]; i++ {
			if a.means[a.meaning[i]].kind == Concept {
				continue
			}
			met[w] = true
			for _, n := range a.further(i) {
				met[n] = true
			}
		}
	}
	var list []uint32
	for n, ok := range met {
		if ok && spellable(a.words.at(uint32(n))) {
			list = append(list, uint32(n))
		}
	}
	return list
}

// further returns the numbers of an alias's words behind the first.
func (a *aliases) further(i uint32) []uint32 {
	from := uint32(0)
	if i > 0 {
		from = a.end[i-1]
	}
	return a.rest[from:a.end[i]]
}

// mention returns what an alias means, without a span.
func (a *aliases) mention(i uint32) Mention {
	v := a.means[a.meaning[i]]
	m := Mention{Kind: v.kind, ID: v.id, Alias: a.text[i], Ordinary: v.flags&ordinary != 0, Foreign: v.flags&foreign != 0}
	if v.extra > 0 {
		e := a.extra[v.extra-1]
		m.Value, m.Period = e.value, e.period
	}
	return m
}

// begins reports whether an alias begins with a word.
func (a *aliases) begins(w uint32) bool { return a.start[w] < a.start[w+1] }

// second returns where the aliases in a range are whose second word is w, and behind them.
func (a *aliases) second(from, to, w uint32) (uint32, uint32) {
	first := from + uint32(sort.Search(int(to-from), func(k int) bool {
		rest := a.further(from + uint32(k))
		return len(rest) > 0 && rest[0] >= w
	}))
	behind := first + uint32(sort.Search(int(to-first), func(k int) bool { return a.further(first + uint32(k))[0] > w }))
	return first, behind
}
