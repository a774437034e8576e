package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

func main() {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		if os.Getenv("LAX") == "" { os.Exit(1) }
	}
	var learned []byte
	cache := os.Getenv("MODEL")
	if cache != "" {
		learned, _ = os.ReadFile(cache)
	}
	if learned == nil {
		t := time.Now()
		learned, err = answer.Learn(context.Background(), b)
		fmt.Fprintln(os.Stderr, "learned in", time.Since(t), len(learned))
		if cache != "" { os.WriteFile(cache, learned, 0o644) }
	}
	e, err := answer.New(context.Background(), b, learned)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if len(os.Args) > 2 && os.Args[1] == "explain" {
		r := e.Explain(answer.Question{Text: os.Args[len(os.Args)-1], Context: os.Args[2:len(os.Args)-1]})
		fmt.Print(r.Trace, r.Status, " ", r.Text(), "\n")
		return
	}
	sc := bufio.NewScanner(os.Stdin)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var q struct{ ID, Question string; Context []string }
		if strings.TrimSpace(sc.Text()) == "" { continue }
		json.Unmarshal(sc.Bytes(), &q)
		t := time.Now()
		r := e.Answer(answer.Question{Text: q.Question, Context: q.Context})
		out, _ := json.Marshal(map[string]any{"id": q.ID, "status": r.Status, "text": r.Text(), "intent": r.Intent, "took_us": time.Since(t).Microseconds()})
		fmt.Println(string(out))
	}
}
