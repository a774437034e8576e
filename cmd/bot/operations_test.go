package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// slackAPI is a Web API that knows one good app. Its app has the given scopes.
func slackAPI(t *testing.T, scopes string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if token == "" {
			token = r.FormValue("token")
		}
		method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
		switch {
		case token != "xoxb-1-HIDDEN" && token != "xapp-1-HIDDEN":
			fmt.Fprint(w, `{"ok":false,"error":"invalid_auth"}`)
		case method == "auth.test" && token == "xapp-1-HIDDEN":
			fmt.Fprint(w, `{"ok":true,"app_name":"Bot","app_id":"A1"}`)
		case method == "auth.test":
			w.Header().Set("X-OAuth-Scopes", scopes)
			fmt.Fprint(w, `{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"bot","team_id":"T1","user_id":"U1","bot_id":"B1"}`)
		case method == "bots.info":
			fmt.Fprint(w, `{"ok":true,"bot":{"id":"B1","app_id":"A1"}}`)
		case method == "apps.connections.open":
			fmt.Fprint(w, `{"ok":true,"url":"wss://127.0.0.1:9/"}`)
		default:
			fmt.Fprint(w, `{"ok":false,"error":"unknown_method"}`)
		}
	}))
	t.Cleanup(srv.Close)
	return srv.URL + "/api/"
}

// discordAPI is an API of Discord that knows one good app, which has the commands of the embedded book.
func discordAPI(t *testing.T) string {
	t.Helper()
	const app = "/api/v10/applications/111111111111111111"
	answers := map[string]string{
		"/api/v10/users/@me":                        `{"id":"111111111111111111","username":"market","bot":true}`,
		"/api/v10/applications/@me":                 `{"id":"111111111111111111","name":"Market bot","verify_key":"` + strings.Repeat("ab", 32) + `","flags":0,"interactions_endpoint_url":null}`,
		"/api/v10/gateway/bot":                      `{"url":"wss://127.0.0.1:9/","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":60000,"max_concurrency":1}}`,
		app + "/commands":                           read(t, "../../deploy/discord/commands.json"),
		app + "/guilds/222222222222222222/commands": "[]",
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer, ok := answers[r.URL.Path]
		switch {
		case r.Header.Get("Authorization") != "Bot MTEx.HIDDEN.cccc":
			w.WriteHeader(http.StatusUnauthorized)
			answer = `{"message":"401: Unauthorized","code":0}`
		case !ok:
			w.WriteHeader(http.StatusNotFound)
			answer = `{"message":"Unknown Guild","code":10004}`
		}
		fmt.Fprint(w, answer)
	}))
	t.Cleanup(srv.Close)
	return srv.URL + "/api/v10"
}

// TestOperations runs the scripts of those who run the bot. SLACK and POOR are addresses of a Slack: in the second
// the app lacks scopes. DISCORD is the address of a Discord. FREE is an address on which nobody listens, TAKEN one on which somebody does.
func TestOperations(t *testing.T) {
	prepared(t)
	const needed = "app_mentions:read,assistant:write,chat:write,commands,im:history"
	rich, poor := slackAPI(t, needed+",channels:history,groups:history,mpim:history,users:read"), slackAPI(t, strings.Replace(needed, "commands,", "", 1))
	discord := discordAPI(t)
	taken := strings.TrimSuffix(strings.TrimPrefix(slackAPI(t, ""), "http://"), "/api/")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/operations",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SLACK", rich)
			e.Setenv("POOR", poor)
			e.Setenv("DISCORD", discord)
			e.Setenv("FREE", freeAddr(t))
			e.Setenv("TAKEN", taken)
			book := filepath.Join(e.WorkDir, "ferries")
			if err := os.CopyFS(book, os.DirFS("../../knowledge/testdata/ferries")); err != nil {
				return err
			}
			return os.RemoveAll(filepath.Join(book, "intents")) // with intents of its own it would be learned
		},
	})
}
