package answer_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
	"marketbot/internal/housetest"
)

// The numbers of an answer, without those that only name a period or a place in a ranking.
var (
	structural = regexp.MustCompile(`Q[1-4] \d{4}|\d{4}年(第\d季度)?|(^|[ ：；])\d+\. |\d{4}-\d{2}|mid-February \d{4}|2025年2月中旬`)
	figure     = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)
)

// ungrounded returns the first number or quotation of an answer that stands in no cited fragment, no formula
// and not in the question (an answer may say "not 24%").
func ungrounded(e *answer.Engine, q answer.Question, r answer.Reply) string {
	if r.Status == "help" || r.Status == "smalltalk" || r.Intent == "sources" {
		return ""
	}
	var said strings.Builder
	for _, c := range r.Citations {
		said.WriteString(c.Fragment + "\n")
	}
	for _, d := range r.Derived {
		fmt.Fprintf(&said, "%v %v %s\n", d.Value, -d.Value, d.Formula)
	}
	for _, a := range e.Book().Articles {
		for _, i := range a.Inferred { // marked as inferred where it is said
			said.WriteString(i.Reason["en"] + "\n" + i.Reason["zh"] + "\n")
		}
	}
	said.WriteString(q.Text)
	for _, s := range q.Context {
		said.WriteString("\n" + s)
	}
	ground := said.String()
	have := map[float64]bool{}
	for _, n := range figure.FindAllString(norm.NFKC.String(ground), -1) { // a question may hold ７%
		have[number(n)] = true
	}
	text := r.Text()
	for _, n := range figure.FindAllString(structural.ReplaceAllString(text, " "), -1) {
		if !have[number(n)] {
			return n
		}
	}
	if r.Status == "clarify" || r.Status == "unknown" {
		return "" // quotes the question or a usage
	}
	for i, s := range strings.FieldsFunc(text+" ", func(r rune) bool { return strings.ContainsRune(`"“”`, r) }) {
		if i%2 == 0 {
			continue
		}
		for _, piece := range strings.Split(s, evidence.Omitted) {
			if !strings.Contains(strings.ToLower(ground), strings.ToLower(piece)) {
				return piece
			}
		}
	}
	return ""
}

// number is the value of a figure: 007% and 7.0% of a question are 7% in its answer.
func number(figure string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(figure, ",", ""), 64)
	return v
}

// check holds what is true of every answer.
func check(t *testing.T, e *answer.Engine, q answer.Question) {
	t.Helper()
	r := e.Answer(q)
	text := r.Text()
	if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
		t.Errorf("%q: answer %q is empty or no UTF-8", q.Text, text)
	}
	if n := utf8.RuneCountInString(text); n > answer.MaxLong {
		t.Errorf("%q: answer has %d characters", q.Text, n)
	}
	if bad := ungrounded(e, q, r); bad != "" {
		t.Errorf("%q: %q stands in no cited claim and no formula\n%s: %s\n%v", q.Text, bad, r.Status, text, r.Derived)
	}
	if (r.Status == "answered" || r.Status == "corrected") && r.Intent != "coverage" && r.Intent != "sources" && r.Intent != "define.role" && len(r.Citations) == 0 {
		t.Errorf("%q: %s without a citation: %s", q.Text, r.Status, text)
	}
	explained := e.Explain(q) // for which no reading is left out
	explained.Trace = nil
	again, _ := json.Marshal(explained)
	if first, _ := json.Marshal(r); !bytes.Equal(first, again) {
		t.Errorf("%q: the answer and the one explained differ:\n%s: %s\n%s: %s", q.Text, r.Intent, text, explained.Intent, explained.Text())
	}
}

func TestGrounded(t *testing.T) {
	e := engine(t)
	rng := rand.New(rand.NewPCG(1, 2))
	list := items(t, housetest.Shared(t, "questions/dev.jsonl"))
	for i, q := range list {
		check(t, e, answer.Question{Text: q.Question, Context: q.Context})
		other := list[rng.IntN(len(list))]
		for _, text := range mutations(rng, q.Question, other.Question) {
			check(t, e, answer.Question{Text: text, Context: q.Context})
		}
		if i > 60 && testing.Short() {
			break
		}
	}
}

func TestGroundedElsewhere(t *testing.T) {
	e, err := tidewater()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	list := items(t, "testdata/tidewater.jsonl")
	for _, q := range list {
		check(t, e, answer.Question{Text: q.Question, Context: q.Context})
		for _, text := range mutations(rng, q.Question, list[rng.IntN(len(list))].Question) {
			check(t, e, answer.Question{Text: text})
		}
	}
}

// mutations returns a question with words dropped, doubled, swapped with another's, misspelt and shouted.
func mutations(rng *rand.Rand, a, b string) []string {
	words, others := strings.Fields(a), strings.Fields(b)
	if len(words) == 0 || len(others) == 0 {
		return nil
	}
	i := rng.IntN(len(words))
	drop := strings.Join(append(append([]string{}, words[:i]...), words[i+1:]...), " ")
	mixed := append([]string{}, words...)
	mixed[i] = others[rng.IntN(len(others))]
	runes := []rune(a)
	j := rng.IntN(len(runes))
	runes[j], runes[(j+1)%len(runes)] = runes[(j+1)%len(runes)], runes[j]
	return []string{drop, strings.Join(mixed, " "), string(runes), strings.ToUpper(a), a + " " + b, a + " 42% and 7 points"}
}

func FuzzAnswer(f *testing.F) {
	for _, s := range []string{"what is Apple's share in China?", "/share apple cn q4 2024", "<@U1> *who* said `x`?", "苹果的份额", "15% or 24%?", "\xff\x00 share",
		"Q4'24 vs Q4'23", "007%", "０.0%", "is it 99999999999999999999%?", "if huawei shipped 100 phones a year ago", strings.Repeat("ﬁ", 50), "a\u200bpple shаre"} {
		f.Add(s, "")
		f.Add("and Huawei?", s)
	}
	f.Fuzz(func(t *testing.T, text, before string) {
		q := answer.Question{Text: text}
		if before != "" {
			q.Context = []string{before}
		}
		check(t, engine(t), q)
	})
}
