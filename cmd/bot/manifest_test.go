package main

import (
	"os"
	"strings"
	"testing"
)

// TestManifestFiles: the files in deploy are what the book's commands make.
func TestManifestFiles(t *testing.T) {
	unset(t)
	for file, args := range map[string][]string{
		"../../deploy/slack/manifest.yaml":      {"manifest", "slack"},
		"../../deploy/discord/commands.json":    {"manifest", "discord"},
		"../../deploy/slack/manifest-http.yaml": {"manifest", "slack", "--mode", "http", "--url", "https://bot.example.com"},
	} {
		var out, errs strings.Builder
		if err := run(t.Context(), args, strings.NewReader(""), &out, &errs); err != nil || errs.Len() > 0 {
			t.Fatal(err, errs.String())
		}
		if *update {
			if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := read(t, file); got != out.String() {
			t.Errorf("%s is stale (hint: go test ./cmd/bot -run Manifest -update)", file)
		}
	}
}

// unset takes the bot's settings out of the environment for the time of a test.
func unset(t *testing.T) {
	t.Helper()
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		for _, prefix := range []string{"SLACK_", "DISCORD_", "KNOWLEDGE_", "OPERATOR_", "HTTP_ADDR", "STATE_URL", "LOG_", "RATE_"} {
			if strings.HasPrefix(name, prefix) {
				t.Setenv(name, "") // so that it is restored
				os.Unsetenv(name)
			}
		}
	}
}
