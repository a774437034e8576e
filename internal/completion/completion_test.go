package completion_test

import (
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"marketbot/internal/answer"
	"marketbot/internal/answer/learned"
	"marketbot/internal/completion"
	"marketbot/knowledge"
)

// shelf is a made-up book.
func shelf() *knowledge.Book {
	name := func(en, zh string) knowledge.Text { return knowledge.Text{"en": en, "zh": zh} }
	entity := func(id, kind string, name knowledge.Text, aliases ...string) knowledge.Entity {
		return knowledge.Entity{ID: id, Kind: kind, Name: name, Aliases: aliases}
	}
	back, before := 0, -1
	return &knowledge.Book{
		Default: knowledge.Default{Place: "amber"},
		Entities: []knowledge.Entity{
			entity("corvane", "company", name("Corvane", "科凡"), "corvane lines", "科凡航运"),
			entity("meridia", "company", name("Meridia", "美瑞达"), "meridia lines"),
			entity("mer", "company", name("Mer", ""), "the sea"),
			entity("oskarholm", "company", name("Oskarholm", "奥斯卡霍姆"), "oskar holm", "oskarhølm"),
			entity("pelican", "company", name("Pelican Feeder", "鹈鹕支线"), "pelicans"),
			entity("linea", "product", name("Linea", ""), "coaster"),
			entity("quillan", "person", name("Tomas Quillan", "奎兰"), "mr quillan"),
			entity("gazette", "outlet", name("Corvane Gazette", "")),
		},
		Places:  []knowledge.Place{{ID: "halcyon", Name: name("the Halcyon Sea", "翠鸟海"), Aliases: []string{"halcyon"}}, {ID: "amber", Name: name("the Amber Strait", "琥珀海峡")}},
		Periods: []knowledge.PeriodTerm{{Quarter: 2, Words: []string{"second quarter"}}, {Shift: &back, Words: []string{"last quarter", "上季度"}}, {Shift: &before, Words: []string{"the quarter before"}}, {Prior: 4, Words: []string{"a year earlier"}}},
		Phrases: map[string]knowledge.Phrasebook{
			"en": {"period.quarter": "Q{quarter} {year}", "period.year": "{year}"}, "zh": {"period.quarter": "{year}年第{quarter}季度", "period.year": "{year}年"}},
		Articles: []knowledge.Article{{Latest: "2031-Q2", Observations: []knowledge.Observation{
			{Entity: "meridia", Period: "2031-Q2"}, {Entity: "oskarholm", Period: "2030-Q2"}, {Entity: "meridia", Period: "2031-Q1"}, {Entity: "meridia", Period: "2030"}}}},
	}
}

func ids(list []completion.Choice) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.ID)
	}
	return out
}

func TestFind(t *testing.T) {
	x := completion.New(shelf())
	for _, tt := range []struct {
		kind, typed, except string
		want                []string
	}{
		{"company", "", "", []string{"meridia", "oskarholm", "corvane", "mer", "pelican", "linea"}}, // those with figures first
		{"company", " \t", "meridia", []string{"oskarholm", "corvane", "mer", "pelican", "linea"}},
		{"company", "mer", "", []string{"mer", "meridia"}}, // the whole name first
		{"company", "me", "", []string{"meridia", "mer"}},
		{"company", "LIN", "", []string{"linea", "meridia", "corvane"}}, // a name, then words inside
		{"company", "co", "", []string{"corvane", "linea"}},             // a name, then an alias
		{"company", "ｃｏｒｖ", "", []string{"corvane"}},
		{"company", "the sea", "", []string{"mer"}},
		{"company", "feed", "", []string{"pelican"}},
		{"company", "arhol", "", []string{"oskarholm"}}, // inside a word
		{"company", "oskarhølm", "", []string{"oskarholm"}},
		{"company", "orvane", "", []string{"corvane"}},
		{"company", "xorvane", "", []string{"corvane"}},
		{"company", "crovan", "", []string{"corvane"}}, // changed places
		{"company", "pelciian", "", []string{"pelican"}},
		{"company", "pxlyfff", "", nil},
		{"company", "pleican f", "", []string{"pelican"}}, // two slips
		{"company", "meridialine", "", []string{"meridia"}},
		{"company", "merid ai", "", []string{"meridia"}},
		{"company", "科", "", []string{"corvane"}},
		{"company", "凡航", "", []string{"corvane"}}, // each ideograph begins a word
		{"company", "奥斯大霍", "", []string{"oskarholm"}},
		{"company", "qx", "", nil},
		{"company", "mmm", "", nil},
		{"company", "M.e.r.", "", []string{"mer", "meridia"}},
		{"company", "🚢", "", nil},
		{"company", "?!", "", nil},
		{"person", "quil", "", []string{"quillan"}},
		{"person", "", "", []string{"quillan"}},
		{"place", "", "", []string{"amber", "halcyon"}}, // the default one first
		{"place", "sea", "", []string{"halcyon"}},
		{"place", "海", "", []string{"amber", "halcyon"}},
		{"period", "", "", []string{"2031-Q2", "2031-Q1", "2030-Q2", "2030"}},
		{"period", "q2", "", []string{"2031-Q2", "2030-Q2"}},
		{"period", "2030", "", []string{"2030", "2030-Q2"}},
		{"period", "last q", "", []string{"2031-Q2"}},
		{"period", "上季", "", []string{"2031-Q2"}},
		{"period", "the quarter b", "", []string{"2031-Q1"}},
		{"period", "a year ear", "", []string{"2030-Q2"}},
		{"period", "second", "", []string{"2031-Q2", "2030-Q2"}},
		{"period", "2q31", "", []string{"2031-Q2"}},
		{"text", "mer", "", nil},
		{"", "", "", nil},
	} {
		if got := ids(x.Find(tt.kind, tt.typed, "en", tt.except, 25)); !slices.Equal(got, tt.want) {
			t.Errorf("%s %q without %q: got %v, want %v", tt.kind, tt.typed, tt.except, got, tt.want)
		}
	}
}

func TestChoice(t *testing.T) {
	x := completion.New(shelf())
	for _, tt := range []struct {
		kind, typed, lang string
		want              completion.Choice
	}{
		{"company", "cor", "zh", completion.Choice{ID: "corvane", Name: "科凡", Value: "Corvane"}},
		{"company", "line", "xx", completion.Choice{ID: "linea", Name: "Linea", Value: "Linea"}},
		{"period", "2031", "zh", completion.Choice{ID: "2031-Q2", Name: "2031年第2季度", Value: "Q2 2031"}},
		{"period", "2030年", "en", completion.Choice{ID: "2030", Name: "2030", Value: "2030"}},
	} {
		if got := x.Find(tt.kind, tt.typed, tt.lang, "", 1); len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s %q in %s: got %+v, want %+v", tt.kind, tt.typed, tt.lang, got, tt.want)
		}
	}
	if got := x.Find("company", "", "en", "", 0); got != nil {
		t.Errorf("none wanted: got %v", got)
	}
	if got := completion.New(&knowledge.Book{}).Find("company", "abc", "en", "x", 5); len(got) > 0 {
		t.Errorf("in an empty book: got %v", got)
	}
}

// TestValues: the engine reads the value of each choice of a book as exactly what was chosen, and each name and
// alias completes to it.
func TestValues(t *testing.T) {
	for name, book := range books(t) {
		t.Run(name, func(t *testing.T) {
			e := engine(t, book)
			x := completion.New(book)
			for kind, ask := range map[string]string{"company": "growth", "person": "quote", "place": "rank", "period": "share"} {
				all := x.Find(kind, "", "en", "", 10_000)
				if len(all) == 0 {
					t.Errorf("no choices of the kind %s", kind)
				}
				for _, c := range all {
					q := e.Answer(answer.Question{Text: "/" + ask + " " + c.Value}).Query
					got := map[string][]string{"company": q.Names, "person": q.People, "place": {q.Place}, "period": {q.Period.String()}}[kind]
					if !slices.Equal(got, []string{c.ID}) {
						t.Errorf("/%s %s is read as the %s %q, want %q (%+v)", ask, c.Value, kind, got, c.ID, q)
					}
					if found := ids(x.Find(kind, c.Name, "en", "", 25)); len(found) == 0 || found[0] != c.ID {
						t.Errorf("%q completes to %v, want %s first", c.Name, found, c.ID)
					}
				}
			}
			for _, v := range book.Entities {
				kind := map[string]string{"company": "company", "product": "company", "person": "person"}[v.Kind]
				for _, a := range v.Aliases {
					if found := ids(x.Find(kind, a, "en", "", 25)); kind != "" && !slices.Contains(found, v.ID) {
						t.Errorf("%s %q completes to %v, want %s among them", kind, a, found, v.ID)
					}
				}
			}
		})
	}
}

// engine builds the engine of a book, from what was learned ahead where that is of the same book.
func engine(t *testing.T, b *knowledge.Book) *answer.Engine {
	t.Helper()
	var model []byte
	if pack, err := learned.Embedded(); err == nil && pack.Lessons == b.Lessons() {
		model = pack.Model
	}
	e, err := answer.New(t.Context(), b, model)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// books are the embedded one and another of a field of its own.
func books(tb testing.TB) map[string]*knowledge.Book {
	tb.Helper()
	out := map[string]*knowledge.Book{}
	var err error
	if out["embedded"], err = knowledge.Load(knowledge.Embedded()); err != nil {
		tb.Fatal(err)
	}
	if out["tidewater"], err = knowledge.Load(os.DirFS("../answer/testdata/tidewater")); err != nil {
		tb.Fatal(err)
	}
	return out
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "a", "apple", "苹", "appel", "q4 2024", "\x00\xff", "<@U1>", "1. x", "ﬃ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		f.Add(s, "company", "apple", 25)
		f.Add(s, "period", "", 3)
	}
	x := completion.New(books(f)["embedded"])
	f.Fuzz(func(t *testing.T, typed, kind, except string, n int) {
		for _, kind := range []string{kind, "company", "person", "place", "period"} {
			got := x.Find(kind, typed, "zh", except, n)
			if len(got) > max(n, 0) {
				t.Errorf("%d choices, want %d at most", len(got), n)
			}
			met := map[string]bool{except: true}
			for _, c := range got {
				if met[c.ID] || c.Name == "" || c.Value == "" || !utf8.ValidString(c.Name+c.Value) {
					t.Errorf("%s %q gives %+v, twice, excepted, or empty", kind, typed, c)
				}
				met[c.ID] = true
			}
		}
	})
}
