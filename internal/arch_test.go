// Package internal holds the map of the house as a test.
package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"marketbot/knowledge"
)

const module = "marketbot"

// std says which part of the standard library a room may use.
type std int

const (
	pure  std = iota // nothing that sees a clock, disk, network, logger or process
	whole            // all of it
)

// A row is one room of the map: what it may import beside the standard library.
type row struct {
	room string
	std  std
	may  []string // rooms, and libraries by the beginning of their path
	why  string
}

const text = "golang.org/x/text/"

var house = []row{
	{"knowledge", whole, []string{"go.yaml.in/yaml/v4"},
		"the book is read from files; it knows no questions, engine or platforms"},
	{"internal/answer/utterance", pure, []string{text},
		"a text is cleaned the same whatever the book says"},
	{"internal/answer/gazetteer", pure, []string{"knowledge", "internal/answer/utterance", text},
		"names are found before anybody asks what they are for: no intents"},
	{"internal/answer/intent/linear", pure, nil,
		"a classifier of words: it knows neither books nor questions"},
	{"internal/answer/intent", pure, []string{"knowledge", "internal/answer/utterance", "internal/answer/gazetteer", "internal/answer/intent/linear"},
		"says what is asked, never what the answer is: no claims, no wording"},
	{"internal/answer/intent/evaluate", whole, []string{"internal/answer/intent/linear"},
		"measures classifiers on sets of examples, which are files, by the clock; the engine never imports it"},
	{"internal/answer/evidence", pure, []string{"knowledge"},
		"picks claims by slots; how a question was worded is no business of its"},
	{"internal/answer", pure, []string{"knowledge", "internal/answer/utterance", "internal/answer/gazetteer", "internal/answer/intent", "internal/answer/intent/linear", "internal/answer/evidence", text},
		"one question in, one reply out: no platforms, no markup, no world"},
	{"internal/answer/learned", whole, []string{"internal/answer", "knowledge", "github.com/fxamacker/cbor/v2"},
		"holds an embedded file, which the engine is built from; the engine does not know where its bytes come from"},
	{"knowledge/pack", whole, []string{"knowledge"},
		"a command of the image's build"},
	{"internal/answer/learned/generate", whole, []string{"internal/answer/learned", "knowledge"},
		"a command of go generate"},
	{"internal/adapters/terminal", whole, []string{"internal/answer", "github.com/peterh/liner", "github.com/rivo/uniseg", "golang.org/x/term"},
		"renders replies; how they were found and what the book looks like it does not know"},
	{"internal/adapters/jsonl", whole, []string{"internal/answer"},
		"the same for programs: not the terminal's business, since nothing of it is for people"},
	{"internal/ledger", whole, []string{"go.etcd.io/bbolt"},
		"keeps bytes through a crash: no platforms, no answers, no book"},
	{"internal/desk", whole, []string{"internal/answer", "internal/ledger"},
		"what every platform does alike: no platform's library, no way to find answers"},
	{"internal/config", whole, []string{"github.com/agnivade/levenshtein", "github.com/joho/godotenv", "github.com/kelseyhightower/envconfig"},
		"names, defaults and meanings of settings, and what is wrong with them; what they are for it does not know"},
	{"internal/operator", whole, []string{"internal/desk", "github.com/prometheus/client_golang/prometheus"},
		"shows what the desk and the adapters tell it; platforms are names here"},
	{"internal/adapters/slack/setup", whole, []string{"internal/operator", "knowledge", "go.yaml.in/yaml/v4"},
		"the app's manifest and what is wrong with an installed one; how questions come in it does not know"},
	{"internal/adapters/discord/setup", whole, []string{"internal/adapters/discord/rest", "internal/adapters/payload", "internal/operator", "knowledge", "github.com/bwmarrin/discordgo"},
		"the app's commands, links and what is wrong with an installed one; how questions come in it does not know. Of discordgo: names of numbers"},
	{"internal/synth", whole, []string{"knowledge"},
		"makes up books to measure with, as files: the engine reads them as any other"},
	{"internal/completion", pure, []string{"knowledge", "internal/answer/utterance"},
		"names that begin like what is typed: no questions, no platforms; how the engine reads a name it need not know"},
	{"internal/chart", whole, []string{"internal/answer", "gonum.org/v1/plot/font", "gonum.org/v1/plot/vg", "golang.org/x/image/", text},
		"draws a series, in a font it embeds: no platforms, no book, no wording; of gonum plot its paths and fonts only"},
	{"internal/housetest", whole, []string{"golang.org/x/sys/unix"},
		"what tests of several rooms need; it knows none of them"},
	{"internal/housetest/crash", whole, nil,
		"kills processes and counts answers; which platform they are of it is not told"},
	{"internal/adapters/payload", whole, nil,
		"JSON from anybody, read leniently: it knows no platform"},
	{"internal/adapters/clip", pure, nil,
		"texts within limits, which it is told"},
	{"internal/adapters/link", whole, nil,
		"what keeps an adapter at work: it knows neither messages nor platforms"},
	{"internal/adapters/shelf", pure, []string{"internal/answer", "internal/completion", "internal/adapters/clip", "knowledge"},
		"the book and replies as every platform shows them; how they look there it does not know"},
	{"internal/adapters/adaptertest", whole, []string{"internal/answer", "internal/answer/evidence", "internal/desk", "internal/housetest", "knowledge"},
		"the suite that each platform passes: it knows none"},
	{"internal/adapters/slack", whole, []string{"internal/adapters/payload", "internal/adapters/clip", "internal/adapters/link", "internal/adapters/shelf", "internal/desk", "internal/answer", "internal/config", "knowledge", "github.com/slack-go/slack"},
		"speaks Slack; the book it shows as it is: names to complete, evidence to look up, what is covered"},
	{"internal/adapters/discord/gateway", whole, []string{"internal/adapters/link", "internal/config", "github.com/bwmarrin/discordgo", "github.com/gorilla/websocket"},
		"keeps connections and hands out what comes; what it means it does not know"},
	{"internal/adapters/discord/rest", whole, []string{"internal/adapters/clip", "internal/adapters/payload", "internal/config"},
		"calls Discord within its limits; what the calls say it does not know"},
	{"internal/adapters/discord/discordtest", whole, []string{"internal/adapters/payload", "github.com/gorilla/websocket"},
		"plays Discord for tests: it knows no adapter"},
	{"internal/adapters/discord", whole, []string{"internal/adapters/discord/gateway", "internal/adapters/discord/rest", "internal/adapters/discord/setup", "internal/chart", "internal/adapters/payload", "internal/adapters/clip", "internal/adapters/link", "internal/adapters/shelf", "internal/desk", "internal/answer", "internal/config", "knowledge", "github.com/bwmarrin/discordgo"},
		"speaks Discord; the book it shows as it is: names to complete, evidence to look up, what is covered"},
	{"cmd/bot", whole, []string{"internal/", "knowledge", "github.com/alecthomas/kong"},
		"puts the rooms together"},
}

// worldly are the parts of the standard library that pure rooms do without.
var worldly = []string{"os", "io/fs", "embed", "time", "net", "log", "syscall", "database", "plugin", "testing", "flag", "runtime/debug", "runtime/pprof"}

func TestImports(t *testing.T) {
	rows := map[string]row{}
	for _, r := range house {
		rows[r.room] = r
	}
	met := map[string]bool{}
	files := sources(t, "..", parser.ImportsOnly)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		room := path.Dir(file)
		r, ok := rows[room]
		if !ok {
			t.Errorf("%s: the room %s is not on the map (hint: add a row with a why to internal/arch_test.go)", file, room)
			continue
		}
		met[room] = true
		for _, i := range files[file].Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !r.allows(name) {
				t.Errorf("%s imports %s, which %s may not: %s", file, name, room, r.why)
			}
		}
	}
	for _, r := range house {
		if !met[r.room] {
			t.Errorf("the room %s of the map has no source", r.room)
		}
	}
}

func (r row) allows(name string) bool {
	if own, ok := strings.CutPrefix(name, module+"/"); ok {
		return slices.ContainsFunc(r.may, func(m string) bool {
			return own == m || strings.HasSuffix(m, "/") && strings.HasPrefix(own, m)
		})
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		return slices.ContainsFunc(r.may, func(m string) bool { return name == strings.TrimSuffix(m, "/") || within(name, m) })
	}
	return r.std == whole || !slices.ContainsFunc(worldly, func(w string) bool { return name == w || within(name, w) })
}

func TestAllows(t *testing.T) {
	clean := row{std: pure, may: []string{"knowledge", "internal/answer/utterance", text, "github.com/a/b"}}
	for _, tt := range []struct {
		name string
		want bool
	}{
		{"strings", true}, {"os", false}, {"os/exec", false}, {"time", false}, {"log/slog", false}, {"net/http", false}, {"runtime", true},
		{module + "/knowledge", true}, {module + "/knowledge/x", false}, {module + "/internal/answer/utterance", true},
		{module + "/internal/answer", false}, {module + "/internal/adapters/terminal", false},
		{"golang.org/x/text/language", true}, {"golang.org/x/term", false}, {"github.com/a/b", true}, {"github.com/a/b/c", true}, {"github.com/a/bc", false},
	} {
		if got := clean.allows(tt.name); got != tt.want {
			t.Errorf("a pure room may import %s: %t, want %t", tt.name, got, tt.want)
		}
	}
	everything := row{std: whole, may: []string{"internal/"}}
	if !everything.allows("net/http") || !everything.allows(module+"/internal/answer/intent") || everything.allows("github.com/a/b") {
		t.Error("cmd/bot's row does not allow what it should, or more")
	}
}

func within(name, folder string) bool {
	return strings.HasPrefix(name, strings.TrimSuffix(folder, "/")+"/")
}

// sources parses the non-test Go files below root, a path that begins with "..": the module. Their names are
// relative to it.
func sources(t *testing.T, root string, mode parser.Mode) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 2 && d.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, mode|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err := filepath.Rel("..", p)
		files[filepath.ToSlash(name)] = f
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no Go files below %s", root)
	}
	return files
}

// TestVocabulary: words that people use live in the book only. A string of the engine that equals one is
// either knowledge in the wrong place, or an id that looks like it.
func TestVocabulary(t *testing.T) {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	words, agreed := vocabulary(b), agreed(b)
	if len(words) < 1000 {
		t.Fatalf("the book has %d words only", len(words))
	}
	files := sources(t, "../internal/answer", 0)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		for _, s := range literals(files[file]) {
			if owner, ok := words[strings.ToLower(s)]; ok && !agreed[s] {
				t.Errorf("%s: %q is a word of the book (%s)", file, s, owner)
			}
		}
	}
}

// shortest is how many bytes a word has that counts.
const shortest = 4

// vocabulary returns the words of the book's lexicon, each with what it belongs to. The thesaurus does not
// count: half of ordinary English stands in it.
func vocabulary(b *knowledge.Book) map[string]string {
	words := map[string]string{}
	add := func(owner string, list ...string) {
		for _, w := range list {
			if w = strings.ToLower(w); len(w) >= shortest {
				words[w] = owner
			}
		}
	}
	named := func(owner string, name knowledge.Text, more ...[]string) {
		for _, s := range name {
			add(owner, s)
		}
		for _, list := range more {
			add(owner, list...)
		}
	}
	for _, e := range b.Entities {
		named("entity "+e.ID, e.Name, e.Aliases, e.Ordinary, []string{e.ID})
	}
	for _, m := range b.Metrics {
		named("metric "+m.ID, m.Name, m.Aliases, []string{m.ID})
	}
	for _, p := range b.Places {
		named("place "+p.ID, p.Name, p.Aliases, []string{p.ID})
	}
	for _, f := range b.Foreign {
		add("region "+f.Region, f.Aliases...)
	}
	for _, c := range b.Categories {
		named("category "+c.ID, c.Name, c.Aliases, []string{c.ID})
	}
	for _, p := range b.Periods {
		add("a period", p.Words...)
	}
	for kind, terms := range map[string][]knowledge.Term{"title": b.Titles, "cue": b.Cues} {
		for _, term := range terms {
			for _, list := range term.Words {
				add(kind+" "+term.ID, list...)
			}
		}
	}
	return words
}

// agreed are the names that the book and the engine have agreed on: what the format calls things, not what
// people do. An id with a dot is no word anyway.
func agreed(b *knowledge.Book) map[string]bool {
	names := map[string]bool{}
	for _, in := range b.Intents {
		names[in.ID], names[in.Operation] = true, true
	}
	for key, phrase := range b.Phrases["en"] {
		names[key] = true
		for _, slot := range regexp.MustCompile(`\{([^}]*)\}`).FindAllStringSubmatch(phrase, -1) {
			names[slot[1]] = true
		}
	}
	for _, e := range b.Entities {
		names[e.Kind] = true
	}
	for _, a := range b.Articles {
		for _, c := range a.Claims {
			names[c.Certainty] = true
		}
		for _, r := range a.Relations {
			names[r.Role] = true
		}
	}
	return names
}

// literals returns the strings of a file that are neither imports nor tags of fields, each once.
func literals(f *ast.File) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			return n.Tag == nil
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				if s, err := strconv.Unquote(n.Value); err == nil {
					out = append(out, s)
				}
			}
		}
		return true
	})
	slices.Sort(out)
	return slices.Compact(out)
}
