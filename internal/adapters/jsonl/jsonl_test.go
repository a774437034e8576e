package jsonl

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/answer/evidence"
)

// echo answers with the question.
func echo(q answer.Question) answer.Reply {
	return answer.Reply{Status: evidence.Answered, Language: "en", Lines: append(append([]string{}, q.Context...), q.Text)}
}

func stream() Stream {
	return Stream{Answer: echo, Kind: func(string) string { return "company" }, Workers: 4}
}

func TestRunKeepsTheOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 500 {
		fmt.Fprintf(&in, `{"id":"%d","question":"q%d","context":["c"],"kind":"ignored"}`+"\r\n\n", i, i)
		fmt.Fprintf(&want, "%d c q%d\n", i, i)
	}
	var out, complaints bytes.Buffer
	bad, err := stream().Run(t.Context(), "F", strings.NewReader("\ufeff"+in.String()), &out, &complaints)
	if bad != 0 || err != nil || complaints.Len() > 0 {
		t.Fatalf("%d bad lines, %v, %s", bad, err, &complaints)
	}
	var got strings.Builder
	for line := range strings.Lines(out.String()) {
		var r struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&got, r.ID, r.Text)
	}
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", &got, &want)
	}
}

func TestRunNamesBadLines(t *testing.T) {
	const hint = ` (hint: a line is such as {"id":"1","question":"who leads the market?"})`
	const whole = ` (hint: one object a line, such as {"id":"1","question":"who leads the market?"})`
	for _, tt := range []struct{ line, want string }{
		{`not json`, "not valid JSON: invalid character 'o' in literal null (expecting 'u') at byte 2" + whole},
		{`{"question":"a"`, "not valid JSON: unexpected end of JSON input at byte 15" + whole},
		{`{"question":"a"} x`, "not valid JSON: invalid character 'x' after top-level value at byte 18" + whole},
		{`["a"]`, "not a JSON object: array" + whole},
		{`"a"`, "not a JSON object: string" + whole},
		{`{}`, `no "question"` + hint},
		{`null`, `no "question"` + hint},
		{`{"question":null}`, `no "question"` + hint},
		{`{"question":5}`, `"question" is not a string: number` + hint},
		{`{"question":"a","context":"b"}`, `"context" is not a list of strings: string` + hint},
		{`{"question":"a","context":[1]}`, `"context" is not a list of strings: number` + hint},
		{`{"id":{},"question":"a"}`, `"id" is neither a string nor a number` + hint},
		{`{"id":true,"question":"a"}`, `"id" is neither a string nor a number` + hint},
		{`{"question":"` + strings.Repeat("a", MaxLine) + `"}`, "longer than 1048576 bytes (hint: one question a line)"},
	} {
		const good = `{"id":1,"question":"good"}`
		var out, complaints bytes.Buffer
		bad, err := stream().Run(t.Context(), "F", strings.NewReader(good+"\n"+tt.line+"\n"+good), &out, &complaints)
		if bad != 1 || err != nil || strings.Count(out.String(), "\n") != 2 {
			t.Errorf("%.40s: %d bad lines, error %v, answers %s", tt.line, bad, err, &out)
		}
		if got, want := complaints.String(), "F:2: "+tt.want+"\n"; got != want {
			t.Errorf("%.40s:\n got %s\nwant %s", tt.line, got, want)
		}
	}
}

func TestRunTakesLongLines(t *testing.T) {
	line := `{"question":"` + strings.Repeat("a", MaxLine-15) + `"}`
	if len(line) != MaxLine {
		t.Fatal(len(line))
	}
	for _, end := range []string{"", "\n", "\r\n"} {
		var out bytes.Buffer
		if bad, err := stream().Run(t.Context(), "F", strings.NewReader(line+end), &out, io.Discard); bad != 0 || err != nil || out.Len() < MaxLine {
			t.Errorf("%q: %d bad lines, %v, %d bytes of answer", end, bad, err, out.Len())
		}
	}
}

// Each line is answered before the next one comes.
func TestRunStreams(t *testing.T) {
	in, send := io.Pipe()
	receive, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		_, err := stream().Run(t.Context(), "F", in, out, io.Discard)
		out.Close()
		done <- err
	}()
	answers := json.NewDecoder(receive)
	for i := range 3 {
		fmt.Fprintf(send, `{"id":%d,"question":"q"}`+"\n", i)
		var r struct{ ID int }
		if err := answers.Decode(&r); err != nil || r.ID != i {
			t.Fatalf("answer %d (%v), want %d", r.ID, err, i)
		}
	}
	send.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestRunEnds(t *testing.T) {
	t.Run("when it is told to", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		in, _ := io.Pipe()
		cancel()
		if _, err := stream().Run(ctx, "F", in, io.Discard, io.Discard); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	t.Run("when nobody reads", func(t *testing.T) {
		receive, out := io.Pipe()
		receive.CloseWithError(errors.New("gone"))
		_, err := stream().Run(t.Context(), "F", strings.NewReader(strings.Repeat(`{"question":"q"}`+"\n", 1000)), out, io.Discard)
		if err == nil || err.Error() != "write answers: gone" {
			t.Error(err)
		}
	})
	t.Run("when reading fails", func(t *testing.T) {
		in, send := io.Pipe()
		send.CloseWithError(errors.New("broken"))
		if _, err := stream().Run(t.Context(), "F", in, io.Discard, io.Discard); err == nil || err.Error() != "F: broken" {
			t.Error(err)
		}
	})
}

func TestEncode(t *testing.T) {
	kind := func(id string) string {
		return map[string]string{"ada": "person", "yard": "company", "ferry": "product"}[id]
	}
	for _, tt := range []struct {
		name  string
		reply answer.Reply
		want  string
	}{
		{"an empty one", answer.Reply{},
			`{"id":"x","status":"","text":"","language":"","intent":"","slots":{},"confidence":0,"claims":[],"derived":[],"suggestions":[],"took_us":0}`},
		{"a full one", answer.Reply{
			Status: evidence.Corrected, Language: "zh", Lines: []string{"<一>", "二"}, Intent: "share", Confidence: 0.5,
			Query: evidence.Query{Names: []string{"yard", "ferry"}, People: []string{"ada"}, Metric: "share", Abroad: "IN",
				Place: "norway", Period: evidence.Period{Year: 2031, Quarter: 2}, Percents: []float64{42}, Ranks: []int{1}},
			Citations:   []answer.Citation{{ID: "c", Fragment: "f", Article: "a", Publisher: "p", Paragraph: 2, Source: "s", Certainty: "said"}},
			Derived:     []evidence.Derived{{Value: 9, Unit: "points", Formula: "24 - 15"}},
			Suggestions: []string{"next?"},
		}, `{"id":"x","status":"corrected","text":"<一>二","language":"zh","intent":"share",` +
			`"slots":{"company":["yard"],"metric":"share","percent":[42],"period":"2031-Q2","person":["ada"],"place":"IN","product":["ferry"],"rank":[1]},` +
			`"confidence":0.5,"claims":[{"id":"c","fragment":"f","article":"a","paragraph":2,"source":"s"}],` +
			`"derived":[{"value":9,"unit":"points","formula":"24 - 15"}],"suggestions":["next?"],"took_us":0}`},
	} {
		got, err := Encode(json.RawMessage(`"x"`), tt.reply, kind, 0)
		if err != nil || string(got) != tt.want+"\n" {
			t.Errorf("%s: %v\n got %s\nwant %s", tt.name, err, got, tt.want)
		}
	}
}

// Whatever comes in, each line goes out as one line of JSON or as one complaint.
func FuzzRun(f *testing.F) {
	f.Add([]byte("{\"id\":\"1\",\"question\":\"a\"}\nnot json\n\n{}"))
	f.Add([]byte("\ufeff{\"question\":\"\\ud800\"}\r\n[1"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, complaints bytes.Buffer
		bad, err := stream().Run(t.Context(), "F", bytes.NewReader(in), &out, &complaints)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(complaints.String(), "\n"); n != bad {
			t.Errorf("%d complaints of %d bad lines:\n%s", n, bad, &complaints)
		}
		for line := range strings.Lines(out.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %s", line)
			}
		}
	})
}
