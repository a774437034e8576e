package knowledge

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEmbeddedBookLoads(t *testing.T) {
	b, err := Load(Embedded())
	if err != nil {
		t.Fatalf("the embedded book has findings:\n%v", err)
	}
	if len(b.Articles) == 0 || len(b.Intents) == 0 || len(b.Phrases["en"]) == 0 {
		t.Errorf("the embedded book has %d articles, %d intents and %d phrases, want some of each",
			len(b.Articles), len(b.Intents), len(b.Phrases["en"]))
	}
}

func TestLoadInherits(t *testing.T) {
	b, err := Load(ferries(t))
	if err != nil {
		t.Fatal(err)
	}
	parent, err := base()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(b.Intents), len(parent.Intents)+1; got != want {
		t.Errorf("%d intents, want the embedded ones and one more: %d", got, want)
	}
	for _, c := range b.Categories {
		if got, want := c.Held, c.ID == "ferry"; got != want {
			t.Errorf("category %s held: %v, want %v", c.ID, got, want)
		}
	}
}

func TestLoadOfSameFilesHasSameVersion(t *testing.T) {
	one, _, err := read(ferries(t))
	if err != nil {
		t.Fatal(err)
	}
	two, _, _ := read(ferries(t))
	other, _, _ := read(edited(t, edit{bookFile, "Norway", "Nordic"}))
	if one.Version != two.Version || one.Version == other.Version || !regexp.MustCompile(`^[0-9a-f]{12}$`).MatchString(one.Version) {
		t.Errorf("versions %s, %s of the same files and %s of others", one.Version, two.Version, other.Version)
	}
}

// TestLoadIsStrict has what the form of the files alone decides.
func TestLoadIsStrict(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit edit
		want string
	}{
		{"an unknown key", edit{articleFile, "publisher:", "publsher:"},
			`articles/nordhaven-lead/article.yaml:2:1: field publsher not found in type knowledge.Article`},
		{"an unknown key inside", edit{namesFile, "kind: source", "sort: source"},
			`lexicon/names.yaml:5:23: field sort not found in type knowledge.Entity`},
		{"a key twice", edit{bookFile, "  metric: share", "  metric: share\n  metric: sales"},
			`book.yaml:6:3: mapping key "metric" already defined at line 5`},
		{"a word for a number", edit{articleFile, "paragraph: 3", "paragraph: three"},
			"articles/nordhaven-lead/article.yaml:43:16: cannot construct !!str `three` into int"},
		{"a list for a word", edit{intentFile, "operation: uncovered", "operation: [uncovered]"},
			`intents/yard.capacity.yaml:2:12: cannot construct !!seq into string`},
		{"no YAML", edit{intentFile, "operation: uncovered", "operation: 'uncovered"},
			`intents/yard.capacity.yaml:`},
		{"an empty table", edit{tablePath, "", "\n"},
			tablePath + `:1:1: is empty (hint: the first line is entity,metric,place,period,value,claim,inferred)`},
		{"a table of other columns", edit{tablePath, "", "entity,metric,value\n"},
			tablePath + `:1:1: the columns are entity,metric,value (hint: the first line is entity,metric,`},
		{"a table of another name", edit{"articles/nordhaven-lead/shares.csv", "", "a,b\n"},
			`articles/nordhaven-lead/shares.csv:1:1: a table of another name (hint: call it observations.csv)`},
		{"a row too short", edit{tablePath, "", table1 + "lindqvist,share\n"},
			tablePath + `:3:1: wrong number of fields`},
		{"a value that is none", edit{tablePath, "", table1 + "lindqvist,share,norway,2028-Q2,23%,by-yard\n"},
			tablePath + `:3:32: value: "23%" is no number (hint: digits only, in the metric's unit: 15.5 or 1200000)`},
		{"a value that is infinite", edit{tablePath, "", table1 + "lindqvist,share,norway,2028-Q2,Inf,by-yard\n"},
			tablePath + `:3:32: value: "Inf" is no number`},
		{"a quotation mark without its partner", edit{tablePath, "", table1 + "\"lindqvist,share,norway,2028-Q2,23,by-yard\n"},
			tablePath + `:3:44: extraneous or missing " in quoted-field`},
		{"a list for a lexicon", edit{termsFile, "", "- id: a\n"},
			`lexicon/terms.yaml:1:1: cannot construct !!seq into knowledge.lexicon`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(t, edited(t, tt.edit))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("load: %v, want %s...", err, tt.want)
			}
		})
	}
}

func TestLoadReportsEveryFile(t *testing.T) {
	_, err := load(t, edited(t, edit{bookFile, "title:", "tilte:"}, edit{namesFile, "kind: source", "sort: source"}))
	if err == nil || len(strings.Split(err.Error(), "\n")) != 2 {
		t.Errorf("load: %v, want a finding of each of two files", err)
	}
}

func TestLoadWithoutBook(t *testing.T) {
	_, err := Load(fstest.MapFS{})
	if want := "book.yaml: not found (hint: "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Load: %v, want %s...", err, want)
	}
}

func TestOpen(t *testing.T) {
	for _, tt := range []struct{ dir, want string }{
		{"testdata/no-such", "hint: --knowledge"},
		{"testdata/ferries/book.yaml", "is a file (hint: "},
	} {
		if _, err := Open(tt.dir); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Open(%q): %v, want %s", tt.dir, err, tt.want)
		}
	}
	for _, dir := range []string{"", "testdata/ferries"} {
		fsys, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fs.Stat(fsys, "book.yaml"); err != nil {
			t.Errorf("Open(%q): %v", dir, err)
		}
	}
}

// FuzzLoad puts any bytes in the place of one file: loading them finds fault or does not, but never panics,
// and whatever it finds has a place. A small book stands in for the embedded one, which takes its time.
func FuzzLoad(f *testing.F) {
	files := []string{bookFile, namesFile, articleFile, intentFile, termsFile, "phrasebook/en.yaml", "articles/stray.yaml", tablePath}
	for i, name := range files {
		raw, err := os.ReadFile("testdata/ferries/" + name)
		if err != nil {
			raw = []byte("a: &a {id: x, words: {en: ['']}}\nb: *a\n? [x]\n: y\n")
		}
		f.Add(i, raw)
	}
	for i := range files {
		f.Add(i, []byte{})
		f.Add(i, []byte("id:"))
		f.Add(i, []byte("entity,metric,place,period,value,claim\nnordhaven,share,norway,2031-Q2,42,lead\n\"x"))
		f.Add(i, []byte("claims: [{}, {knows: {'': {}}, text: {en: 5%}, cites: ['']}]\nentities: [{}, {}]\nphrasings: {'': ['{', ' ']}\n"))
	}
	place := regexp.MustCompile(`^[a-z]+(/[a-z.-]+)*\.(yaml|csv):`)
	f.Fuzz(func(t *testing.T, at int, raw []byte) {
		if len(raw) > 1<<12 {
			t.Skip("large")
		}
		fsys := ferries(t)
		fsys[files[uint(at)%uint(len(files))]] = &fstest.MapFile{Data: raw}
		b, files, err := read(fsys)
		if err == nil {
			b.inherit(&Book{Concepts: []Term{{ID: "noun.reason"}}, Phrases: map[string]Phrasebook{"en": {"hi": "{x}"}, "zh": {}}})
			err = proofread(b, files)
		}
		if err != nil && !place.MatchString(err.Error()) {
			t.Errorf("a finding without a place: %v", err)
		}
	})
}
