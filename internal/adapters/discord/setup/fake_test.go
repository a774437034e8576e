package setup

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/config"
)

const (
	token = "MTExMTExMTExMTExMTExMTEx.GHIDDE.NcccccccccccccccccccccccccccccccccccccHIDDEN"
	appID = "111111111111111111"
	guild = "222222222222222222"
	key   = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// The paths of the app's commands, everywhere and in one server.
const (
	global = "/applications/" + appID + "/commands"
	local  = "/applications/" + appID + "/guilds/" + guild + "/commands"
)

// fake answers as Discord does. It keeps commands as Discord does: with ids, defaults, and less what is false.
type fake struct {
	t     *testing.T
	clock time.Duration      // how far its clock is ahead
	app   map[string]any     // of GET /applications/@me
	start map[string]any     // the session_start_limit of GET /gateway/bot
	fails map[string]failure // by method and path

	mu       sync.Mutex
	commands map[string][]map[string]any // by path
	puts     []string                    // bodies
}

// failure is how a call fails: times times, or always if that is 0.
type failure struct {
	status, times int
	wait          string // Retry-After
	body          string
}

func newFake(t *testing.T) *fake {
	return &fake{t: t, fails: map[string]failure{}, commands: map[string][]map[string]any{},
		app: map[string]any{"id": appID, "name": "Market bot", "verify_key": key, "flags": 0, "interactions_endpoint_url": nil,
			"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}}},
		start: map[string]any{"total": 1000, "remaining": 990, "reset_after": 7_200_000, "max_concurrency": 1}}
}

// access is the way to an app.
type access struct {
	rest.Config
	App
}

// serve starts the fake and returns the way to it.
func (f *fake) serve() access {
	srv := httptest.NewServer(f)
	f.t.Cleanup(srv.Close)
	return at(srv.URL + "/api/v10")
}

// at is the way to an app at an address.
func at(url string) access {
	return access{Config: rest.Config{Token: config.NewSecret(token), URL: url, Pause: time.Millisecond}}
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/api/v10")
	if strings.Contains(r.URL.String(), "HIDDEN") || !strings.HasPrefix(r.UserAgent(), "DiscordBot (https://") {
		f.t.Errorf("a token in the address %s, or the user agent is none: %s", r.URL, r.UserAgent())
	}
	w.Header().Set("Date", time.Now().Add(f.clock).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("Authorization") != "Bot "+token {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"message": "401: Unauthorized", "code": 0}`)
		return
	}
	if f.failed(w, r.Method+" "+path) {
		return
	}
	switch {
	case r.Method == http.MethodPut:
		f.put(w, r, path)
	case path == global || path == local:
		if r.FormValue("with_localizations") != "true" {
			f.t.Errorf("%s without localisations", r.URL)
		}
		f.answer(w, f.commands[path])
	case path == "/users/@me":
		f.answer(w, map[string]any{"id": appID, "username": "market", "bot": true})
	case path == "/applications/@me":
		f.answer(w, f.app)
	case path == "/gateway/bot":
		f.answer(w, map[string]any{"url": "wss://gateway.discord.gg", "shards": 1, "session_start_limit": f.start})
	case path == "/guilds/"+guild:
		f.answer(w, map[string]any{"id": guild, "name": "Acme"})
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"message": "404: Not Found", "code": 0}`)
	}
}

// failed answers a call that is to fail.
func (f *fake) failed(w http.ResponseWriter, call string) bool {
	fail, ok := f.fails[call]
	if !ok {
		return false
	}
	if fail.times == 1 {
		delete(f.fails, call)
	} else {
		fail.times--
		f.fails[call] = fail
	}
	if fail.wait != "" {
		w.Header().Set("Retry-After", fail.wait)
	}
	w.WriteHeader(fail.status)
	fmt.Fprint(w, fail.body)
	return true
}

func (f *fake) answer(w http.ResponseWriter, v any) {
	if list, ok := v.([]map[string]any); ok && list == nil {
		v = []any{}
	}
	if err := json.NewEncoder(w).Encode(v); err != nil {
		f.t.Error(err)
	}
}

// put overwrites all commands of a path. A command keeps its id by its type and name.
func (f *fake) put(w http.ResponseWriter, r *http.Request, path string) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		f.t.Error(err)
	}
	f.puts = append(f.puts, string(body))
	var list []map[string]any
	if err := json.Unmarshal(body, &list); err != nil {
		f.t.Errorf("%v: %s", err, body)
	}
	for i, c := range list {
		c["id"] = fmt.Sprintf("9%017d", i)
		for _, old := range f.commands[path] {
			if old["type"] == c["type"] && old["name"] == c["name"] {
				c["id"] = old["id"]
			}
		}
		for k, v := range map[string]any{"application_id": appID, "version": "3", "default_member_permissions": nil, "description": "", "nsfw": false,
			"name_localizations": nil, "description_localizations": nil, "dm_permission": true} {
			if _, ok := c[k]; !ok {
				c[k] = v
			}
		}
		if types, ok := c["integration_types"].([]any); ok && len(types) == 2 {
			c["integration_types"] = []any{types[1], types[0]} // in an order of its own
		}
	}
	f.commands[path] = list
	f.answer(w, list)
}
