package desk_test

import (
	"context"
	"fmt"
	"time"

	"marketbot/internal/desk"
	"marketbot/internal/ledger"
)

// shout is a platform that prints.
type shout chan bool

func (s shout) Send(_ context.Context, p desk.Post) (string, error) {
	fmt.Printf("%s %s: %s\n", p.Kind, p.Message.Channel, p.Reply.Lines[0])
	s <- true
	return "post 1", nil
}

func Example() {
	l, err := ledger.Open("memory:", time.Now)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := desk.New(echo{}, l, desk.Options{})
	m := desk.Message{Platform: "shout", Key: "C1/1.0", Channel: "C1", User: "U1", Text: "who leads?"}
	for range 2 {
		outcome, err := d.Accept(context.Background(), m) // only now the platform is told
		fmt.Println(outcome, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s, done := make(shout, 1), make(chan error)
	go func() { done <- d.Run(ctx, map[string]desk.Sender{"shout": s}) }()
	<-s
	stop()
	fmt.Println(<-done, l.Close())
	// Output:
	// accepted <nil>
	// duplicate <nil>
	// ask C1: 0 who leads?
	// <nil> <nil>
}
