package knowledge

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func readme(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestReadmeExamples holds each example of the guide against the file that it names, which the tests load.
func TestReadmeExamples(t *testing.T) {
	examples := regexp.MustCompile("(?s)```yaml\n# (\\S+)\n(.*?)```").FindAllStringSubmatch(readme(t), -1)
	if want := strings.Count(readme(t), "```yaml"); len(examples) != want || want == 0 {
		t.Errorf("%d of %d examples name their file", len(examples), want)
	}
	for _, e := range examples {
		raw, err := os.ReadFile("testdata/ferries/" + e[1])
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(raw), e[2]) {
			t.Errorf("testdata/ferries/%s does not hold the example\n%s", e[1], e[2])
		}
	}
}

func TestReadmeNamesEveryKey(t *testing.T) {
	text := readme(t)
	for name, typ := range schemas {
		for _, key := range keys(typ) {
			if !strings.Contains(text, "`"+key+"`") {
				t.Errorf("README.md does not name the key %s of %s", key, name)
			}
		}
	}
	for _, list := range [][]string{placeholders, kinds, certainties} {
		for _, word := range list {
			if !strings.Contains(text, word) {
				t.Errorf("README.md does not name %s", word)
			}
		}
	}
}

// keys returns the keys of a type and of what it holds.
func keys(typ reflect.Type) []string {
	var out []string
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return keys(typ.Elem())
	case reflect.Struct:
		for f := range typ.Fields() {
			out = append(append(out, f.Tag.Get("yaml")), keys(f.Type)...)
		}
	}
	return out
}

// TestReadmeNamesFiles holds the paths that the guide names against the disk.
func TestReadmeNamesFiles(t *testing.T) {
	named := regexp.MustCompile("`((?:testdata|schema|intents|articles)/?[a-z./-]*)`|\"knowledge/(schema/[^\"]+)\"").FindAllStringSubmatch(readme(t), -1)
	if len(named) < 5 {
		t.Fatalf("README.md names %d files", len(named))
	}
	for _, m := range named {
		if p := m[1] + m[2]; !exists(p) {
			t.Errorf("README.md names %s, which does not exist", p)
		}
	}
}

// TestReadmeFinding keeps the finding that the guide shows true.
func TestReadmeFinding(t *testing.T) {
	_, err := load(t, edited(t, edit{articleFile, "who: [nordhaven]", "who: [nordhavn]"}))
	if err == nil || !strings.Contains(readme(t), "    "+err.Error()+"\n") {
		t.Errorf("README.md does not show the finding %v", err)
	}
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}
