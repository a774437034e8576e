package main

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the README's transcript")

const readmeFile = "../../README.md"

// TestReadmeTranscript: the conversation that the README shows is what the bot says.
func TestReadmeTranscript(t *testing.T) {
	readme := read(t, readmeFile)
	questions, err := os.Open("testdata/readme.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer questions.Close()
	var out, errs strings.Builder
	if err := run(t.Context(), []string{"chat"}, questions, &out, &errs); err != nil || errs.Len() > 0 {
		t.Fatal(err, errs.String())
	}
	want := "```\n" + strings.TrimSpace(out.String()) + "\n```"
	shown := regexp.MustCompile("(?s)```\n.*?```").FindString(readme)
	if *update {
		if err := os.WriteFile(readmeFile, []byte(strings.Replace(readme, shown, want, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shown != want {
		t.Errorf("README.md shows\n%s\nthe bot says\n%s\n(hint: go test ./cmd/bot -run Readme -update)", shown, want)
	}
}

// TestReadmeIsTrue: files that the README and the tour name are there, and so are commands and flags.
func TestReadmeIsTrue(t *testing.T) {
	readme := read(t, readmeFile)
	files := regexp.MustCompile("`((?:knowledge|internal|cmd|\\.ci)/[a-z./-]*)`|\\]\\(([^)]+)\\)").FindAllStringSubmatch(readme, -1)
	if len(files) < 4 {
		t.Fatalf("README.md names %d files", len(files))
	}
	for _, m := range files {
		name := m[1] + m[2]
		if name == "internal/answer/learned/learned.bin" {
			continue // made by go generate
		}
		if _, err := os.Stat("../../" + name); err != nil {
			t.Errorf("README.md names %s: %v", name, err)
		}
	}
	commands := regexp.MustCompile("`bot ((?:[a-z]+ ?)+)").FindAllStringSubmatch(readme, -1)
	if len(commands) < 7 {
		t.Fatalf("README.md names %d commands", len(commands))
	}
	for _, m := range commands {
		var out strings.Builder
		if err := run(t.Context(), append(strings.Fields(m[1]), "--help"), strings.NewReader(""), &out, &out); err != nil {
			t.Errorf("README.md names bot %s: %v", m[1], err)
		}
	}
	var help strings.Builder
	for _, args := range [][]string{{"ask"}, {"chat"}, {"explain"}, {"knowledge", "check"}, {"book", "synth"}, {"intents", "evaluate"}} {
		if err := run(t.Context(), append(args, "--help"), strings.NewReader(""), &help, &help); err != nil {
			t.Fatal(err)
		}
	}
	for _, flag := range regexp.MustCompile(`--[a-z]+`).FindAllString(readme, -1) {
		if !strings.Contains(help.String(), flag) && !strings.Contains(overview, flag) {
			t.Errorf("README.md names the flag %s, which no help does", flag)
		}
	}
	tour := read(t, "doc.go")
	for _, m := range regexp.MustCompile(`\[marketbot/([a-z/]+)(?:\.[A-Z][A-Za-z.]+)?\]`).FindAllStringSubmatch(tour, -1) {
		if st, err := os.Stat("../../" + m[1]); err != nil || !st.IsDir() {
			t.Errorf("the tour names the package %s, which is not there", m[1])
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
