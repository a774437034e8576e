package adaptertest

import (
	"math"
	"strconv"
	"strings"

	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// Hostile is a reply of which everything wants to break out: it holds a text that acts on a platform, and others that
// are too long or not there.
func Hostile(text string) answer.Reply {
	long := strings.Repeat("长a1,234.5% ", 80)
	return answer.Reply{
		Status: evidence.Answered, Language: "en", AsOf: text + long,
		Lines: []string{text, long, "\x00", strings.Repeat("A sentence of 1,234,567.89 units. ", 60), strings.Repeat("& < > ", 300), "Lost."},
		Table: &answer.Table{Metric: text, Period: text, Place: long, Unit: "percent", Rows: []answer.TableRow{
			{Name: text, Value: -3, Rank: 1, Tied: 2, Text: text},
			{Name: text, Value: math.Inf(1), Rank: 1, Tied: 2, Text: ""},
			{Name: text + "2", Value: 3, Rank: 2, Text: "3%"},
			{Name: "", Value: math.NaN(), Rank: 3}, {Name: "\x00", Value: 1e300, Rank: 4, Text: long}}},
		Citations:   []answer.Citation{{ID: "vivo-share", Fragment: text, Article: long, Publisher: text, Source: long, Certainty: "said"}, {ID: text, Article: text, Certainty: "measured"}},
		Derived:     []evidence.Derived{{Value: 1.5, Unit: text, Formula: long}},
		Suggestions: []string{text, long, "", strings.Repeat("x", 3000)},
		Query:       evidence.Query{Intent: &knowledge.Intent{Operation: "lookup"}, Names: []string{"apple"}},
	}
}

// Long is a ranking longer than any platform's limits.
func Long() answer.Reply {
	t := &answer.Table{Metric: "market share", Period: "Q4 2024", Place: "China", Unit: "percent"}
	for i := range 150 {
		t.Rows = append(t.Rows, answer.TableRow{Name: "Company of the world number " + strconv.Itoa(i), Value: float64(150 - i), Rank: i + 1, Text: strconv.Itoa(150-i) + "%"})
	}
	r := answer.Reply{Status: evidence.Answered, Language: "en", Table: t}
	for i := range 120 {
		r.Lines = append(r.Lines, "Company "+strconv.Itoa(i)+" has "+strconv.Itoa(1000+i)+",500.25% of the market.")
	}
	for i := range 30 {
		r.Citations = append(r.Citations, answer.Citation{ID: "c" + strconv.Itoa(i), Article: "Article " + strconv.Itoa(i), Paragraph: i, Source: "Canalys", Certainty: "measured"})
	}
	return r
}

// Fuzzed is a reply made of what a fuzzer makes up; the numbers of rows and sentences may be any.
func Fuzzed(text, lang string, v float64, rows, lines int) answer.Reply {
	rows, lines = int(uint(rows)%130), int(uint(lines)%40)
	r := answer.Reply{Language: lang, AsOf: text, Suggestions: []string{text, "<@U1>" + text}, Query: evidence.Query{Intent: &knowledge.Intent{Operation: "lookup"}, Names: []string{"apple"}},
		Table:     &answer.Table{Metric: text, Place: text, Period: lang},
		Citations: []answer.Citation{{ID: "vivo-share", Fragment: text, Article: text, Source: text, Certainty: "said"}, {ID: text, Article: lang, Publisher: text, Certainty: "measured"}},
		Derived:   []evidence.Derived{{Value: v, Unit: text, Formula: text}}}
	for i := range lines {
		r.Lines = append(r.Lines, text+strconv.Itoa(i))
	}
	for i := range rows {
		r.Table.Rows = append(r.Table.Rows, answer.TableRow{Name: text + strconv.Itoa(i%7), Value: v * float64(i), Rank: i, Tied: i % 3, Text: text})
	}
	return r
}
