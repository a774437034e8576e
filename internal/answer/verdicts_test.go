package answer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

// firm is one of a ranking: its names in English and Chinese, and its share in per cent, now and a year before; 0: not known.
type firm struct {
	en, zh        string
	share, before int
}

// TestVerdicts asks two books, alone and in threads, what follows from their figures: who is ahead of whom, which rank one holds, whether a share is
// so high. A "yes" or "no" must be the one that the figures give, and most questions must get one.
func TestVerdicts(t *testing.T) {
	for _, book := range []struct {
		name   string
		engine func() (*answer.Engine, error)
		firms  []firm
	}{
		{"built-in", embedded, []firm{{"Vivo", "vivo", 17, 0}, {"Huawei", "华为", 16, 0}, {"Apple", "苹果", 15, 24}, {"Xiaomi", "小米", 15, 0}, {"Oppo", "OPPO", 15, 0}}},
		{"another market", tidewater, []firm{{"Meridia", "美瑞达", 28, 0}, {"Brightwake", "明航", 21, 16}, {"Corvane", "科凡", 21, 29}, {"Oskarholm", "奥斯卡霍姆", 12, 12}, {"Pelican", "鹈鹕支线", 5, 0}}},
	} {
		t.Run(book.name, func(t *testing.T) {
			e, err := book.engine()
			if err != nil {
				t.Fatal(err)
			}
			yes, no := verdictWords(engineBook(t))
			asked, given := 0, 0
			for _, q := range verdictQuestions(t, book.firms) {
				r := e.Answer(q.Question)
				asked++
				switch {
				case begins(r.Text(), yes) && !q.holds, begins(r.Text(), no) && q.holds:
					t.Errorf("%q %q: the figures say %t\ngot %s: %s", q.Context, q.Text, q.holds, r.Status, r.Text())
				case begins(r.Text(), yes), begins(r.Text(), no):
					given++
				}
			}
			t.Logf("%d questions, %d with a verdict", asked, given)
			if given < asked*9/10 {
				t.Errorf("%d of %d questions get a verdict, want nine of ten", given, asked)
			}
		})
	}
}

// verdict is a question and whether what it claims holds.
type verdict struct {
	answer.Question
	holds bool
}

// verdictQuestions fills the templates of testdata/verdicts.txt in with every firm and pair of firms.
func verdictQuestions(t *testing.T, firms []firm) []verdict {
	t.Helper()
	text, err := os.ReadFile("testdata/verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	before := map[string][]string{}
	var out []verdict
	for _, line := range strings.Split(string(text), "\n") {
		f := strings.Split(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(f[0], "before") && len(f) == 2:
			before[f[0]] = append(before[f[0]], f[1])
		case (f[0] == "then" || f[0] == "ask") && len(f) == 3:
			for _, a := range firms {
				contexts := [][]string{nil}
				if f[0] == "then" {
					contexts = nil
					for _, c := range append(before[fmt.Sprintf("before.%d", soleRank(firms, a))], before["before"]...) {
						contexts = append(contexts, []string{filled(c, a, firm{}, 0, 0)})
					}
				}
				for _, claim := range claims(f[1], f[2], firms, a) {
					for _, c := range contexts {
						out = append(out, verdict{answer.Question{Text: claim.text, Context: c}, claim.holds})
					}
				}
			}
		default:
			t.Fatalf("testdata/verdicts.txt: cannot read %q", line)
		}
	}
	return out
}

// claim is one question of a template.
type claim struct {
	text  string
	holds bool
}

// claims fills a template in for one firm, with every other one, with the percentages around its share, or with those from which and to which it
// went, also the other way round.
func claims(kind, template string, firms []firm, a firm) []claim {
	var out []claim
	add := func(holds bool, b firm, p int) { out = append(out, claim{filled(template, a, b, p, 0), holds}) }
	var n int
	switch {
	case kind == "ahead" || kind == "behind" || kind == "level":
		for _, b := range firms {
			if b != a {
				add(map[string]bool{"ahead": a.share > b.share, "behind": a.share < b.share, "level": a.share == b.share}[kind], b, 0)
			}
		}
	case len(strings.Split(kind, ".")) == 2 && quantities[strings.Split(kind, ".")[0]] != nil:
		of, side, _ := strings.Cut(kind, ".")
		holds, others := quantities[of], len(firms)-1
		switch side {
		case "ahead", "behind", "level":
			add(holds(count(firms, a, side, a.share), others), firm{}, 0)
		default:
			for p := a.share - 1; p <= a.share+1; p++ {
				add(holds(count(firms, firm{}, side, p), len(firms)), firm{}, p)
			}
		}
	case kind == "sum.ahead" || kind == "sum.behind":
		for i, b := range firms {
			for _, c := range firms[i+1:] {
				if b != a && c != a {
					sum := b.share + c.share
					text := strings.ReplaceAll(filled(template, a, b, 0, 0), "{c}", filled("{a}", c, firm{}, 0, 0))
					out = append(out, claim{text, map[string]bool{"sum.ahead": a.share > sum, "sum.behind": a.share < sum}[kind]})
				}
			}
		}
	case kind == "lead.more" || kind == "lead.least":
		for p := 2; p <= 4; p++ {
			add(count(firms, a, map[string]string{"lead.more": "over", "lead.least": "least"}[kind], a.share+p) > 0, firm{}, p)
		}
	case kind == "only":
		for p := a.share - 1; p <= a.share+1; p++ {
			add(a.share == p && count(firms, a, "level", p) == 0, firm{}, p)
		}
	case scan(kind, "rank.%d", &n):
		add(rank(firms, a) == n, firm{}, 0)
	case scan(kind, "top.%d", &n):
		add(rank(firms, a) <= n, firm{}, 0)
	case kind == "fell" || kind == "rose" || kind == "went":
		if a.before == 0 || a.before == a.share {
			break
		}
		way := kind == "went" || a.before > a.share == (kind == "fell")
		for _, c := range [...][2]int{{a.before, a.share}, {a.share, a.before}, {a.before + 2, a.share}, {a.before, a.share - 2}} {
			out = append(out, claim{filled(template, a, firm{}, c[1], c[0]), way && c == [2]int{a.before, a.share}})
		}
	case kind == "was":
		for p := a.before - 1; p <= a.before+1 && a.before > 0; p++ {
			add(a.before == p, firm{}, p)
		}
	case kind == "lost" || kind == "won":
		points := a.share - a.before
		if kind == "lost" {
			points = -points
		}
		for p := points - 1; p <= points+1 && a.before > 0; p++ {
			if p > 0 {
				add(p == points, firm{}, p)
			}
		}
	default:
		for p := a.share - 1; p <= a.share+1; p++ {
			add(map[string]bool{"over": a.share > p, "under": a.share < p, "least": a.share >= p, "exact": a.share == p}[kind], firm{}, p)
		}
	}
	return out
}

func scan(s, format string, n *int) bool {
	_, err := fmt.Sscanf(s, format, n)
	return err == nil
}

// quantities say whether so many of all are all of them, any, none or most.
var quantities = map[string]func(n, of int) bool{
	"all":  func(n, of int) bool { return n == of },
	"any":  func(n, _ int) bool { return n > 0 },
	"none": func(n, _ int) bool { return n == 0 },
	"most": func(n, of int) bool { return 2*n > of },
}

// count is how many but one are on a side of a share.
func count(firms []firm, but firm, side string, share int) (n int) {
	for _, b := range firms {
		on := map[string]bool{"ahead": b.share > share, "over": b.share > share, "behind": b.share < share, "under": b.share < share, "level": b.share == share, "least": b.share >= share}
		if b != but && on[side] {
			n++
		}
	}
	return n
}

// rank is the place of a firm: one more than there are firms ahead of it.
func rank(firms []firm, a firm) int {
	n := 1
	for _, b := range firms {
		if b.share > a.share {
			n++
		}
	}
	return n
}

// soleRank is the place of a firm, or 0 where others share it.
func soleRank(firms []firm, a firm) int {
	for _, b := range firms {
		if b != a && b.share == a.share {
			return 0
		}
	}
	return rank(firms, a)
}

// filled puts the names, in the language of a template, and the percentages in.
func filled(template string, a, b firm, p, old int) string {
	nameA, nameB := a.en, b.en
	if strings.ContainsFunc(template, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		nameA, nameB = a.zh, b.zh
	}
	return strings.NewReplacer("{a}", nameA, "{b}", nameB, "{p}", fmt.Sprint(p), "{old}", fmt.Sprint(old)).Replace(template)
}

// verdictWords are the beginnings of a yes and of a no in the languages of a book.
func verdictWords(b *knowledge.Book) (yes, no []string) {
	fixed := func(s string) string { s, _, _ = strings.Cut(s, "{"); return s }
	for _, words := range b.Phrases {
		yes = append(yes, fixed(words["yes"]))
		for _, key := range []string{"no", "not.quite", "no.figure"} {
			no = append(no, fixed(words[key]))
		}
	}
	return yes, no
}

func begins(text string, with []string) bool {
	for _, w := range with {
		if w != "" && strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}
