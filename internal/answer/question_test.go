package answer_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"marketbot/internal/answer"
)

// item is a question with what a right answer must hold.
type item struct {
	ID         string
	Question   string
	Context    []string
	Kind       string
	Answerable bool
	Must       [][]string
	MustNot    []string `json:"must_not"`
	Note       string
}

func items(t testing.TB, path string) []item {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []item
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var q item
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatalf("%s:%d: %v", path, len(out)+1, err)
		}
		out = append(out, q)
	}
	if len(out) == 0 {
		t.Fatalf("%s holds no questions", path)
	}
	return out
}

// judge says pass, wrong or missed, by the rules of the format's description.
func judge(q item, r answer.Reply) string {
	declined := r.Status == "unknown" || r.Status == "off_topic"
	social := r.Status == "help" || r.Status == "smalltalk"
	text := plain(r.Text())
	for _, s := range q.MustNot {
		if strings.Contains(text, plain(s)) {
			return "wrong"
		}
	}
	met := true
	for _, any := range q.Must {
		ok := false
		for _, s := range any {
			ok = ok || strings.Contains(text, plain(s))
		}
		met = met && ok
	}
	limit := answer.MaxText
	if q.Kind == "list" || q.Kind == "quote" || q.Kind == "help" {
		limit = answer.MaxLong
	}
	switch {
	case strings.TrimSpace(text) == "" || utf8.RuneCountInString(r.Text()) > limit:
		return "wrong"
	case !q.Answerable && !declined && !(social && (q.Kind == "injection" || q.Kind == "offtopic")):
		return "wrong"
	case q.Answerable && (q.Kind == "help" || q.Kind == "smalltalk"):
		if !social && r.Status != "answered" {
			return "missed"
		}
	case q.Answerable && (declined || social):
		return "missed"
	}
	if !met {
		return "wrong"
	}
	return "pass"
}

var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "‐", "-", "‑", "-", "−", "-", "\u00a0", " ", "\u202f", " ")

func plain(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(straight.Replace(norm.NFKC.String(s))), " "))
}
