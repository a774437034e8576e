package answer_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"marketbot/internal/answer"
	"marketbot/internal/answer/learned"
	"marketbot/internal/synth"
	"marketbot/knowledge"
)

// asked is a question of a mix, with what it must be understood as.
type asked struct {
	kind, text string
	names      []string // ids
	answerable bool
}

// mix makes questions about a made-up book: look-ups, rankings, comparisons, misspelt names, and what it
// cannot answer.
func mix(book *knowledge.Book, n int) []asked {
	r := rand.New(rand.NewPCG(9, 9))
	var firms []knowledge.Entity
	for _, e := range book.Entities {
		if e.Kind == "company" {
			firms = append(firms, e)
		}
	}
	place := func() string { return book.Places[r.IntN(len(book.Places))].Name["en"] }
	out := make([]asked, 0, n)
	for i := range n {
		k := r.IntN(len(firms))
		a, b := firms[k], firms[(k+1+r.IntN(len(firms)-1))%len(firms)]
		q := asked{answerable: true, names: []string{a.ID}}
		one := func(kind string, list ...string) {
			q.kind = kind
			q.text = strings.NewReplacer("A", a.Name["en"], "a'", a.Aliases[0], "中", a.Aliases[2], "B", b.Name["en"], "P", place(),
				"N", strconv.Itoa(2+r.IntN(20))).Replace(list[r.IntN(len(list))])
		}
		switch i % 5 {
		case 0:
			one("lookup", "what was A's market share in Q2 2031?", "share of a' a year earlier", "A revenue", "how many employees does A have", "shipments of A in Q2 2031", "中的市场份额是多少？")
		case 1:
			q.names = nil
			one("ranking", "who leads in P?", "top N in P", "who is number N in P", "list the shares in P", "who has more than N% in P?", "rank them by revenue", "谁排名第一？")
		case 2:
			q.names = append(q.names, b.ID)
			one("comparison", "A vs B?", "is A ahead of B?", "by how much does A lead B", "who has more, A or B", "compare A and B")
		case 3:
			one("misspelt", "what was a' market share in Q2 2031?", "share of a'", "how many employees does a' have", "a' revenue", "did a' grow?")
			q.text = strings.Replace(q.text, a.Aliases[0], typo(r, a.Aliases[0]), 1)
		case 4:
			q.answerable, q.names = false, nil
			one("unanswerable", "who will win the election in P", "what is A's market share in Brazil?", "what is A's profit?", "how tall is the tower of P", "share of "+typo(r, typo(r, "qqzorbolax"))+"?", "what was A's market share in Q2 2019?", "how many tablets did A sell?", "does a' pay its suppliers on time")
		}
		out = append(out, q)
	}
	return out
}

// typo makes one slip of the keyboard, behind the first letter.
func typo(r *rand.Rand, w string) string {
	i := 1 + r.IntN(len(w)-2)
	switch r.IntN(4) {
	case 0:
		return w[:i] + w[i+1:]
	case 1:
		return w[:i] + string(rune('a'+r.IntN(26))) + w[i:]
	case 2:
		return w[:i] + string(rune('a'+r.IntN(26))) + w[i+1:]
	}
	return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
}

// book writes a made-up book, and returns the model of the embedded one, which its questions share.
func book(tb testing.TB, observations int) (dir string, p *learned.Pack) {
	tb.Helper()
	p, err := learned.Embedded()
	if err != nil {
		tb.Skipf("%v", err)
	}
	dir = filepath.Join(tb.TempDir(), "book")
	if err := synth.Write(dir, synth.Options{Observations: observations, Seed: 1}); err != nil {
		tb.Fatal(err)
	}
	return dir, p
}

func load(tb testing.TB, dir string, p *learned.Pack) *answer.Engine {
	tb.Helper()
	b, err := knowledge.Load(os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	if b.Lessons() != p.Lessons {
		tb.Skip("learned.bin is of other intents (hint: go generate ./...)")
	}
	e, err := answer.New(tb.Context(), b, p.Model)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func sized(tb testing.TB, observations int) *answer.Engine {
	dir, p := book(tb, observations)
	return load(tb, dir, p)
}

// most is SIZE_MOST, the size of the largest book that is measured.
func most(b *testing.B) int {
	s := os.Getenv("SIZE_MOST")
	if s == "" {
		return 10_000
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 10 {
		b.Fatalf("SIZE_MOST=%s: no number from 10 (%v)", s, err)
	}
	return n
}

// A long table is not read out: answers to questions of all kinds stay within what a message may hold.
func TestSizeOfAnswers(t *testing.T) {
	e := sized(t, 20_000)
	understood := map[string]int{}
	for _, q := range mix(e.Book(), 1000) {
		r := e.Answer(answer.Question{Text: q.text})
		if n := utf8.RuneCountInString(r.Text()); n > answer.MaxText || n == 0 {
			t.Errorf("%q: %d characters: %s", q.text, n, r.Text())
		}
		if r.Table != nil && len(r.Table.Rows) > 50 {
			t.Errorf("%q: a table of %d rows", q.text, len(r.Table.Rows))
		}
		if len(q.names) == 0 || slices.Equal(r.Query.Names, q.names) {
			understood[q.kind]++
		}
	}
	for kind, least := range map[string]int{"lookup": 195, "comparison": 190, "misspelt": 180} {
		if got := understood[kind]; got < least {
			t.Errorf("%s: the names of %d of 200 questions were understood, want %d", kind, got, least)
		}
	}
}

// BenchmarkSize measures answers from made-up books of up to SIZE_MOST observations, each size tenfold the one
// before, by the kind of question. "names" is which part of the questions' names was understood.
func BenchmarkSize(b *testing.B) {
	for n := 10; n <= most(b); n *= 10 {
		var e *answer.Engine
		var questions []asked
		for _, kind := range []string{"all", "lookup", "ranking", "comparison", "misspelt", "unanswerable"} {
			b.Run(fmt.Sprintf("%d/%s", n, kind), func(b *testing.B) {
				if e == nil {
					e = sized(b, n)
					questions = mix(e.Book(), 5000)
					runtime.GC()
				}
				measure(b, e, slices.DeleteFunc(slices.Clone(questions), func(q asked) bool { return kind != "all" && q.kind != kind }))
			})
		}
	}
}

// BenchmarkSizeLoad measures the way from the files of a book of SIZE_MOST observations to its engine, and the
// memory that stays.
func BenchmarkSizeLoad(b *testing.B) {
	dir, p := book(b, most(b))
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		e := load(b, dir, p)
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(e)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
}

func measure(b *testing.B, e *answer.Engine, questions []asked) {
	took := make([]time.Duration, 0, len(questions))
	named, understood := 0, 0
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		q := questions[i%len(questions)]
		i++
		start := time.Now()
		r := e.Answer(answer.Question{Text: q.text})
		took = append(took, time.Since(start))
		if len(q.names) > 0 {
			named++
			if slices.Equal(r.Query.Names, q.names) {
				understood++
			}
		}
	}
	slices.Sort(took)
	micros := func(part float64) float64 { return float64(took[int(part*float64(len(took)-1))].Nanoseconds()) / 1000 }
	b.ReportMetric(micros(0.5), "p50-µs")
	b.ReportMetric(micros(0.99), "p99-µs")
	if named > 0 {
		b.ReportMetric(100*float64(understood)/float64(named), "%names")
	}
}
