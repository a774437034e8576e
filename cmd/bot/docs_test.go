package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	discordapp "marketbot/internal/adapters/discord/setup"
	slackapp "marketbot/internal/adapters/slack/setup"
	"marketbot/internal/config"
	"marketbot/internal/operator"
)

// TestPlatformDocsAreTrue: what a platform's document names is there: commands and flags, settings, files, metrics,
// paths.
func TestPlatformDocsAreTrue(t *testing.T) {
	for name, paths := range map[string][]string{
		"slack":   {operator.HealthPath, operator.ReadyPath, operator.MetricsPath, slackapp.Path},
		"discord": {operator.HealthPath, operator.ReadyPath, operator.MetricsPath, discordapp.Path},
	} {
		t.Run(name, func(t *testing.T) { isTrue(t, read(t, "../../docs/"+name+".md"), paths) })
	}
}

// isTrue holds a document against what it names.
func isTrue(t *testing.T, doc string, paths []string) {
	t.Helper()
	if n := len(regexp.MustCompile(`(?m)^\d\. \*\*`).FindAllString(doc, -1)); n != 5 {
		t.Errorf("%d numbered steps, want 5", n)
	}
	var names []string
	for _, v := range (&config.Config{}).Variables() {
		names = append(names, v.Name)
	}
	settings := regexp.MustCompile("`([A-Z]+_[A-Z_]+)").FindAllStringSubmatch(doc, -1)
	if len(settings) < 8 {
		t.Fatalf("it names %d settings", len(settings))
	}
	for _, m := range settings {
		if !slices.Contains(names, m[1]) {
			t.Errorf("it names the setting %s", m[1])
		}
	}
	var help strings.Builder
	commands := regexp.MustCompile("(?:`|\\./)bot ((?:[a-z]+ ?)+)").FindAllStringSubmatch(doc, -1)
	if len(commands) < 6 {
		t.Fatalf("it names %d commands", len(commands))
	}
	for _, m := range commands {
		if err := run(t.Context(), append(strings.Fields(m[1]), "--help"), strings.NewReader(""), &help, &help); err != nil {
			t.Errorf("it names bot %s: %v", m[1], err)
		}
	}
	docker := regexp.MustCompile(`(?m)^    docker .*\n`).FindAllString(doc, -1)
	file := read(t, "../../Dockerfile")
	for _, line := range docker {
		if !strings.Contains(file, strings.TrimSpace(line)) {
			t.Errorf("the Dockerfile says otherwise than %s", line)
		}
	}
	without := doc
	for _, line := range docker {
		without = strings.Replace(without, line, "", 1)
	}
	for _, flag := range regexp.MustCompile(`--[a-z]+`).FindAllString(without, -1) {
		if !strings.Contains(help.String(), flag) {
			t.Errorf("it names the flag %s", flag)
		}
	}
	for _, m := range regexp.MustCompile(`\]\(\.\./([^)]+)\)`).FindAllStringSubmatch(doc, -1) {
		if _, err := os.Stat("../../" + m[1]); err != nil {
			t.Errorf("it names %s: %v", m[1], err)
		}
	}
	source := read(t, "../../internal/operator/metrics.go")
	for _, m := range regexp.MustCompile("`(bot_[a-z_]+)`").FindAllStringSubmatch(doc, -1) {
		if !strings.Contains(source, `"`+m[1]+`"`) {
			t.Errorf("it names the metric %s", m[1])
		}
	}
	for _, path := range paths {
		if !strings.Contains(doc, path) {
			t.Errorf("it does not name %s", path)
		}
	}
}
