package discord

import (
	"flag"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
	"marketbot/internal/housetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const hostileText = "<@123> @everyone @HERE <#1> <@&9> <t:1:R> </a:1> <id:home> https://evil.example/x [click](https://evil.example) **b** ||s|| ~~x~~ ```c``` `d` __u__ :tada: \\*x\\* \\\n# big\n-# small\n> quote\n>>> all\n- list\n* list\n+ list\n1. one\n2) two\n\u00a0# spaced \x1b[31m \u202egnp \xff \u2028# line"

// hidden is what should stand in no text at all.
var hidden = regexp.MustCompile(`[\x00-\x09\x0b-\x1f\x7f-\x9f\x{200b}\x{200e}\x{200f}\x{2028}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]|(?i)@(here|everyone)`)

// leading is what begins a block of Discord's markdown.
var leading = regexp.MustCompile(`^[\s\p{Z}]*(#{1,3}[\s\p{Z}]|-#|[-+*][\s\p{Z}]|>|[0-9]+[.)][\s\p{Z}])`)

// acts returns what of a text with markdown acts, beside bold, which the adapter writes itself: it reads a text as
// Discord does, a backslash taking the meaning from what follows.
func acts(s string) string {
	var bare strings.Builder // what has a meaning; a letter x where one was taken away
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			if i++; i < len(s) && !strings.ContainsRune("\\*_~`|<[]#->+.)", rune(s[i])) {
				return "a backslash that shows before " + s[i:]
			}
			bare.WriteByte('x')
			continue
		}
		bare.WriteByte(s[i])
	}
	text := strings.ReplaceAll(bare.String(), "**", "")
	if i := strings.IndexAny(text, "*_~`|<[]"); i >= 0 {
		return text[i:]
	}
	if i := strings.Index(text, "://"); i >= 0 {
		return text[i:]
	}
	for _, l := range strings.Split(text, "\n") {
		if leading.MatchString(l) {
			return l
		}
	}
	return ""
}

// checkMessage checks the body of a message: by Discord's limits, and that nothing in it acts.
func checkMessage(t testing.TB, name string, m message) {
	t.Helper()
	p, _ := payload.Decode([]byte(housetest.Pretty(t, m)))
	var files []discordtest.File
	for _, f := range m.files {
		files = append(files, discordtest.File{Name: f.Name, Bytes: f.Bytes})
	}
	flaws := discordtest.MessageFlaws(p, files, true)
	if a := p.At("allowed_mentions"); a.At("replied_user").V != false || a.At("parse").V == nil || len(a.List("parse")) > 0 {
		flaws = append(flaws, "it may ping")
	}
	marked, shown := []string{m.Content, m.plain}, []string{}
	for _, e := range m.Embeds {
		marked = append(marked, e.Title, e.Description)
		if e.Footer != nil {
			shown = append(shown, e.Footer.Text)
		}
	}
	for _, r := range m.Components {
		for _, c := range r.Components {
			shown = append(shown, c.Label, c.ID, c.Placeholder)
		}
	}
	for _, s := range marked {
		if a := acts(s); a != "" {
			flaws = append(flaws, "acts: "+strconv.Quote(a))
		}
	}
	for _, s := range append(marked, shown...) {
		if h := hidden.FindString(s); h != "" && !strings.HasPrefix(s, "ask:") && !strings.HasPrefix(s, "share:") {
			flaws = append(flaws, "holds "+strconv.Quote(h))
		}
	}
	if clip.Count(m.plain) > 2000 || strings.TrimSpace(m.plain) == "" {
		flaws = append(flaws, "the plain text has "+strconv.Itoa(clip.Count(m.plain))+" characters")
	}
	for _, f := range flaws {
		t.Errorf("%s: %s", name, f)
	}
}

func testPages(tb testing.TB) pages {
	return pages{shelf.New(adaptertest.Book(tb), adaptertest.Phrases(tb))}
}

func TestRender(t *testing.T) {
	s := testPages(t)
	replies := map[string]answer.Reply{"hostile": adaptertest.Hostile(hostileText), "too long": adaptertest.Long(), "empty": {Status: evidence.Unknown, Language: "en"}}
	for _, q := range adaptertest.Questions() {
		replies[q] = adaptertest.NewReplies(t)[q]
	}
	for q, r := range replies {
		t.Run(q, func(t *testing.T) {
			for _, private := range []bool{false, true} {
				m := s.render(r, around{Key: "1100000000000000099", Question: q, Private: private})
				checkMessage(t, q, m)
				if private && q != "/share apple cn" {
					continue
				}
				name := strings.NewReplacer("/", "", " ", "-", "?", "", "'", "", "？", "").Replace(q)
				if private {
					name += "-private"
				}
				housetest.Golden(t, "testdata/render/"+name+".golden", housetest.Pretty(t, m)+"\n"+m.plain+"\n", *update)
			}
		})
	}
}

// What is cut is said, whole sentences are, and the sources stay.
func TestShortened(t *testing.T) {
	r := adaptertest.Long()
	m := testPages(t).render(r, around{Key: "k", Question: "q"})
	const source = "From “Article 0” (publisher not known): measured by Canalys, paragraph 0"
	for what, text := range map[string]string{"content": m.Content, "table": m.Embeds[0].Description, "plain": m.plain} {
		if !strings.Contains(text, "Left out for length: ") {
			t.Errorf("the %s does not say what was left out", what)
		}
	}
	if !strings.Contains(m.Embeds[0].Footer.Text, source) || !strings.Contains(m.plain, source) {
		t.Error("the source is lost")
	}
	sentences := strings.ReplaceAll(m.Content, "**", "")
	for _, l := range strings.SplitAfter(sentences[:strings.Index(sentences, "Left out")], "market.") {
		if l = strings.TrimSpace(l); l != "" && !slices.Contains(r.Lines, l) {
			t.Errorf("%q is no whole sentence", l)
		}
	}
	one := answer.Reply{Language: "en", Lines: []string{strings.Repeat("It is 1,234,567.89%.", 400)}}
	text := strings.TrimSuffix(testPages(t).render(one, around{}).Content, "**")
	if cutAt := strings.TrimSuffix(text, "…"); cutAt == text || !strings.HasSuffix(cutAt, "%.") && !strings.HasSuffix(cutAt, "is") && !strings.HasSuffix(cutAt, "It") {
		t.Errorf("cut within a number: …%q", text[max(0, len(text)-30):])
	}
}

// What Discord refuses goes step by step; the answer and its source stay to the last.
func TestSimpler(t *testing.T) {
	r := adaptertest.NewReplies(t)["compare vivo and huawei"]
	m := testPages(t).render(r, around{}).illustrated(chartName, []byte("png"), "alt")
	list := m.simpler()
	if len(list) != 3 || len(list[0].files) != 1 || len(list[1].files) != 0 || list[1].Embeds[0].Image != nil || len(list[1].Components) == 0 || len(list[2].Embeds)+len(list[2].Components) != 0 {
		t.Errorf("got %s", housetest.Pretty(t, list))
	}
	if last := list[2].Content; !strings.Contains(last, "17%") || !strings.Contains(last, "Canalys") {
		t.Errorf("the text alone is %q", last)
	}
	if m.Embeds[0].Image == nil {
		t.Error("the message itself has changed")
	}
	for i, m := range list {
		checkMessage(t, strconv.Itoa(i), m)
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Apple held 15% in Q4 2024 (Canalys).": "Apple held 15% in Q4 2024 (Canalys).",
		"-11% year over year, 3.5 points":      "-11% year over year, 3.5 points",
		"2024. Then":                           `2024\. Then`,
		"- x\n# y\n-# z":                       "\\- x\n\\# y\n\\-# z",
		"a_b *c* <@1> [x](y) |z|":              `a\_b \*c\* \<@1> \[x\](y) \|z\|`,
		"@everyone @Here ann@here.example":     "@\u2060everyone @\u2060Here ann@\u2060here.example",
		"https://x.example":                    "https:\u2060//x.example",
		`\`:                                    `\\`,
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
	if a := acts(escape(hostileText)); a != "" {
		t.Errorf("acts: %q", a)
	}
	for _, live := range []string{"**a** *b*", "_x_", "# x", "a\n> b", "<@1>", "1. x", "[a](b)", "http://x"} {
		if acts(live) == "" {
			t.Errorf("%q is not found to act", live)
		}
	}
}

func FuzzRender(f *testing.F) {
	s := testPages(f)
	f.Add(hostileText, "en", 3.5, 3, 1)
	f.Add("Vivo leads with 17%. "+strings.Repeat("长", 900), "zh", -1.0, 120, 7)
	f.Add(strings.Repeat("*_`", 400), "en", math.Inf(-1), 1, 12)
	f.Add("", "", math.NaN(), 0, 0)
	f.Add("\\", "e:n", 0.0, 2, 2)
	f.Fuzz(func(t *testing.T, text, lang string, v float64, rows, lines int) {
		r := adaptertest.Fuzzed(text, lang, v, rows, lines)
		for _, o := range []around{{}, {Key: text, Question: text, Private: true}} {
			m := s.render(r, o).illustrated(chartName, []byte("png"), "alt")
			for _, m := range m.simpler() {
				checkMessage(t, "fuzz", m)
			}
		}
	})
}
