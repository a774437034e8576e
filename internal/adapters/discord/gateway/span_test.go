package gateway

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseSpan(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "0-2 of 3"},
		{"auto", "0-2 of 3"},
		{" auto ", "0-2 of 3"},
		{"1", "0-0 of 1"},
		{"4", "0-3 of 4"},
		{"0-1/4", "0-1 of 4"},
		{"2-3/4", "2-3 of 4"},
		{"3/4", "3-3 of 4"},
		{"0", "error"},
		{"-1", "error"},
		{"many", "error"},
		{"Auto", "error"},
		{"4/4", "error"},
		{"2-4/4", "error"},
		{"3-2/4", "error"},
		{"-1/4", "error"},
		{"0-/4", "error"},
		{"0-1/", "error"},
		{"0-1", "error"},
		{"0-1/4/4", "error"},
		{"99999", "error"},
	} {
		s, err := parseSpan(tt.in)
		s = s.or(3)
		got := fmt.Sprintf("%d-%d of %d", s.first, s.last, s.count)
		if err != nil {
			got = "error"
			if want := fmt.Sprintf("DISCORD_SHARDS is %q (hint: ", strings.TrimSpace(tt.in)); !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%q: error %v, want %s…", tt.in, err, want)
			}
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestNew(t *testing.T) {
	const want = "discord: DISCORD_TOKEN is empty (hint: the token of the page Bot of the developer portal)"
	if _, err := New(Config{}, nil); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
