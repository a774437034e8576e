package setup

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/config"

	"github.com/bwmarrin/discordgo"
)

// register registers commands, and returns the log without times.
func register(t *testing.T, a access, want []Command) (string, error) {
	t.Helper()
	var b bytes.Buffer
	log := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(_ []string, at slog.Attr) slog.Attr {
		if at.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return at
	}}))
	api, err := rest.New(a.Config)
	if err != nil {
		t.Fatal(err)
	}
	err = Register(t.Context(), api, a.App, want, log)
	if strings.Contains(b.String(), "HIDDEN") || err != nil && strings.Contains(err.Error(), "HIDDEN") {
		t.Errorf("a secret is told: %s %v", b.String(), err)
	}
	return b.String(), err
}

const asTheyShouldBe = "level=INFO msg=\"the app's commands are as they should be\" commands=10\n"

// TestRegister: commands are registered once, and again only when they differ.
func TestRegister(t *testing.T) {
	want := made(t)
	for path, guildID := range map[string]string{global: "", local: guild} {
		f := newFake(t)
		a := f.serve()
		a.GuildID = guildID
		log, err := register(t, a, want)
		if err != nil || log != "level=INFO msg=\"the app's commands are registered\" commands=10 changes=10 first=\"/share is missing\"\n" {
			t.Errorf("first: %v\n%s", err, log)
		}
		if log, err := register(t, a, want); err != nil || log != asTheyShouldBe {
			t.Errorf("again: %v\n%s", err, log)
		}
		if len(f.puts) != 1 || len(f.commands[path]) != len(want) || len(f.commands) != 1 {
			t.Fatalf("%d times, %d commands at %s", len(f.puts), len(f.commands[path]), path)
		}
		if has := strings.Contains(f.puts[0], "contexts"); has != (guildID == "") {
			t.Errorf("contexts in the commands of server %q: %t", guildID, has)
		}
		id := f.commands[path][1]["id"]
		f.commands[path][1]["description"] = "another"
		log, err = register(t, a, want)
		if err != nil || !strings.Contains(log, `changes=1 first="/growth: description is \"another\", should be \"How much a company or product grew or fell\""`) {
			t.Errorf("with a difference: %v\n%s", err, log)
		}
		if got := f.commands[path][1]; len(f.puts) != 2 || got["description"] != want[1].Description || got["id"] != id {
			t.Errorf("%d times: %v", len(f.puts), got)
		}
	}
}

// others are commands that are none of the book's, as Discord gives them: one that is typed, one in a menu of
// persons, the door of an activity.
const others = `[
{"id": "1", "application_id": "111111111111111111", "version": "7", "default_member_permissions": "8", "type": 1, "name": "deploy", "name_localizations": {"de": "ausliefern"},
 "description": "of somebody else", "dm_permission": true, "contexts": null, "integration_types": [0], "nsfw": true,
 "options": [{"type": 1, "name": "now", "description": "at once", "options": [{"type": 4, "name": "n", "description": "how many", "min_value": 0}]}]},
{"id": "2", "application_id": "111111111111111111", "version": "8", "default_member_permissions": null, "type": 2, "name": "share", "description": "", "name_localizations": null,
 "dm_permission": true, "contexts": [0, 1], "integration_types": [0, 1], "nsfw": false, "options": []},
{"id": "3", "application_id": "111111111111111111", "version": "9", "default_member_permissions": null, "type": 4, "name": "launch", "description": "", "handler": 2}
]`

// TestRegisterKeepsOthers: what the book does not have is sent back as it came, and told of.
func TestRegisterKeepsOthers(t *testing.T) {
	f := newFake(t)
	var list []map[string]any
	if err := json.Unmarshal([]byte(others), &list); err != nil {
		t.Fatal(err)
	}
	f.commands[global] = list
	a, want := f.serve(), made(t)
	a.ID = appID
	log, err := register(t, a, want)
	const warning = "level=WARN msg=\"the app has commands that the book has not; they are kept (hint: bot doctor says how to delete them)\" commands=\"/deploy \\\"share\\\" \\\"launch\\\"\"\n"
	if err != nil || !strings.HasPrefix(log, warning) {
		t.Errorf("%v, got\n%s\nwant\n%s", err, log, warning)
	}
	var body []json.RawMessage
	if err := json.Unmarshal([]byte(f.puts[0]), &body); err != nil {
		t.Fatal(err)
	}
	got := body[len(want):]
	for i, want := range []string{
		`{"default_member_permissions":"8","description":"of somebody else","dm_permission":true,"id":"1","integration_types":[0],"name":"deploy","name_localizations":{"de":"ausliefern"},"nsfw":true,` +
			`"options":[{"type":1,"name":"now","description":"at once","options":[{"type":4,"name":"n","description":"how many","min_value":0}]}],"type":1}`,
		`{"contexts":[0,1],"id":"2","integration_types":[0,1],"name":"share","nsfw":false,"type":2}`,
		`{"handler":2,"id":"3","name":"launch","type":4}`,
	} {
		if !equalJSON(t, string(got[i]), want) {
			t.Errorf("got  %s\nwant %s", got[i], want)
		}
	}
	if log, err := register(t, a, want); err != nil || log != warning+asTheyShouldBe || len(f.puts) != 1 {
		t.Errorf("again: %v\n%s", err, log)
	}
}

func equalJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var v [2]any
	for i, s := range []string{a, b} {
		if err := json.Unmarshal([]byte(s), &v[i]); err != nil {
			t.Fatal(err)
		}
	}
	x, err1 := json.Marshal(v[0])
	y, err2 := json.Marshal(v[1])
	return err1 == nil && err2 == nil && string(x) == string(y)
}

// TestRegisterBodyObeysTheOfficialSchema: with commands of others in it, too.
func TestRegisterBodyObeysTheOfficialSchema(t *testing.T) {
	schema := official(t, "ApplicationCommandUpdateRequest")
	f := newFake(t)
	var list []map[string]any
	if err := json.Unmarshal([]byte(strings.Replace(others, `"default_member_permissions": "8"`, `"default_member_permissions": null`, 1)), &list); err != nil {
		t.Fatal(err) // the document says that it is an integer; the documentation, and what Discord sends, a string
	}
	f.commands[global] = list
	if _, err := register(t, f.serve(), made(t)); err != nil {
		t.Fatal(err)
	}
	if err := obeys(t, schema, []byte(f.puts[0])); err != nil {
		t.Errorf("%v\n%s", err, f.puts[0])
	}
}

// everywhere is the route of global.
const everywhere = "/applications/{application}/commands"

func TestRegisterFails(t *testing.T) {
	const invalid = `{"message": "Invalid Form Body", "code": 50035, "errors": {"3": {"name_localizations": {"de": {"_errors": [{"code": "STRING_TYPE_REGEX", "message": "String value did not match validation regex."}]}}}, "1": {"_errors": [{"message": "Names must be unique"}]}}}`
	for _, tt := range []struct {
		name   string
		change func(*fake, *access)
		want   string
		code   int // of Discord; -1: it is no refusal
	}{
		{"a token that is wrong", func(_ *fake, a *access) { a.Token = config.NewSecret("HIDDEN") }, "discord: GET /applications/@me: 401 Unauthorized", 0},
		{"a form that is wrong", func(f *fake, _ *access) { f.fails["PUT "+global] = failure{status: 400, body: invalid} },
			"discord: PUT " + everywhere + ": 400 Invalid Form Body (code 50035): 1: Names must be unique; 3.name_localizations.de: String value did not match validation regex. (hint: bot manifest discord prints what was asked for)", 50035},
		{"another server", func(f *fake, a *access) {
			a.GuildID = guild
			f.fails["GET "+local] = failure{status: 403, body: `{"message": "Missing Access", "code": 50001}`}
		}, "discord: GET /applications/{application}/guilds/{guild}/commands: 403 Missing Access (code 50001)", 50001},
		{"too often, for long", func(f *fake, _ *access) {
			f.fails["PUT "+global] = failure{status: 429, wait: "3600", body: `{"message": "You are being rate limited.", "retry_after": 3600.5, "global": false}`}
		}, "discord: PUT " + everywhere + ": 429 You are being rate limited.: user limit, again after 1h0m0s", 0},
		{"too often, twice", func(f *fake, _ *access) {
			f.fails["PUT "+global] = failure{status: 429, wait: "0.01", body: "error code: 1015"}
		},
			"discord: PUT " + everywhere + ": 429 Too Many Requests: cloudflare limit, again after 10ms", 0},
		{"a proxy's page", func(f *fake, _ *access) { f.fails["GET /applications/@me"] = failure{status: 502, body: "<html>"} },
			"discord: GET /applications/@me: 502 Bad Gateway", 0},
		{"a page that says 200", func(f *fake, _ *access) { f.fails["GET "+global] = failure{status: 200, body: "<html>"} },
			"discord: GET " + everywhere + ": the answer is no JSON", -1},
		{"commands that are none", func(f *fake, _ *access) { f.fails["GET "+global] = failure{status: 200, body: `[{"name": 7}]`} },
			"discord: commands of app " + appID + ": json: cannot unmarshal number into Go struct field Command.name of type string", -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			a := f.serve()
			tt.change(f, &a)
			_, err := register(t, a, made(t))
			if err == nil || err.Error() != tt.want {
				t.Fatalf("got\n%v\nwant\n%s", err, tt.want)
			}
			if r, ok := errors.AsType[*rest.Error](err); ok != (tt.code >= 0) || ok && r.Code != tt.code {
				t.Errorf("a refusal: %t %+v, want code %d", ok, r, tt.code)
			}
		})
	}
	srv := httptest.NewServer(nil)
	srv.Close()
	if _, err := register(t, at(srv.URL), nil); err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("nobody there: %v", err)
	}
}

// TestOnceMore: a call is made once more where Discord asks for a little patience.
func TestOnceMore(t *testing.T) {
	f := newFake(t)
	f.fails["PUT "+global] = failure{status: 429, times: 1, wait: "0.02", body: `{"message": "You are being rate limited.", "retry_after": 0.02}`}
	if log, err := register(t, f.serve(), made(t)); err != nil || !strings.Contains(log, "are registered") || len(f.puts) != 1 {
		t.Errorf("%v, %d commands, log %s", err, len(f.puts), log)
	}
}

// TestRegisterBlindly: servers that stand in for Discord take commands, but not all tell them.
func TestRegisterBlindly(t *testing.T) {
	f := newFake(t)
	f.fails["GET "+global] = failure{status: 404, body: "Not Found"}
	log, err := register(t, f.serve(), made(t))
	if err != nil || !strings.Contains(log, "level=WARN msg=\"the API does not tell which commands the app has") || len(f.commands[global]) != 10 {
		t.Errorf("%v, %d commands\n%s", err, len(f.commands[global]), log)
	}
	f.fails["GET "+global] = failure{status: 404, body: `{"message": "Unknown Application", "code": 10002}`}
	if _, err := register(t, f.serve(), made(t)); err == nil || err.Error() != "discord: GET "+everywhere+": 404 Unknown Application (code 10002)" || len(f.puts) != 1 {
		t.Errorf("another app: %v, registered %d times", err, len(f.puts))
	}
}

func TestDrift(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func([]Command) []Command
		want   []string
	}{
		{"the same", func(c []Command) []Command { return c }, nil},
		{"in another order", func(c []Command) []Command { slices.Reverse(c); return c }, nil},
		{"none", func([]Command) []Command { return nil }, []string{"/share is missing", "/growth is missing", "/rank is missing", "/compare is missing", "/partners is missing",
			"/quote is missing", "/ask is missing", "/sources is missing", "/help is missing", `"Answer this" is missing`}},
		{"one too many", func(c []Command) []Command {
			return append(c, Command{Type: discordgo.UserApplicationCommand, Name: "rank"})
		}, nil},
		{"of another type", func(c []Command) []Command { c[9].Type = discordgo.UserApplicationCommand; return c }, []string{`"Answer this" is missing`}},
		{"names", func(c []Command) []Command {
			c[0].Names = map[string]string{"de": "share", "ja": "分け前", "fr": "part", "es-ES": "cuota", "es-419": "cuota", "zh-CN": "份额", "zh-TW": "市佔", "ko": "점유율"}
			return c
		}, []string{`/share: name_localizations.de is missing, should be "anteil"`, `/share: name_localizations.ja is "分け前", should be "シェア"`, `/share: name_localizations.ko is "점유율" in vain`}},
		{"a name that is the default one", func(c []Command) []Command { c[7].Names["fr"] = "sources"; return c }, nil},
		{"places", func(c []Command) []Command {
			c[0].Installs, c[0].Contexts = c[0].Installs[:1], []discordgo.InteractionContextType{2, 0, 1}
			return c
		}, []string{`/share: integration_types is "0", should be "0 1"`}},
		{"places left out", func(c []Command) []Command { c[0].Contexts, c[1].Contexts = nil, c[1].Contexts[:1]; return c },
			[]string{`/growth: contexts is "0", should be "0 1 2"`}},
		{"for few", func(c []Command) []Command { c[2].Permissions, c[2].Adult = "0", true; return c },
			[]string{`/rank: default_member_permissions is "0" in vain`, `/rank: nsfw is "true" in vain`}},
		{"options", func(c []Command) []Command {
			c[3].Options = []Option{c[3].Options[1], {Type: 3, Name: "c", Description: "third"}, c[3].Options[2]}
			c[3].Options[0].Required, c[3].Options[0].Complete = false, false
			return c
		}, []string{"/compare lacks the option a", `/compare: option b: autocomplete is missing, should be "true"`, `/compare: option b: required is missing, should be "true"`, "/compare has the option c in vain"}},
		{"options in another order", func(c []Command) []Command {
			c[3].Options[0], c[3].Options[1] = c[3].Options[1], c[3].Options[0]
			return c
		}, []string{"/compare has its options in another order"}},
		{"an option of another type", func(c []Command) []Command { c[6].Options[0].Type = 4; return c }, []string{`/ask: option question: type is "4", should be "3"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Drift(made(t), tt.change(made(t))); !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}
