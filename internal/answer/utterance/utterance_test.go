package utterance

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// printed joins the tokens' texts; breaks stand as |.
func printed(tokens []Token) string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Text
		if t.Kind == Break {
			out[i] = "|"
		}
	}
	return strings.Join(out, " ")
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"What's Ada's share?", "what 's ada 's share |"},
		{"don't sum them", "dont sum them"},
		{"15% or 62.5 percent, 1,200 TEU", "15 % or 62.5 percent | 1200 teu"},
		{"Q4'24 4q24 3rd", "q4 | 24 4q24 3rd"},
		{"U.S. firms", "us firms"},
		{"Économie ﬁne", "economie fine"},
		{"sh\u200bare\u00ad!", "share |"},
		{"vіvо аррlе", "vivo apple"}, // Cyrillic look-alikes
		{"Москва", "москва"},         // no look-alike: a word of its own script
		{"市场份额 Q4", "市 场 份 额 q4"},
		{"國產手機", "国 产 手 机"}, // traditional writing
		{"ｆｕｌｌ １５％", "full 15 %"},
		{"@kenji is it 15", "| is it 15"},
		{"mail a@b.com @ noon", "mail a | bcom | noon"},
		{"<@U123> hi <!here|here> there", "| hi | there"},
		{"see <https://example.org/a|the page> now", "see the page > now"},
		{"hey :wave: you", "hey you"},
		{"the <b>share</b> <br/>of <SCRIPT src=x>alert(1)</script>us", "the share of us"},
		{"less < 5 <Ada>", "less < 5 < ada >"},
		{"please please please", "please"},
		{"sooo goooood", "so god"},
		{"1. first\n2) second", "| first | second"},
		{"a.b", "ab"},
		{"", ""},
		{" \t\u200b", ""},
		{"...?!", "|"},
	} {
		if got := printed(Split(c.text)); got != c.want {
			t.Errorf("Split(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBounds(t *testing.T) {
	if n := len(Split(strings.Repeat("ab cd ", 10_000))); n != MaxTokens {
		t.Errorf("a long text has %d tokens, want the last %d", n, MaxTokens)
	}
	tokens := Split(strings.Repeat("x ", 100) + strings.Repeat("ab cd ", 200) + "the end")
	if last := tokens[len(tokens)-1].Text; last != "end" {
		t.Errorf("the last token is %q, want the question's end kept", last)
	}
}

func TestRanges(t *testing.T) {
	text := "Über Ada's 15% – 份额"
	for _, tok := range Split(text) {
		if tok.Kind == Break {
			continue
		}
		if got := Fold(text[tok.Start:tok.End]); got != tok.Text && strings.Trim(got, "'") != strings.Trim(tok.Text, "'") {
			t.Errorf("token %q stands at %q", tok.Text, text[tok.Start:tok.End])
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"What's up?", "15% q4'24", "<@U1> :wave: <http://x|y>", "市场", "a\u0301\u200b", "\xff\xfe", "1. x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := Split(text)
		if len(tokens) > MaxTokens {
			t.Fatalf("%d tokens", len(tokens))
		}
		end := 0
		for _, tok := range tokens {
			if tok.Start < end || tok.End < tok.Start || tok.End > len(text) {
				t.Fatalf("token %+v overlaps or lies outside %q", tok, text)
			}
			if tok.Text == "" || !utf8.ValidString(tok.Text) && utf8.ValidString(text) {
				t.Fatalf("token %+v of %q", tok, text)
			}
			end = tok.End
		}
	})
}
