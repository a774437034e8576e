package terminal

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/answer"
)

// heard is a chat that notes what it is asked.
func heard(t *testing.T, asked *[]answer.Question) Chat {
	return Chat{
		Answer: func(q answer.Question) answer.Reply {
			*asked = append(*asked, q)
			return answer.Reply{Language: "en", Lines: []string{"Yes."}, Suggestions: []string{"first?", "second?"}}
		},
		Phrase: adaptertest.Phrases(t), Covered: "ferries", Screen: func() Screen { return Screen{Width: 80} },
	}
}

func TestChat(t *testing.T) {
	var asked []answer.Question
	var out strings.Builder
	in := "who leads?\n\n2\n3\n /quit \nnever asked\n"
	if err := heard(t, &asked).Run(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	want := []answer.Question{
		{Text: "who leads?"},
		{Text: "second?", Context: []string{"who leads?"}},
		{Text: "3", Context: []string{"who leads?", "second?"}},
	}
	if !slices.EqualFunc(asked, want, func(a, b answer.Question) bool { return a.Text == b.Text && slices.Equal(a.Context, b.Context) }) {
		t.Errorf("asked %q, want %q", asked, want)
	}
	for _, part := range []string{"Ask me about ferries.\n", "> who leads?\nYes.\n", "> 2\n> second?\nYes.\n", "  2 second?\n"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in\n%s", part, &out)
		}
	}
	if strings.Contains(out.String(), "never") {
		t.Errorf("went on behind /quit:\n%s", &out)
	}
}

func TestChatQuits(t *testing.T) {
	for _, word := range []string{"/quit", "/exit", "quit", "EXIT"} {
		var asked []answer.Question
		if err := heard(t, &asked).Run(t.Context(), strings.NewReader(word+"\nnever asked\n"), new(strings.Builder)); err != nil || len(asked) > 0 {
			t.Errorf("%s: asked %q, error %v", word, asked, err)
		}
	}
}

func TestChatForgets(t *testing.T) {
	var asked []answer.Question
	if err := heard(t, &asked).Run(t.Context(), strings.NewReader(strings.Repeat("again?\n", 20)), io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := len(asked[19].Context); got != remembered {
		t.Errorf("%d questions are remembered, want %d", got, remembered)
	}
}

func TestChatEnds(t *testing.T) {
	var asked []answer.Question
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in, _ := io.Pipe()
	if err := heard(t, &asked).Run(ctx, in, io.Discard); err != nil {
		t.Errorf("when told to: %v", err)
	}
	err := heard(t, &asked).Run(t.Context(), strings.NewReader(strings.Repeat("a", longestAsk+1)), io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "chat: standard input: a line is longer than 1 MB (hint: ") {
		t.Errorf("on a line without end: %v", err)
	}
	out, w := io.Pipe()
	out.CloseWithError(errors.New("gone"))
	if err := heard(t, &asked).Run(t.Context(), strings.NewReader("a\n"), w); err == nil {
		t.Error("goes on where nobody reads")
	}
}

func TestComplete(t *testing.T) {
	words := []string{"/share", "/sources", "Ada Voss", "Nordhaven"}
	for _, tt := range []struct{ line, want string }{
		{"/s", "/share ,/sources "},
		{"/share nor", "Nordhaven "},
		{"ADA", "Ada Voss "},
		{"/share ", ""},
		{"x", ""},
		{"", ""},
	} {
		_, found, _ := complete(words, tt.line, len([]rune(tt.line)))
		if got := strings.Join(found, ","); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.line, got, tt.want)
		}
	}
	head, found, tail := complete(words, "/share 北 nord in 2031", 13)
	if head != "/share 北 " || len(found) != 1 || tail != " in 2031" {
		t.Errorf("in the middle: %q %q %q", head, found, tail)
	}
}

func TestScreenOf(t *testing.T) {
	if got := ScreenOf(&strings.Builder{}, func(string) string { return "" }); got != (Screen{Width: plainWidth}) {
		t.Errorf("of what is no terminal: %+v", got)
	}
}
