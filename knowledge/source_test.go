package knowledge

import (
	"errors"
	"os"
	"strings"
	"testing"

	"marketbot/internal/housetest"
)

func ferrySource(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/ferries/source.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestCheckSource(t *testing.T) {
	text := ferrySource(t)
	for _, tt := range []struct {
		name, old, new, want string
	}{
		{"as it is", "\n", "\n", ""},
		{"wrapped elsewhere", "share, according", "share,\n  according", ""},
		{"with the line ends of Windows", "\n", "\r\n", ""},
		{"with another heading", "Why the gap", "A heading\n\nWhy the gap", ""},
		{"with a paragraph more", "Why the gap", "It is closing.\n\nWhy the gap",
			`articles/nordhaven-lead: claim "battery": fragment: "Analysts blame Nordhaven’s dependence on a single battery supplier" stands in paragraph 4, not 3
articles/nordhaven-lead: quotation "thorsen": sentences[0]: "We are taking orders that used to go elsewhere." stands in paragraph 3, not 2
articles/nordhaven-lead: quotation "thorsen": sentences[1]: "Next year we will build 12 hulls." stands in paragraph 3, not 2`},
		{"with straight quotes", "Nordhaven’s", "Nordhaven's",
			`articles/nordhaven-lead: claim "battery": fragment: "Analysts blame Nordhaven’s dependence on a single battery supplier" does not stand in the source to the letter (hint: paragraph 3 writes it with other quotation marks, dashes or capitals)`},
		{"with another figure", "with a 42% share", "with a 43% share",
			`articles/nordhaven-lead: claim "lead": fragment: "led Norway’s electric ferry market in the second quarter with a 42% share" does not stand in the source`},
		{"where the fragment ends inside a word", "42% share", "42% shares",
			`articles/nordhaven-lead: claim "lead": fragment: "led Norway’s electric ferry market in the second quarter with a 42% share" does not stand in the source`},
		{"with words after the quoted sentence", "12 hulls.", "12 hulls or so.",
			`articles/nordhaven-lead: quotation "thorsen": sentences[1]: "Next year we will build 12 hulls." does not stand in the source`},
		{"empty", text, "",
			`articles/nordhaven-lead: the source has no paragraphs (hint: blank lines part them; each ends as a sentence does)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := load(t, ferries(t))
			if err != nil {
				t.Fatal(err)
			}
			got := errors.Join(CheckSource(b, "nordhaven-lead", strings.NewReplacer(tt.old, tt.new).Replace(text))...)
			if printed(got) != tt.want {
				t.Errorf("CheckSource found\n%s\nwant\n%s", printed(got), tt.want)
			}
		})
	}
}

func printed(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestCheckSourceOfUnknownArticle(t *testing.T) {
	b, err := load(t, ferries(t))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"nordhaven-led": `no article "nordhaven-led" (hint: did you mean "nordhaven-lead"?)`,
		"whales":        `no article "whales" (hint: one of nordhaven-lead)`,
	} {
		if got := printed(errors.Join(CheckSource(b, id, "A text.")...)); got != want {
			t.Errorf("CheckSource of %s: %s, want %s", id, got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	got := Paragraphs("\ufeffA headline\n\nOne\nsentence.\n\n \n“Two,” he said. “Or\t three?”\n\nA heading\n\n（四。）")
	want := []string{"One sentence.", "“Two,” he said. “Or three?”", "（四。）"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("Paragraphs: %q, want %q", got, want)
	}
}

// TestSources compares the embedded articles with the texts they were taken from, which are not ours to
// publish: they lie beside the repository, under shared/article, where they are there at all.
func TestSources(t *testing.T) {
	b, err := base()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range b.Articles {
		t.Run(a.ID, func(t *testing.T) {
			raw, err := os.ReadFile(housetest.Shared(t, "article/"+a.ID+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range CheckSource(b, a.ID, string(raw)) {
				t.Error(err)
			}
		})
	}
}
