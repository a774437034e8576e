package evidence

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"marketbot/knowledge"
)

// column names a table: what is measured, where and when.
type column struct {
	metric, place string
	period        Period
}

// shelf holds the tables of a metric at a place, the earliest first.
type shelf struct{ metric, place string }

// piece is what one article has of a column.
type piece struct {
	column
	figures []unranked
}

// parallel calls do with each number below n, on all processors, and waits for it to end.
func parallel(n int, do func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

// tabulate puts all observations into tables.
func (x *Index) tabulate() {
	articles := x.Book.Articles
	x.first = make([]uint32, len(articles))
	n := 0
	for i := range articles {
		x.first[i] = uint32(n)
		n += len(articles[i].Observations)
		x.strangers(&articles[i])
	}
	pieces := make([][]piece, len(articles))
	parallel(len(articles), func(i int) { pieces[i] = x.pieces(i) })
	var columns []column
	parts := map[column][]piece{}
	for _, list := range pieces {
		for _, p := range list {
			if parts[p.column] == nil {
				columns = append(columns, p.column)
			}
			parts[p.column] = append(parts[p.column], p)
		}
	}
	tables := make([]*table, len(columns))
	parallel(len(columns), func(i int) {
		var figures []unranked
		for _, p := range parts[columns[i]] {
			figures = append(figures, p.figures...)
		}
		tables[i] = newTable(x, columns[i].period, figures)
	})
	for i, c := range columns {
		s := shelf{c.metric, c.place}
		x.shelves[s] = append(x.shelves[s], tables[i])
		x.held[c.metric] = true
	}
	for _, list := range x.shelves {
		slices.SortFunc(list, func(a, b *table) int { return a.period.number() - b.period.number() })
	}
	parallel(len(columns), func(i int) {
		c := columns[i]
		tables[i].compare(x.table(c.metric, c.place, c.period.Add(-4)))
	})
	have := make([]bool, len(x.number))
	for _, t := range tables {
		for _, n := range t.entity {
			have[n] = true
		}
	}
	for id, n := range x.number {
		if have[n] {
			x.held[id] = true
		}
	}
}

// strangers numbers entities of an article's figures that the lexicon lacks; a proof-read book has none.
func (x *Index) strangers(a *knowledge.Article) {
	last := ""
	for i := range a.Observations {
		id := a.Observations[i].Entity
		if id == last {
			continue
		}
		last = id
		if _, ok := x.number[id]; !ok {
			x.number[id] = uint32(len(x.number))
		}
	}
}

// pieces sorts an article's observations by column, in the order in which they appear.
func (x *Index) pieces(article int) []piece {
	list := x.Book.Articles[article].Observations
	var out []piece
	at := map[column]int{}
	var last *knowledge.Observation
	k := -1
	for i := range list {
		o := &list[i]
		if last == nil || o.Metric != last.Metric || o.Place != last.Place || o.Period != last.Period {
			p, ok := ParsePeriod(o.Period)
			if !ok {
				continue // the proof-reader says so
			}
			c := column{o.Metric, o.Place, p}
			if k, ok = at[c]; !ok {
				k = len(out)
				at[c] = k
				out = append(out, piece{column: c})
			}
			last = o
		}
		out[k].figures = append(out[k].figures, unranked{o.Value, x.number[o.Entity], x.first[article] + uint32(i)})
	}
	return out
}

// personal reports whether a claim is by a person.
func (x *Index) personal(c *knowledge.Claim) bool {
	e := x.entities[c.By]
	return e != nil && e.Kind == "person"
}

// words reads which concepts and places the book's own sentences hold.
func (x *Index) words(read func(string) (concepts, places []string)) {
	type text struct {
		words, head            string
		concepts, places, told []string
	}
	var claims []*knowledge.Claim
	var texts []text
	for i := range x.Book.Articles {
		a := &x.Book.Articles[i]
		for j := range a.Claims {
			c := &a.Claims[j]
			claims = append(claims, c)
			head, _, _ := strings.Cut(c.Text["en"], ";") // what stands behind is what the article adds
			texts = append(texts, text{words: c.Text["en"] + " " + c.Fragment, head: head})
		}
	}
	for _, v := range x.quotes {
		texts = append(texts, text{words: strings.Join(v.Sentences, " ")})
	}
	parallel(len(texts), func(i int) {
		texts[i].concepts, texts[i].places = read(texts[i].words)
		if i < len(claims) && x.personal(claims[i]) {
			texts[i].told, _ = read(texts[i].head)
		}
	})
	for i, c := range claims {
		if x.personal(c) {
			x.claimTold[c] = texts[i].told
		}
		x.claimConcepts[c], x.claimPlaces[c] = texts[i].concepts, texts[i].places
	}
	for i, v := range x.quotes {
		x.quoteConcepts[v], x.quotePlaces[v] = texts[len(claims)+i].concepts, texts[len(claims)+i].places
		x.lines[v] = x.linesOf(v, read)
	}
}
