package setup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/housetest"
	"marketbot/knowledge"
)

// made are the commands of the embedded book.
func made(t *testing.T) []Command {
	t.Helper()
	list, err := Commands(adaptertest.Book(t))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// official compiles a schema of Discord's OpenAPI document.
func official(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	raw, err := os.ReadFile(housetest.Shared(t, "spec/discord-openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	const at = "https://discord.example/openapi.json"
	if err := c.AddResource(at, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(at + "#/components/schemas/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// obeys validates each of a list of commands.
func obeys(t *testing.T, schema *jsonschema.Schema, list []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range doc.([]any) {
		if err := schema.Validate(c); err != nil {
			return err
		}
	}
	return nil
}

func TestCommandsObeyTheOfficialSchema(t *testing.T) {
	schema := official(t, "ApplicationCommandUpdateRequest")
	b := adaptertest.Book(t)
	long := *b
	long.Commands = slices.Clone(b.Commands)
	long.Commands[0].Help = knowledge.Text{"en": strings.Repeat("a long help ", 40), "zh": strings.Repeat("长", 300)}
	for name, book := range map[string]*knowledge.Book{"the book": b, "long help": &long} {
		list, err := Commands(book)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []App{{}, {GuildID: "1"}} {
			text, err := JSON(a.scoped(list))
			if err != nil {
				t.Fatal(err)
			}
			if err := obeys(t, schema, text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if obeys(t, schema, []byte(`[{"name":""}]`)) == nil || obeys(t, schema, []byte(`[{"name":"a","options":[{"type":3,"name":"b"}]}]`)) == nil {
		t.Error("a command without a name passes, or an option without a description")
	}
}

// printed are commands, a line each.
func printed(list []Command) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%d %s", c.Type, c)
		for _, o := range c.Options {
			s := o.Name
			if o.Complete {
				s += "…"
			}
			if o.Type == discordgo.ApplicationCommandOptionBoolean {
				s += "?"
			}
			if !o.Required {
				s = "[" + s + "]"
			}
			b.WriteString(" " + s)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCommands(t *testing.T) {
	list := made(t)
	const want = `1 /share [company…] [place…] [period…] [company2…] [company3…] [company4…] [company5…] [public?]
1 /growth company… [public?]
1 /rank [place…] [public?]
1 /compare a… b… [public?]
1 /partners company… [public?]
1 /quote person… [topic] [public?]
1 /ask question [public?]
1 /sources [public?]
1 /help [public?]
3 "Answer this"
`
	if got := printed(list); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	locales := []string{"de", "es-419", "es-ES", "fr", "ja", "zh-CN", "zh-TW"}
	for _, c := range list {
		if len(c.Installs) != 2 || len(c.Contexts) != 3 {
			t.Errorf("%s: installed %v, used in %v", c, c.Installs, c.Contexts)
		}
		for _, l := range locales {
			if c.Names[l] == "" && (c.Name != "sources" || l != "fr") {
				t.Errorf("%s has no name in %s", c, l)
			}
			if c.Type == discordgo.ChatApplicationCommand && c.Descriptions[l] == "" {
				t.Errorf("%s has no description in %s", c, l)
			}
			for _, o := range c.Options {
				if o.Descriptions[l] == "" {
					t.Errorf("%s: %s has no description in %s", c, o.Name, l)
				}
			}
		}
	}
	second := list[0].Options[3]
	if second.Names["ja"] != "企業2" || second.Description != "one or more companies (2)" || second.Descriptions["zh-CN"] != "一家或多家公司 (2)" {
		t.Errorf("the second company: %+v", second)
	}
}

func TestTakes(t *testing.T) {
	b := adaptertest.Book(t)
	for _, tt := range []struct{ command, option, want string }{
		{"share", "company", "company"}, {"share", "company5", "company"}, {"share", "company6", ""}, {"share", "company1", ""},
		{"share", "place", "place"}, {"share", "place2", ""}, {"share", Public, ""}, {"growth", "company2", ""}, {"nothing", "company", ""},
	} {
		o, ok := Takes(b, tt.command, tt.option)
		if o.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("%s %s: got %q, %t, want %q", tt.command, tt.option, o.Name, ok, tt.want)
		}
	}
	for _, c := range made(t) {
		for _, o := range c.Options {
			own, ok := Takes(b, c.Name, o.Name)
			if ok != (o.Name != Public) || ok && o.Complete != (own.Kind != "text") {
				t.Errorf("%s: %s: is of the book: %t, %+v", c, o.Name, ok, own)
			}
		}
	}
}

func TestCommandsRefuse(t *testing.T) {
	with := func(change func(*knowledge.Book)) *knowledge.Book {
		other := *adaptertest.Book(t)
		other.Commands = nil
		change(&other)
		return &other
	}
	help := knowledge.Text{"en": "help"}
	many := func(n int) []knowledge.Option {
		var list []knowledge.Option
		for i := range n {
			list = append(list, knowledge.Option{Name: fmt.Sprintf("o%d", i), Kind: "text", Help: help})
		}
		return list
	}
	command := func(c knowledge.Command) func(*knowledge.Book) {
		return func(b *knowledge.Book) {
			c.Help = help
			b.Commands = append(b.Commands, c)
		}
	}
	const both = " (hint: lexicon/commands.yaml; those that take several are numbered, and public is every command's)"
	for _, tt := range []struct {
		change func(*knowledge.Book)
		want   string
	}{
		{func(b *knowledge.Book) { b.Labels = nil }, `discord: the book has no label "public" (hint: lexicon/commands.yaml, labels)`},
		{func(b *knowledge.Book) { b.Labels = b.Labels[:1] }, `discord: the book has no label "answer_this" (hint: lexicon/commands.yaml, labels)`},
		{func(b *knowledge.Book) {
			b.Labels = []knowledge.Label{b.Labels[0], {ID: labelAnswer, Name: knowledge.Text{"en": "short", "de": strings.Repeat("lang", 9)}}}
		}, `discord: the command "short" has a name of 36 characters (hint: at most 32)`},
		{func(b *knowledge.Book) {
			b.Labels = []knowledge.Label{{ID: labelPublic, Name: knowledge.Text{"en": "x", "de": "Für alle"}, Help: help}, b.Labels[1]}
			b.Commands = []knowledge.Command{{Name: "docks", Help: help}}
		}, `discord: /docks: option public: the name "Für alle" (hint: 1 to 32 small letters, digits, -, _ and ')`},
		{func(b *knowledge.Book) {
			for i := range 101 {
				command(knowledge.Command{Name: fmt.Sprintf("c%d", i)})(b)
			}
		}, "discord: 101 commands (hint: an app may have 100)"},
		{command(knowledge.Command{Name: "docks", Options: many(25)}), "discord: /docks has 26 options (hint: at most 25; one that takes several counts as 5)"},
		{command(knowledge.Command{Name: "docks", Options: []knowledge.Option{{Name: Public, Kind: "text", Help: help}}}),
			`discord: /docks calls both public and public "public"` + both},
		{command(knowledge.Command{Name: "docks", Options: []knowledge.Option{{Name: "yard", Many: true, Help: help}, {Name: "x", Names: knowledge.Text{"de": "yard3"}, Help: help}}}),
			`discord: /docks calls both x and yard3 "yard3"` + both},
		{command(knowledge.Command{Name: "docks", Options: []knowledge.Option{{Name: strings.Repeat("y", 32), Many: true, Help: help}}}),
			`discord: /docks: option ` + strings.Repeat("y", 32) + `2: the name "` + strings.Repeat("y", 32) + `2" (hint: 1 to 32 small letters, digits, -, _ and ')`},
		{func(b *knowledge.Book) {
			command(knowledge.Command{Name: "docks", Names: knowledge.Text{"zh": "码头"}})(b)
			command(knowledge.Command{Name: "yards", Names: knowledge.Text{"zh": "码头"}})(b)
		}, `discord: the app calls both docks and yards "码头"` + both},
	} {
		if _, err := Commands(with(tt.change)); err == nil || err.Error() != tt.want {
			t.Errorf("got  %v\nwant %s", err, tt.want)
		}
	}
	// What no book reaches, since a description is cut: the limits of one command together.
	big := Command{Type: discordgo.ChatApplicationCommand, Name: "big", Description: strings.Repeat("d", maxCommand-2)}
	if err := fits([]Command{big}); err == nil || err.Error() != "discord: /big has 8001 characters in all names and descriptions (hint: at most 8000)" {
		t.Errorf("8001 characters: %v", err)
	}
	big.Descriptions = map[string]string{"ja": strings.Repeat("説", maxCommand-3)}
	big.Description = "d"
	if err := fits([]Command{big}); err != nil {
		t.Errorf("8000 characters: %v", err)
	}
}

// TestCommandsFile: the file in deploy/discord is what the book's commands make, as Discord reads it.
func TestCommandsFile(t *testing.T) {
	raw, err := os.ReadFile("../../../../deploy/discord/commands.json")
	if err != nil {
		t.Fatal(err)
	}
	var have []Command
	if err := json.Unmarshal(raw, &have); err != nil {
		t.Fatal(err)
	}
	if d := append(Drift(made(t), have), Drift(have, made(t))...); len(d) > 0 {
		t.Errorf("it differs (hint: go test ./cmd/bot -run Manifest -update): %q", d)
	}
}

func TestLocalised(t *testing.T) {
	for _, tt := range []struct {
		text knowledge.Text
		want string
	}{
		{nil, "map[]"},
		{knowledge.Text{"en": "share"}, "map[]"},
		{knowledge.Text{"en": "share", "fr": "share", "de": "anteil"}, "map[de:anteil]"},
		{knowledge.Text{"zh": "简", "zh-Hant": "繁", "es": "cuota", "pt": "cota", "tlh": "wav"}, "map[es-419:cuota es-ES:cuota pt-BR:cota zh-CN:简 zh-TW:繁]"},
	} {
		if got := fmt.Sprint(localised(tt.text, "share")); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestLocalesAreDiscords: each locale that can come out is one that Discord has.
func TestLocalesAreDiscords(t *testing.T) {
	schema := official(t, "AvailableLocalesEnum")
	all := slices.Clone(same)
	for _, list := range locales {
		all = append(all, list...)
	}
	for _, l := range all {
		if err := schema.Validate(l); err != nil {
			t.Errorf("%s: %v", l, err)
		}
	}
	if schema.Validate("zh") == nil {
		t.Error("zh passes")
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want string
	}{
		{"as it is", 8, "as it is"}, {"a word too many", 10, "a word…"}, {"aWordThatIsTooLong", 6, "aWord…"}, {"一家或多家公司", 4, "一家或…"}, {"a longword", 6, "a lon…"},
	} {
		if got := cut(tt.text, tt.most); got != tt.want {
			t.Errorf("%s to %d: got %s, want %s", tt.text, tt.most, got, tt.want)
		}
	}
}

func TestLinks(t *testing.T) {
	server, person := Links("111111111111111111")
	const want = "https://discord.com/oauth2/authorize?client_id=111111111111111111&integration_type=0&permissions=274878024704&scope=bot+applications.commands"
	if server != want {
		t.Errorf("got %s, want %s", server, want)
	}
	if want := "https://discord.com/oauth2/authorize?client_id=111111111111111111&integration_type=1&scope=applications.commands"; person != want {
		t.Errorf("got %s, want %s", person, want)
	}
}
