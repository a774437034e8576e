package knowledge

import (
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// ferries returns the small valid book of testdata/ferries, which README.md walks through.
func ferries(t testing.TB) fstest.MapFS {
	t.Helper()
	dir := os.DirFS("testdata/ferries")
	out := fstest.MapFS{}
	err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(dir, p)
		out[p] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An edit replaces old, which must be there, with new in a file; with no old it adds the file.
type edit struct{ file, old, new string }

// base is the embedded book, read once for all tests, without most of its many words and phrasings: to
// look through them for every row takes long under the race detector.
var base = sync.OnceValues(func() (*Book, error) {
	b, _, err := read(embedded)
	if err != nil {
		return nil, err
	}
	for i := range b.Concepts {
		b.Concepts[i].Words = nil
	}
	for i := range b.Intents {
		if in := &b.Intents[i]; in.ID != "thanks" {
			in.Phrasings, in.Contrary = nil, nil
		}
	}
	return b, nil
})

// load is Load, inheriting from base.
func load(t testing.TB, fsys fs.FS) (*Book, error) {
	t.Helper()
	b, files, err := read(fsys)
	if err != nil {
		return nil, err
	}
	parent, err := base()
	if err != nil {
		t.Fatal(err)
	}
	b.inherit(parent)
	return b, proofread(b, files)
}

func edited(t testing.TB, edits ...edit) fstest.MapFS {
	t.Helper()
	fsys := ferries(t)
	for _, e := range edits {
		if e.old == "" {
			fsys[e.file] = &fstest.MapFile{Data: []byte(e.new)}
			continue
		}
		text := string(fsys[e.file].Data)
		if !strings.Contains(text, e.old) {
			t.Fatalf("%s does not hold %q", e.file, e.old)
		}
		fsys[e.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, e.old, e.new, 1))}
	}
	return fsys
}

const (
	bookFile    = "book.yaml"
	namesFile   = "lexicon/names.yaml"
	articleFile = "articles/nordhaven-lead/article.yaml"
	moreFile    = "articles/nordhaven-lead/more.yaml"
	intentFile  = "intents/yard.capacity.yaml"
	termsFile   = "lexicon/terms.yaml"
	tablePath   = "articles/nordhaven-lead/observations.csv"
)

// table1 is a table of one row, byYard the claim it is of.
const table1 = "entity,metric,place,period,value,claim\nlindqvist,share,norway,2029-Q2,23,by-yard\n"

var byYard = edit{moreFile, "", "claims:\n  - {id: by-yard, topics: [figures], certainty: measured, paragraph: 1, text: {en: Shares by yard.}, fragment: Share by yard, table: true}\n"}

// claims is a file with one more claim, of which text gives what the row is about.
func claims(text string) string {
	return "claims:\n  - {id: extra, topics: [figures], certainty: reported, paragraph: 1, " + text + "}\n"
}

func TestProofreadAccepts(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edits []edit
	}{
		{"the book as it is", nil},
		{"a figure of a cited claim", []edit{{moreFile, "", claims("fragment: Its rival, text: {en: It has 31%.}, cites: [chase]")}}},
		{"a figure of the inference", []edit{{moreFile, "", claims("fragment: Its rival, text: {en: In 2031 it was second.}, inferred: quarter")}}},
		{"the date of the article", []edit{{moreFile, "", claims("fragment: Its rival, text: {en: Said in August 2031.}")}}},
		{"a count in words", []edit{{moreFile, "", claims("fragment: Its rival, text: {en: Two yards share second place.}")}}},
		{"a number that is part of a name", []edit{
			{namesFile, "entities:\n", "entities:\n  - {id: model, kind: product, name: {en: Hull 9}, of: nordhaven}\n"},
			{moreFile, "", claims("fragment: Its rival, text: {en: The Hull 9 sails.}")}}},
		{"the same figure in Chinese", []edit{{moreFile, "", claims("fragment: a 42% share, text: {en: 42 percent, zh: 占百分之42，即４２％}")}}},
		{"the same amount in other words", []edit{{moreFile, "", claims("fragment: cost 12 million crowns, text: {en: It cost 12 million., zh: 耗资1200万}")}}},
		{"a thousands separator", []edit{{moreFile, "", claims("fragment: it has 1200 berths, text: {en: '1,200 berths'}")}}},
		{"a figure that fell", []edit{
			{articleFile, "with 31%, up", "with 31%, down"},
			{articleFile, "period: 2031-Q2, value: 31", "period: 2031-Q2, value: -31"}}},
		{"a figure that an inference states", []edit{
			{articleFile, "period: 2031-Q2, value: 31, claim: chase, inferred: quarter", "period: 2031-Q2, value: 30, claim: chase, inferred: rounded"},
			{articleFile, "inferred:\n", "inferred:\n  - {id: rounded, reason: {en: we read it as 30%}}\n"}}},
		{"fifteen words", []edit{{moreFile, "", claims("text: {en: So it is.}, fragment: a b c d e f g h i j k l m n o")}}},
		{"a year as period", []edit{{articleFile, "period: 2030-Q2", "period: 2030"}}},
		{"every placeholder", []edit{{intentFile, `"is {company}'s shipyard full"`,
			`"yard {company}{person}{title}{product}{category}{place}{event}{outlet}{source}{metric}{period}{before}{percent}{number}{rank}{quote}"`}}},
		{"an alias that is an ordinary word twice", []edit{
			{namesFile, "aliases: [nordhaven]", "aliases: [nordhaven, the yard], ordinary: [the yard]"},
			{namesFile, "aliases: [lindqvist]", "aliases: [lindqvist, the yard], ordinary: [the yard]"}}},
		{"a metric of the book itself", []edit{{termsFile, "", "metrics:\n  - {id: berths, name: {en: berths}, unit: berths}\n"}}},
		{"a word in concepts of two languages", []edit{{termsFile, "",
			"concepts:\n  - {id: a, words: {en: [gangway]}}\n  - {id: b, words: {de: [gangway]}}\n"}}},
		{"cues that share a word", []edit{{termsFile, "",
			"cues:\n  - {id: a, words: {en: [gangway]}}\n  - {id: b, words: {en: [gangway]}}\n"}}},
		{"a person without a company", []edit{{namesFile, ", title: ceo, of: lindqvist", ""}}},
		{"an article without an address", []edit{{articleFile, "url: https://harbour-letter.example/nordhaven-lead\n", ""}}},
		{"an article that states its day", []edit{{articleFile, "date: 2031-08", "date: 2031-08-14"}}},
		{"a table", []edit{byYard, {tablePath, "", table1 + "nordhaven,share,norway,2029-Q2,40.125,by-yard\n"}}},
		{"a table with inferences", []edit{byYard, {tablePath, "", "\ufeffentity,metric,place,period,value,claim,inferred\r\nlindqvist,share,norway,2029-Q2,23,by-yard,quarter\r\nnordhaven,share,norway,2029-Q2,40,by-yard,\r\n"}}},
		{"a table whose claim states one of its figures", []edit{byYard, {moreFile, "by yard.}", "by yard (23%).}"}, {tablePath, "", table1}}},
		{"a table of figures that a fragment states", []edit{{tablePath, "", "entity,metric,place,period,value,claim\nlindqvist,share,norway,2029-Q2,25,chase\n"}}},
		{"a relation", []edit{{moreFile, "", "relations:\n  - {subject: nordhaven, object: lindqvist, role: former, claim: chase}\n"}}},
		{"a command", []edit{{termsFile, "", "commands:\n  - {name: docks, intent: yard.capacity, help: {en: Docks}, options: [{name: yard, kind: company, help: {en: which}}]}\n"}}},
		{"a command called the same in two languages, and as itself", []edit{{termsFile, "", "commands:\n  - {name: docks, names: {de: 'quai-1', fr: 'quai-1', nl: docks, th: ท่าเรือ}, help: {en: Docks}}\n"}}},
		{"a label", []edit{{termsFile, "", "labels:\n  - {id: public, name: {en: public, de: alle}, help: {en: for all}}\n"}}},
		{"an inherited intent replaced", []edit{{"intents/thanks.yaml", "", "id: thanks\noperation: say\nphrasings: {en: [thank you, skipper]}\n"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := load(t, edited(t, tt.edits...)); err != nil {
				t.Errorf("load: %v", err)
			}
		})
	}
}
