package config

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/joho/godotenv"
)

// EnvFile is the name of the file with settings.
const EnvFile = ".env"

// load puts the settings of a folder's file into the environment, where they are not set there already, and
// returns their names. A setting that is empty counts as not set.
func load(dir string) ([]string, error) {
	name := filepath.Join(dir, EnvFile)
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", EnvFile, err)
	}
	file, err := godotenv.UnmarshalBytes(text)
	if err != nil {
		// its error quotes the file, secrets and all
		return nil, fmt.Errorf("%s:%d: no NAME=value (hint: bot config --example shows how it looks)", EnvFile, badLine(string(text)))
	}
	var names []string
	for k, v := range file {
		names = append(names, k)
		if _, ok := os.LookupEnv(k); !ok {
			if err := os.Setenv(k, v); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", EnvFile, k, err)
			}
		}
	}
	slices.Sort(names)
	for _, n := range (&Config{}).names() {
		if v, ok := os.LookupEnv(n); ok && strings.TrimSpace(v) == "" {
			os.Unsetenv(n) // envconfig would take it for a value, and not the default
		}
	}
	return names, nil
}

var setting = regexp.MustCompile(`^\s*(#.*|(export\s+)?[A-Za-z_][A-Za-z0-9_.]*\s*[=:].*)?$`)

// badLine is the first line of a file that is not like a setting, or 1.
func badLine(text string) int {
	for i, line := range strings.Split(text, "\n") {
		if !setting.MatchString(line) {
			return i + 1
		}
	}
	return 1
}

// own are beginnings of names that only the bot's settings have. Of the others (HTTP_PROXY, LOG_DIR) those are
// refused that are nearly ours, and in .env, which is ours, all that begin as ours do.
var own = []string{"SLACK_", "DISCORD_", "KNOWLEDGE_", "OPERATOR_"}

// near is how many letters a name may differ from ours to be taken for a misspelling of it.
const near = 2

// misspelt finds variables that look like settings and are none.
func misspelt(names, file []string) error {
	var all []string
	for _, kv := range os.Environ() {
		if name, value, _ := strings.Cut(kv, "="); value != "" {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	var wrong []error
	for _, name := range all {
		if slices.Contains(names, name) {
			continue
		}
		meant, distance := nearest(name, names)
		begins := slices.ContainsFunc(own, func(p string) bool { return strings.HasPrefix(name, p) })
		shares := slices.ContainsFunc(names, func(n string) bool { return word(n) == word(name) })
		if slices.Contains(file, name) {
			begins = begins || shares
		}
		switch {
		case distance <= near, shares && distance <= len(name)/3, begins && distance <= 2*near:
			wrong = append(wrong, fmt.Errorf("%s is no setting (hint: did you mean %s?)", name, meant))
		case begins:
			wrong = append(wrong, fmt.Errorf("%s is no setting (hint: bot config lists them; unset it if it is another program's)", name))
		}
	}
	return errors.Join(wrong...)
}

// word is what a name begins with.
func word(name string) string {
	first, _, _ := strings.Cut(name, "_")
	return first
}

// nearest is the name that differs in the fewest letters. Case does not count.
func nearest(name string, names []string) (string, int) {
	best, least := "", math.MaxInt
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToUpper(name), n); d < least {
			best, least = n, d
		}
	}
	return best, least
}

// Example is the text of a .env file with all settings, each commented out with its default.
func Example() string {
	var b strings.Builder
	b.WriteString("# Settings of the bot: copy this file to .env in the folder that it is started in, and fill in what you need.\n" +
		"# Variables of the environment win over the file. Written by: bot config --example\n")
	for _, v := range (&Config{}).Variables() {
		fmt.Fprintf(&b, "\n# %s\n#%s=%s\n", v.Meaning, v.Name, v.Default)
	}
	return b.String()
}
