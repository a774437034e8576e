package slack

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
	"marketbot/internal/housetest"
	"marketbot/knowledge"
)

const hostileText = "<!channel> <@U0ANN|ann> @here <https://evil.example|click> *b* ```x``` :tada: & \x1b[31m \u202egnp \xff <#C1> &lt;!here&gt;"

func TestRender(t *testing.T) {
	s := pages{shelf.New(adaptertest.Book(t), adaptertest.Phrases(t))}
	p := adaptertest.NewReplies(t)
	p["hostile"], p["too long"], p["empty"] = adaptertest.Hostile(hostileText), adaptertest.Long(), answer.Reply{Status: evidence.Unknown, Language: "en"}
	for _, q := range append(slices.Clone(adaptertest.Questions()), "hostile", "too long", "empty") {
		t.Run(q, func(t *testing.T) {
			r := p[q]
			for _, private := range []bool{false, true} {
				g := s.render(r, around{Key: "T1:C1:1.2", Question: q, Private: private})
				checkMessage(t, q, g)
				if private && q != "/share apple cn" {
					continue
				}
				name := strings.NewReplacer("/", "", " ", "-", "?", "", "'", "").Replace(q)
				if private {
					name += "-private"
				}
				housetest.Golden(t, "testdata/"+name+".golden", housetest.Pretty(t, g), *update)
			}
		})
	}
}

// What is cut is said, whole sentences are, and the sources stay.
func TestShortened(t *testing.T) {
	s := pages{shelf.New(adaptertest.Book(t), adaptertest.Phrases(t))}
	r := adaptertest.Long()
	g := s.render(r, around{Key: "k", Question: "q"})
	blocks := housetest.Pretty(t, g.Blocks)
	for _, text := range []string{g.Text, blocks} {
		if !strings.Contains(text, "Left out for length: ") {
			t.Error("does not say what was left out")
		}
		if !strings.Contains(text, "From “Article 0” (publisher not known): measured by Canalys, paragraph 0") {
			t.Error("the source is lost")
		}
	}
	for _, line := range strings.SplitAfter(g.Text[:strings.Index(g.Text, "Left out")], "market.") {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(r.Lines, line) {
			t.Errorf("%q is no whole sentence", line)
		}
	}
	one := answer.Reply{Language: "en", Lines: []string{strings.Repeat("It is 1,234,567.89%.", 400)}}
	text := s.render(one, around{}).Text
	if cutAt := strings.TrimSuffix(text, "…"); cutAt == text || !strings.HasSuffix(cutAt, "%.") && !strings.HasSuffix(cutAt, "is") && !strings.HasSuffix(cutAt, "It") {
		t.Errorf("cut within a number: …%q", text[max(0, len(text)-30):])
	}
}

func TestViews(t *testing.T) {
	s := pages{shelf.New(adaptertest.Book(t), adaptertest.Phrases(t))}
	checkView(t, "home", s.homeView([]string{"Who leads in China?", hostileText}))
	made, err := knowledge.Load(os.DirFS("../../answer/testdata/tidewater")) // a made-up book, which stays as it is
	if err != nil {
		t.Fatal(err)
	}
	made.Version = "0123456789ab"
	home := pages{shelf.New(made, adaptertest.Phrases(t))}.homeView([]string{"Who leads the trade?"})
	checkView(t, "home", home)
	housetest.Golden(t, "testdata/home.golden", housetest.Pretty(t, home), *update)
	proof := s.evidenceView("en", s.Cite([]string{"vivo-share", "unknown", "apple-share"}))
	checkView(t, "evidence", proof)
	housetest.Golden(t, "testdata/evidence.golden", housetest.Pretty(t, proof), *update)
	checkView(t, "no evidence", s.evidenceView("en", nil))
	checkView(t, "hostile evidence", s.evidenceView("zh", slices.Repeat(adaptertest.Hostile(hostileText).Citations, 100)))
	reason := s.reasonView("en", "T1:C1:1.2")
	checkView(t, "reason", reason)
	housetest.Golden(t, "testdata/reason.golden", housetest.Pretty(t, reason), *update)
	checkView(t, "long reason", s.reasonView("zh", strings.Repeat("\"", 10_000)))
}

func TestComplete(t *testing.T) {
	s := pages{shelf.New(adaptertest.Book(t), adaptertest.Phrases(t))}
	for _, tt := range []struct{ typed, want string }{
		{"viv", "vivo"}, {"VIVO", "vivo"}, {"huwa", "huawei"}, {"xiomi", "xiaomi"}, {"appel", "apple"}, {"苹果", "apple"}, {"华", "huawei"}, {"hua wei", "huawei"},
	} {
		got := s.Completion.Find("company", tt.typed, "en", "", maxOptions)
		if len(got) == 0 || got[0].ID != tt.want {
			t.Errorf("complete(%q) begins with %v, want %s", tt.typed, got, tt.want)
		}
	}
	for _, typed := range []string{"zzzzz", "<!here>"} {
		if got := s.Completion.Find("company", typed, "en", "", maxOptions); len(got) > 0 {
			t.Errorf("complete(%q) = %v, want none", typed, got[0].ID)
		}
	}
	for _, e := range s.Completion.Find("company", "", "en", "apple", maxOptions) {
		if e.ID == "apple" {
			t.Error("a company is offered for comparison with itself")
		}
	}
	if n := len(encoded(s.completed("en", "", ""))); n >= maxAck {
		t.Errorf("the options have %d bytes", n)
	}
}

func FuzzRender(f *testing.F) {
	s := pages{shelf.New(adaptertest.Book(f), adaptertest.Phrases(f))}
	f.Add(hostileText, "en", 3.5, 3, 1)
	f.Add("Vivo leads with 17%. "+strings.Repeat("长", 900), "zh", -1.0, 120, 7)
	f.Add(strings.Repeat("&<>", 400), "en", math.Inf(-1), 1, 12)
	f.Add("", "", math.NaN(), 0, 0)
	f.Fuzz(func(t *testing.T, text, lang string, v float64, rows, lines int) {
		r := adaptertest.Fuzzed(text, lang, v, rows, lines)
		for _, o := range []around{{}, {Key: text, Question: text, Private: true}} {
			checkMessage(t, "fuzz", s.render(r, o))
		}
		checkView(t, "fuzz", s.homeView([]string{text, text}))
		checkView(t, "fuzz", s.evidenceView(lang, r.Citations))
		checkView(t, "fuzz", s.reasonView(lang, text))
		if q := question(text, "U1"); clip.Count(q) > longestQuestion {
			t.Errorf("a question of %d characters", clip.Count(q))
		}
	})
}
