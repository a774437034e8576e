package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestPhrasebookLanguagesAgree(t *testing.T) {
	const english = "greeting: Hello {name}.\nshare: \"{company}: {value} in {place}, {value}\"\nthanks: ''\n"
	for _, tt := range []struct{ name, en, zh, want string }{
		{"the same", english, "share: 在{place}，{company}{value}\ngreeting: 你好{name}\nthanks: 谢谢\n", ""},
		{"a key too few", english, "share: 在{place}，{company}{value}\ngreeting: 你好{name}\n",
			`phrasebook/zh.yaml:1:1: lacks "thanks", which English has`},
		{"a key too many", english, "share: 在{place}，{company}{value}\ngreeting: 你好{name}\nthanks: 谢谢\nshares: 份额\n",
			`phrasebook/zh.yaml:4:9: shares: English has no such key (hint: did you mean "share"?)`},
		{"a slot too few", english, "share: 在{place}，{company}\ngreeting: 你好{name}\nthanks: 谢谢\n",
			`phrasebook/zh.yaml:1:8: share: has the slots {company} {place}, the English wording {company} {place} {value}`},
		{"no slots", english, "share: 在{place}，{company}{value}\ngreeting: 你好\nthanks: 谢谢\n",
			`phrasebook/zh.yaml:2:11: greeting: has no slots, the English wording {name}`},
		{"a lone brace", "greeting: Hello {name}.}\n", "greeting: 你好{name}\n",
			`phrasebook/en.yaml:1:11: greeting: a brace has no partner`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, files, err := read(fstest.MapFS{
				"book.yaml":          {Data: []byte("title: {en: a book}\n")},
				"phrasebook/en.yaml": {Data: []byte(tt.en)},
				"phrasebook/zh.yaml": {Data: []byte(tt.zh)},
			})
			if err != nil {
				t.Fatal(err)
			}
			p := newProof(b, files)
			for _, f := range files[1:] {
				p.phrasebook(spot{file: f})
			}
			if got := printed(p.err()); got != tt.want {
				t.Errorf("found\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A book that changes the English alone is compared with the languages that it inherits.
func TestPhrasebookAgreesWithInherited(t *testing.T) {
	b, files, err := read(fstest.MapFS{
		"book.yaml":          {Data: []byte("title: {en: a book}\n")},
		"phrasebook/en.yaml": {Data: []byte("greeting: Ahoy.\nberth: a berth\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.inherit(&Book{Phrases: map[string]Phrasebook{
		"en": {"greeting": "Hello {name}.", "thanks": "You are welcome."},
		"zh": {"greeting": "你好{name}", "thanks": "不客气"},
	}})
	want := []string{
		`phrasebook/en.yaml:1:11: greeting: has no slots, the "zh" wording {name}`,
		`phrasebook/en.yaml:2:8: berth: "zh" lacks this key (hint: add it in phrasebook/zh.yaml)`,
	}
	p := newProof(b, files)
	p.phrasebook(spot{file: files[1]})
	if got := printed(p.err()); got != strings.Join(want, "\n") {
		t.Errorf("found\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}
