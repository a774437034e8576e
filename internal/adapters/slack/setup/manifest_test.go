package setup

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dlclark/regexp2"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/housetest"
	"marketbot/knowledge"
)

var prompts = []string{"Who leads?", "Who is second?", "What did they say?", "Why?", "One too many?"}

// official compiles Slack's schemas of manifests.
func official(t *testing.T) *jsonschema.Schema {
	t.Helper()
	folder := housetest.Shared(t, "spec/slack-manifest")
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(lookahead)
	const ids = "https://raw.githubusercontent.com/slackapi/manifest-schema/v0.5.0/schemas/"
	for id, file := range map[string]string{
		"https://github.com/slackapi/manifest-schema/blob/main/manifest.schema.json": "manifest.schema.json",
		ids + "manifest.schema.1.0.0.json":                                           "schemas/manifest.schema.1.0.0.json",
		ids + "manifest.schema.2.0.0.json":                                           "schemas/manifest.schema.2.0.0.json",
	} {
		raw, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(id, doc); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile("https://github.com/slackapi/manifest-schema/blob/main/manifest.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// lookahead compiles patterns as JSON Schema has them; those of std's regexp know no (?!.
func lookahead(pattern string) (jsonschema.Regexp, error) {
	re, err := regexp2.Compile(pattern, regexp2.ECMAScript)
	return ecma{re}, err
}

type ecma struct{ *regexp2.Regexp }

func (e ecma) MatchString(s string) bool {
	ok, err := e.Regexp.MatchString(s)
	return ok && err == nil
}

// asJSON is a manifest of YAML as the schema's validator takes it.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestManifestObeysTheOfficialSchema(t *testing.T) {
	schema, b := official(t), adaptertest.Book(t)
	long := *b
	long.Title = knowledge.Text{"en": strings.Repeat("a very long title ", 400)}
	for name, m := range map[string]func() (*Manifest, error){
		"Socket Mode":  func() (*Manifest, error) { return New(b, Options{Name: "Bot", Prompts: prompts}) },
		"HTTP":         func() (*Manifest, error) { return New(b, Options{Name: "Bot", URL: "https://bot.example.com/sub/"}) },
		"with prefix":  func() (*Manifest, error) { return New(b, Options{Name: "Bot", Prefix: "mk-"}) },
		"a long title": func() (*Manifest, error) { return New(&long, Options{Name: strings.Repeat("B", maxName)}) },
	} {
		t.Run(name, func(t *testing.T) {
			made, err := m()
			if err != nil {
				t.Fatal(err)
			}
			text, err := made.YAML("a comment")
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(asJSON(t, text)); err != nil {
				t.Errorf("%v\n%s", err, text)
			}
		})
	}
	// the schema does refuse something
	m, err := New(b, Options{Name: "Bot"})
	if err != nil {
		t.Fatal(err)
	}
	m.Features.Commands[0].Command = "no slash"
	text, err := m.YAML("bad")
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(asJSON(t, text)) == nil {
		t.Error("a command without a slash passes")
	}
}

func TestFilesObeyTheOfficialSchema(t *testing.T) {
	schema := official(t)
	files, err := filepath.Glob("../../../../deploy/slack/*.yaml")
	if err != nil || len(files) != 2 {
		t.Fatalf("%d manifests in deploy/slack, %v; want 2", len(files), err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(asJSON(t, text)); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestManifest(t *testing.T) {
	b := adaptertest.Book(t)
	socket, err := New(b, Options{Name: "Bot", Prompts: prompts})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range socket.Features.Commands {
		names = append(names, c.Command)
		if c.Description == "" || c.URL != "" {
			t.Errorf("%+v: no description, or an address in Socket Mode", c)
		}
	}
	if want := []string{"/share", "/growth", "/rank", "/compare", "/partners", "/quote", "/ask", "/sources", "/market"}; !slices.Equal(names, want) {
		t.Errorf("commands: got %v, want %v", names, want)
	}
	for i, want := range map[int]string{0: "[company…] [place] [period]", 3: "company company", 5: "person [topic]", 7: ""} {
		if got := socket.Features.Commands[i]; got.Usage != want {
			t.Errorf("usage of %s: got %q, want %q", got.Command, got.Usage, want)
		}
	}
	if got := socket.Features.Agent.Prompts; len(got) != maxPrompts || got[0].Message != "Who leads?" {
		t.Errorf("prompts: %v", got)
	}
	if s := socket.Settings; !s.SocketMode || s.Events.URL != "" || !s.Interactivity.Enabled || s.Interactivity.URL != "" {
		t.Errorf("Socket Mode: %+v", s)
	}
	for _, unwanted := range []string{"chat:write.public", "files:read", "search:read"} {
		if slices.Contains(socket.OAuth.Scopes.Bot, unwanted) {
			t.Errorf("the app asks for %s", unwanted)
		}
	}
	for _, s := range socket.OAuth.Scopes.Optional {
		if !slices.Contains(socket.OAuth.Scopes.Bot, s) {
			t.Errorf("%s is optional, but not asked for", s)
		}
	}
	web, err := New(b, Options{Name: "Bot", Prefix: "mk-", URL: "https://bot.example.com/x/"})
	if err != nil {
		t.Fatal(err)
	}
	if s := web.Settings; s.SocketMode || s.Events.URL != "https://bot.example.com/x/slack/events" || s.Interactivity.Options != "https://bot.example.com/x/slack/events" {
		t.Errorf("HTTP: %+v", s)
	}
	if c := web.Features.Commands; c[0].Command != "/mk-share" || c[0].URL != "https://bot.example.com/x/slack/events" || !slices.ContainsFunc(c, func(c command) bool { return c.Command == "/mk-help" }) {
		t.Errorf("commands with a prefix: %+v", c)
	}
}

func TestManifestRefuses(t *testing.T) {
	b := adaptertest.Book(t)
	named := func(names ...string) *knowledge.Book {
		other := *b
		other.Commands = nil
		for _, n := range names {
			other.Commands = append(other.Commands, knowledge.Command{Name: n, Help: knowledge.Text{"en": "help"}})
		}
		return &other
	}
	for _, tt := range []struct {
		book *knowledge.Book
		o    Options
		want string
	}{
		{b, Options{}, `slack: the app's name "" (hint: 1 to 35 characters)`},
		{b, Options{Name: "Bot", URL: "http://bot.example.com"}, `slack: the address "http://bot.example.com" (hint: the public https address of the bot, such as https://bot.example.com)`},
		{b, Options{Name: "Bot", URL: "bot.example.com"}, `slack: the address "bot.example.com" (hint: the public https address of the bot, such as https://bot.example.com)`},
		{named(strings.Repeat("c", 32)), Options{Name: "Bot"}, "slack: the command /" + strings.Repeat("c", 32) + " has more than 32 characters (hint: a shorter SLACK_COMMAND_PREFIX or name)"},
		{named("market"), Options{Name: "Bot"}, "slack: the book's command market is the door to all others (hint: another name)"},
		{named(strings.Split(strings.Repeat("x ", 50), " ")[:50]...), Options{Name: "Bot"}, "slack: 51 commands (hint: an app may have 50)"},
	} {
		if _, err := New(tt.book, tt.o); err == nil || err.Error() != tt.want {
			t.Errorf("got  %v\nwant %s", err, tt.want)
		}
	}
}

func TestDrift(t *testing.T) {
	want, err := New(adaptertest.Book(t), Options{Name: "Bot", Prompts: prompts})
	if err != nil {
		t.Fatal(err)
	}
	text, err := want.YAML("a comment")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		old, new string
		want     []string
	}{
		{name: "the same"},
		{"another name", "name: Bot", "name: Robot", nil},
		{"an old command", "command: /rank", "command: /ranks", []string{"features.slash_commands lacks /rank", "features.slash_commands has /ranks in vain"}},
		{"another hint", "usage_hint: '[place]'", "usage_hint: '[where]'", []string{`features.slash_commands[/rank].usage_hint is "[where]", should be "[place]"`}},
		{"a scope too few", "      - commands\n", "", []string{"oauth_config.scopes.bot lacks commands"}},
		{"a scope too many", "      - commands\n", "      - commands\n      - files:read\n", []string{"oauth_config.scopes.bot has files:read in vain"}},
		{"an event too few", "      - app_mention\n", "", []string{"settings.event_subscriptions.bot_events lacks app_mention"}},
		{"HTTP instead", "socket_mode_enabled: true", "socket_mode_enabled: false", []string{"settings.socket_mode_enabled is false, should be true"}},
		{"false left out", "  token_rotation_enabled: false\n", "", nil},
		{"no agent", "agent_view", "assistant_view", []string{"features.agent_view.agent_description is missing",
			"features.agent_view.suggested_prompts lacks Who is second?", "features.agent_view.suggested_prompts lacks Who leads?",
			"features.agent_view.suggested_prompts lacks What did they say?", "features.agent_view.suggested_prompts lacks Why?"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(string(text), tt.old) {
				t.Fatalf("no %q in\n%s", tt.old, text)
			}
			got, err := Drift(want, []byte(strings.Replace(string(text), tt.old, tt.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			slices.Sort(tt.want)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	web, err := New(adaptertest.Book(t), Options{Name: "Bot", Prompts: prompts, URL: "https://any.example.com"})
	if err != nil {
		t.Fatal(err)
	}
	if text, err = web.YAML("of HTTP"); err != nil {
		t.Fatal(err)
	}
	elsewhere := strings.ReplaceAll(string(text), "any.example.com", "bot.example.com")
	if got, err := Drift(web, []byte(elsewhere)); err != nil || len(got) > 0 {
		t.Errorf("another address: %q, %v", got, err)
	}
	without := regexp.MustCompile(`(?m)^    request_url: .*\n`).ReplaceAllString(elsewhere, "")
	if got, err := Drift(web, []byte(without)); err != nil || !slices.Equal(got, []string{"settings.event_subscriptions.request_url is missing", "settings.interactivity.request_url is missing"}) {
		t.Errorf("no address: %q, %v", got, err)
	}
	if _, err := Drift(want, []byte("a: [")); err == nil {
		t.Error("what is no YAML passes")
	}
}
