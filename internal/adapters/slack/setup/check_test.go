package setup

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"marketbot/internal/adapters/adaptertest"
)

const (
	botToken    = "xoxb-1-HIDDEN"
	appToken    = "xapp-1-HIDDEN"
	configToken = "xoxe.xoxp-1-HIDDEN"
)

// fake answers as Slack does.
type fake struct {
	scopes   string
	clock    time.Duration               // how far its clock is ahead
	answers  map[string]string           // by method, instead of the usual
	status   map[string]int              // by method, instead of 200
	apps     map[string]string           // the app of a token
	manifest func() any                  // of the app
	hook     func(r *http.Request) error // looks at every request
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method, token := strings.TrimPrefix(r.URL.Path, "/api/"), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if f.hook != nil {
		if err := f.hook(r); err != nil {
			http.Error(w, err.Error(), 500)
			return
		}
	}
	w.Header().Set("Date", time.Now().Add(f.clock).UTC().Format(http.TimeFormat))
	if token == botToken {
		w.Header().Set("X-OAuth-Scopes", f.scopes)
	}
	if s := f.status[method]; s != 0 {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(s)
	}
	if a, ok := f.answers[method+" "+token[:5]]; ok {
		fmt.Fprint(w, a)
		return
	}
	switch method {
	case "auth.test":
		if token == appToken {
			fmt.Fprintf(w, `{"ok":true,"app_name":"Bot","app_id":%q}`, f.apps[token])
			return
		}
		fmt.Fprint(w, `{"ok":true,"url":"https://acme.slack.com/","team":"Acme","team_id":"T1","user":"bot","user_id":"U1","bot_id":"B1"}`)
	case "bots.info":
		fmt.Fprintf(w, `{"ok":true,"bot":{"id":%q,"app_id":%q}}`, r.FormValue("bot"), f.apps[token])
	case "apps.connections.open":
		fmt.Fprint(w, `{"ok":true,"url":"wss://wss.example.com/link/?ticket=HIDDEN"}`)
	case "apps.manifest.export":
		json.NewEncoder(w).Encode(map[string]any{"ok": true, "manifest": f.manifest()})
	default:
		fmt.Fprint(w, `{"ok":false,"error":"unknown_method"}`)
	}
}

// all are the scopes of the manifest, as Slack lists them, less some.
func all(less ...string) string {
	var names []string
	for _, s := range scopes {
		if !slices.Contains(less, s.name) {
			names = append(names, s.name)
		}
	}
	return strings.Join(names, ",")
}

func TestCheck(t *testing.T) {
	want, err := New(adaptertest.Book(t), Options{Name: "Bot", Prompts: prompts})
	if err != nil {
		t.Fatal(err)
	}
	exported := func(change func(*Manifest)) func() any {
		return func() any {
			m, err := New(adaptertest.Book(t), Options{Name: "Bot", Prompts: prompts})
			if err != nil {
				t.Error(err)
			}
			change(m)
			text, err := yaml.Marshal(m)
			if err != nil {
				t.Error(err)
			}
			var v any
			if err := yaml.Unmarshal(text, &v); err != nil {
				t.Error(err)
			}
			return v
		}
	}
	const reachable = "ok slack API: %s answers\nok clock: agrees with Slack's\n"
	const bot = "ok slack bot token: bot in workspace Acme (T1)\n"
	const fine = reachable + bot + "ok slack scopes: all 9 are granted\n"
	const app = "ok slack app token: opens Socket Mode\n"
	const drift = "ok slack manifest: is as the bot's commands want it\n"
	for _, tt := range []struct {
		name   string
		change func(f *fake, a *Access)
		want   string
	}{
		{"all is well", func(*fake, *Access) {}, fine + app + drift},
		{"HTTP mode, no config token", func(_ *fake, a *Access) { a.AppToken, a.ConfigToken = "", "" },
			fine + "skip slack app token: not set: HTTP mode\nskip slack manifest: not compared: SLACK_CONFIG_TOKEN is not set (bot doctor --manifest FILE compares a downloaded one)\n"},
		{"clock behind", func(f *fake, _ *Access) { f.clock = 10 * time.Minute },
			"ok slack API: %s answers\nFAIL clock: differs from Slack's by -10m0s -> set the clock (NTP): Slack's requests are refused as too old or from the future\n" +
				bot + "ok slack scopes: all 9 are granted\n" + app + drift},
		{"clock a little ahead", func(f *fake, _ *Access) { f.clock = -time.Minute },
			"ok slack API: %s answers\nwarn clock: differs from Slack's by 1m0s -> set the clock (NTP)\n" + bot + "ok slack scopes: all 9 are granted\n" + app + drift},
		{"bot token revoked", func(f *fake, _ *Access) {
			f.answers["auth.test xoxb-"] = `{"ok":false,"error":"token_revoked"}`
			f.apps[botToken] = ""
		}, reachable + "FAIL slack bot token: auth.test: token_revoked -> install the app again (Install App) and copy the new token: this one was revoked\n" + app +
			"skip slack manifest: not compared: Slack does not tell the app's id (bots.info)\n"},
		{"bot token wrong", func(f *fake, a *Access) {
			f.answers["auth.test xoxb-"] = `{"ok":false,"error":"invalid_auth"}`
			a.ConfigToken = ""
		},
			reachable + "FAIL slack bot token: auth.test: invalid_auth -> copy the Bot User OAuth Token of the page OAuth & Permissions into SLACK_BOT_TOKEN\n" + app +
				"skip slack manifest: not compared: SLACK_CONFIG_TOKEN is not set (bot doctor --manifest FILE compares a downloaded one)\n"},
		{"a person's token", func(f *fake, a *Access) {
			f.answers["auth.test xoxb-"] = `{"ok":true,"team":"Acme","team_id":"T1","user":"eve","user_id":"U1"}`
			a.AppToken, a.ConfigToken = "", ""
		}, reachable + "warn slack bot token: Slack does not say that it is a bot's, but of eve in Acme -> copy the Bot User OAuth Token of the page OAuth & Permissions into SLACK_BOT_TOKEN\n" +
			"ok slack scopes: all 9 are granted\nskip slack app token: not set: HTTP mode\nskip slack manifest: not compared: SLACK_CONFIG_TOKEN is not set (bot doctor --manifest FILE compares a downloaded one)\n"},
		{"app token lacks its scope", func(f *fake, _ *Access) {
			f.answers["apps.connections.open xapp-"] = `{"ok":false,"error":"missing_scope","needed":"connections:write"}`
		}, fine + "FAIL slack app token: apps.connections.open: missing_scope -> make an app-level token with the scope connections:write on the page Basic Information, for SLACK_APP_TOKEN (this one lacks the scope)\n" + drift},
		{"app token of another app", func(f *fake, _ *Access) { f.apps[appToken] = "A2" },
			fine + "FAIL slack app token: it is of app A2, the bot token of app A1 -> take both tokens from the same app\n" + drift},
		{"auth.test knows no app tokens", func(f *fake, _ *Access) {
			f.answers["auth.test xapp-"] = `{"ok":false,"error":"not_allowed_token_type"}`
		}, fine + app + drift},
		{"Socket Mode off", func(f *fake, _ *Access) {
			f.answers["apps.connections.open xapp-"] = `{"ok":false,"error":"socket_mode_not_enabled"}`
		}, fine + "FAIL slack app token: apps.connections.open: socket_mode_not_enabled -> switch Socket Mode on, on the page Socket Mode\n" + drift},
		{"too often", func(f *fake, _ *Access) { f.status["apps.connections.open"] = 429 },
			fine + "warn slack app token: apps.connections.open: ratelimited -> ask again in a minute\n" + drift},
		{"config token expired", func(f *fake, _ *Access) {
			f.answers["apps.manifest.export xoxe."] = `{"ok":false,"error":"invalid_auth"}`
		},
			fine + app + "warn slack manifest: apps.manifest.export: invalid_auth -> make a new token on https://api.slack.com/apps (they live 12 hours), for SLACK_CONFIG_TOKEN\n"},
		{"the app has drifted", func(f *fake, _ *Access) {
			f.manifest = exported(func(m *Manifest) { m.Features.Commands = m.Features.Commands[1:]; m.Settings.TokenRotation = true })
		}, fine + app + "warn slack manifest: features.slash_commands lacks /share -> paste what bot manifest slack prints into the page App Manifest, and install the app again\n" +
			"warn slack manifest: settings.token_rotation_enabled is true, should be false -> paste what bot manifest slack prints into the page App Manifest, and install the app again\n"},
		{"scopes in a refusal only", func(f *fake, _ *Access) {
			f.scopes = ""
			f.answers["team.info xoxb-"] = fmt.Sprintf(`{"ok":false,"error":"missing_scope","needed":"team:read","provided":%q}`, all("commands"))
		}, reachable + bot + `FAIL slack scopes: commands is missing, which costs the slash commands and the shortcut "Answer this" -> add the scope on the page OAuth & Permissions and install the app again` + "\n" + app + drift},
		{"scopes nowhere", func(f *fake, _ *Access) { f.scopes = "" }, reachable + bot + "skip slack scopes: the API does not tell them\n" + app + drift},
		{"a proxy's page", func(f *fake, _ *Access) { f.answers["auth.test xoxb-"] = "<html>log in</html>" },
			"FAIL slack API: %sauth.test: the answer is no Slack's: 200 OK -> look at the network, its proxy (HTTPS_PROXY) and SLACK_API_URL\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fake{scopes: all(), answers: map[string]string{}, status: map[string]int{}, apps: map[string]string{botToken: "A1", appToken: "A1"}, manifest: exported(func(*Manifest) {})}
			f.hook = func(r *http.Request) error {
				if strings.Contains(r.URL.String(), "HIDDEN") {
					t.Errorf("a token in an address: %s", r.URL)
				}
				return nil
			}
			srv := httptest.NewServer(f)
			defer srv.Close()
			a := Access{APIURL: srv.URL + "/api/", BotToken: botToken, AppToken: appToken, ConfigToken: configToken, Now: time.Now}
			tt.change(f, &a)
			got, want := printed(t, a, want), strings.ReplaceAll(tt.want, "%s", a.APIURL)
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		srv := httptest.NewServer(nil)
		srv.Close()
		got := printed(t, Access{APIURL: srv.URL + "/", BotToken: botToken, Now: time.Now}, want)
		if !strings.HasPrefix(got, "FAIL slack API: ") || !strings.Contains(got, "connection refused") || strings.Count(got, "\n") != 1 {
			t.Errorf("got %s", got)
		}
	})
}

// printed are the findings of a check, a line each.
func printed(t *testing.T, a Access, m *Manifest) string {
	t.Helper()
	var b strings.Builder
	for _, f := range Check(t.Context(), a, m) {
		fmt.Fprintln(&b, f)
	}
	if strings.Contains(b.String(), "HIDDEN") {
		t.Errorf("a secret is told: %s", b.String())
	}
	return b.String()
}

// TestEveryScopeIsMissed: with each scope taken away the check names it and what is lost, and it fails if the
// scope is not an optional one.
func TestEveryScopeIsMissed(t *testing.T) {
	want, err := New(adaptertest.Book(t), Options{Name: "Bot"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scopes {
		f := &fake{scopes: all(s.name), apps: map[string]string{}}
		srv := httptest.NewServer(f)
		got := printed(t, Access{APIURL: srv.URL + "/api/", BotToken: botToken, Now: time.Now}, want)
		srv.Close()
		verdict := map[bool]string{true: "warn", false: "FAIL"}[s.optional]
		line := fmt.Sprintf("%s slack scopes: %s is missing, which costs %s -> add the scope on the page OAuth & Permissions and install the app again\n", verdict, s.name, s.costs)
		if !strings.Contains(got, line) || s.costs == "" {
			t.Errorf("without %s: got\n%s\nwant in it\n%s", s.name, got, line)
		}
	}
}
