package clip

import (
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{{"", 0, ""}, {"abc", 0, ""}, {"abc", 3, "abc"}, {"abc", 2, "ab"}, {"中国谁", 2, "中国"}, {"中国", 6, "中国"}} {
		if got := Cut(tt.s, tt.n); got != tt.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"abcd", 0, ""}, {"ab cd", 4, "ab…"},
		{"fell to 1,234.5%", 13, "fell to…"}, // not within the number
		{"1234567", 3, "12…"},                // there is nothing else
	} {
		if got := Shorten(tt.s, tt.n); got != tt.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ s, want string }{
		{"a\nb\tc\x00d", "a\nb c d"}, {"a\u202eb\u200bc", "abc"}, {"👩\u200d💻", "👩\u200d💻"}, {"a\xffb", "a\ufffdb"}, {"a\u2028b", "a b"},
	} {
		if got := Clean(tt.s); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.s, got, tt.want)
		}
	}
}

func TestSqueeze(t *testing.T) {
	double := func(s string) string { return strings.ReplaceAll(s, "&", "&amp;") }
	got := Squeeze(strings.Repeat("&", 100), 40, double)
	if Count(got) > 40 || !strings.HasPrefix(got, "&amp;") || !strings.HasSuffix(got, "…") {
		t.Errorf("Squeeze gives %q", got)
	}
	if got := Squeeze("abc", 0, double); got != "" {
		t.Errorf("Squeeze into nothing gives %q", got)
	}
}
