package terminal

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func replies() map[string]answer.Reply {
	const title = "Nordhaven Keeps Its Lead in Electric Ferries"
	table := &answer.Table{Metric: "market share", Place: "Norway", Period: "Q2 2031", Unit: "percent", Rows: []answer.TableRow{
		{Name: "Lindqvist Yards", Value: 18.5, Rank: 2, Tied: 2, Text: "18.5%"},
		{Name: "Fjordline", Value: 18.5, Rank: 2, Tied: 2, Text: "18.5%"},
		{Name: "Others", Value: 1, Rank: 4, Text: "1%"},
		{Name: "Nordhaven Marine", Value: 42, Rank: 1, Tied: 1, Text: "42%"},
	}}
	return map[string]answer.Reply{
		"ranking": {
			Status: evidence.Answered, Language: "en", Table: table,
			Lines:   []string{"Nordhaven Marine leads Norway's electric ferry market with 42% in Q2 2031 (Hull Review).", "Lindqvist Yards and Fjordline share second place.", "Together they have 37%."},
			Derived: []evidence.Derived{{Value: 37, Unit: "percent", Formula: "18.5 + 18.5"}, {Value: 2.27, Unit: "times", Formula: "42 / 18.5"}},
			AsOf:    "Q2 2031",
			Citations: []answer.Citation{
				{ID: "a", Fragment: "led Norway’s electric ferry market in the second quarter with a 42% share", Article: title, Publisher: "The Harbour Letter", Paragraph: 1, Source: "Hull Review", Certainty: "measured"},
				{ID: "b", Fragment: "tied for second at 18.5%", Article: title, Publisher: "The Harbour Letter", Paragraph: 2, Source: "Hull Review", Certainty: "measured"},
				{ID: "c", Fragment: "people familiar with the talks", Article: "Another Article", Paragraph: 7, Source: "the article", Certainty: "reported"},
			},
			Suggestions: []string{"Nordhaven Marine vs Lindqvist Yards?", "Who measured that?"},
		},
		"chinese": {
			Status: evidence.Answered, Language: "zh", Lines: []string{"2031年第2季度挪威电动渡轮市场第一是北港船舶，份额为42%，其后是林德奎斯特船厂和峡湾航运，各为18.5%。", "一年前为40%。"},
			Table: &answer.Table{Metric: "市场份额", Place: "挪威", Period: "2031年第2季度", Rows: []answer.TableRow{
				{Name: "北港船舶", Value: 42, Rank: 1, Text: "42%"}, {Name: "Fjordline", Value: 18.5, Rank: 2, Text: "18.5%"}}},
			Citations:   []answer.Citation{{ID: "a", Fragment: "a 42% share", Article: title, Paragraph: 1, Source: "Hull Review", Certainty: "measured"}},
			Suggestions: []string{"谁测得这些数据？"},
		},
		"quotation": {
			Status: evidence.Answered, Language: "en", Lines: []string{`Ada Voss (chair): "We build ferries. We build them well."`},
			Citations: []answer.Citation{{ID: "q", Fragment: "We build ferries. We build them well.", Article: title, Paragraph: 3, Source: "Ada Voss", Certainty: "said"}},
		},
		"unknown": {Status: evidence.Unknown, Language: "en", Lines: []string{"The book does not say."}},
		"hostile": {
			Status: evidence.Unknown, Language: "en", AsOf: "Q2\x1b[2J",
			Lines: []string{"I do not know \"\x1b]0;owned\x07\x1b[31mred\u202egnp.exe\u2066\x9b31m\x00\".", strings.Repeat("x", 200), "two\r\nlines\tand\u2028more \xff"},
			Table: &answer.Table{Metric: "\x1b[1m", Rows: []answer.TableRow{{Name: "\x1b[5mA\nB", Value: -3, Rank: 1, Text: "\a-3"}, {Name: strings.Repeat("长", 60), Value: 1, Rank: 2, Text: "1"}}},
			Citations: []answer.Citation{
				{Fragment: "a\x1bb", Article: "\x1b[8mt", Publisher: "\u200bp", Source: "\x7f", Certainty: "said"}},
			Derived:     []evidence.Derived{{Formula: "\x1b[1A", Unit: "\x08"}},
			Suggestions: []string{"\x1b[31mclick"},
		},
	}
}

func TestRender(t *testing.T) {
	say := adaptertest.Phrases(t)
	for name, r := range replies() {
		for _, s := range []Screen{{Width: 80}, {Width: 40}, {Width: 80, Colour: true}} {
			file := name + "-" + strconv.Itoa(s.Width)
			if s.Colour {
				file += "-colour"
			}
			t.Run(file, func(t *testing.T) {
				got := Render(r, say, s)
				golden := filepath.Join("testdata", file+".golden")
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatalf("%v (hint: go test ./internal/adapters/terminal -update)", err)
				}
				if got != string(want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// No line is wider than the screen, and nothing but text and line feeds is written, whatever the reply holds.
func TestRenderIsBounded(t *testing.T) {
	say := adaptertest.Phrases(t)
	for name, r := range replies() {
		for width := narrowest; width <= readable; width += 4 {
			checkPage(t, name, Render(r, say, Screen{Width: width}), width)
		}
	}
}

func checkPage(t *testing.T, name, page string, width int) {
	t.Helper()
	if !utf8.ValidString(page) || !strings.HasSuffix(page, "\n") {
		t.Errorf("%s: not UTF-8, or no line feed at the end: %q", name, page)
	}
	for line := range strings.Lines(page) {
		line = strings.TrimSuffix(line, "\n")
		if line != Clean(line) {
			t.Errorf("%s: %q acts on the terminal", name, line)
		}
		if n := columns(line); n > width {
			t.Errorf("%s: %d columns on a screen of %d: %q", name, n, width, line)
		}
	}
}

func FuzzRender(f *testing.F) {
	say := adaptertest.Phrases(f)
	f.Add("Nordhaven leads. \x1b[31m北港船舶第一。", 40, 3.5)
	f.Add("\u202e👩‍👩‍👧 e\u0301\u200b\u00ad\r\n\t", 20, -1.0)
	f.Fuzz(func(t *testing.T, text string, width int, value float64) {
		width = narrowest + int(uint(width)%80)
		row := answer.TableRow{Name: text, Value: value, Rank: 1, Text: strconv.FormatFloat(value, 'g', 4, 64)}
		r := answer.Reply{
			Language: "en", Lines: []string{text, text}, AsOf: text, Suggestions: []string{text},
			Table:     &answer.Table{Metric: text, Place: text, Rows: []answer.TableRow{row, row, {Name: "b", Rank: 2, Text: "0"}}},
			Citations: []answer.Citation{{Fragment: text, Article: text, Source: text, Certainty: "said"}},
			Derived:   []evidence.Derived{{Value: value, Unit: text, Formula: text}},
		}
		checkPage(t, "fuzz", Render(r, say, Screen{Width: width}), width)
	})
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"plain — 北港\n15%", "plain — 北港\n15%"},
		{"a\tb\u00a0c\u2028d", "a b c d"},
		{"\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"},
		{"\x1b]0;title\x07", "\ufffd]0;title\ufffd"},
		{"\u009b31m", "\ufffd31m"},
		{"a\r\nb", "a\nb"},
		{"\u202eabc\u2066\u200b\ufeff", "abc"},
		{"👩\u200d👧", "👩\u200d👧"},
		{"\xff", "\ufffd"},
		{"\U000e0041", ""},
	} {
		if got := Clean(tt.text); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"one two three", 13, "one two three"},
		{"trailing   ", 20, "trailing"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"ab abcdefghij", 4, "ab|abcd|efgh|ij"},
		{"第一是北港，第二是峡湾。", 10, "第一是北|港，第二是|峡湾。"},
		{"two\nlines", 10, "two|lines"},
		{"a\n\nb", 10, "a||b"},
		{"长长长", 1, "长|长|长"},
	} {
		if got := strings.Join(wrap(tt.text, tt.width), "|"); got != tt.want {
			t.Errorf("wrap(%q, %d) = %s, want %s", tt.text, tt.width, got, tt.want)
		}
	}
}
