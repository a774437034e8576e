package main

import (
	"marketbot/internal/adapters/terminal"
	"marketbot/knowledge"
)

// chat is a conversation.
type chat struct{}

// Run talks until the person leaves.
func (chat) Run(w *world) error {
	e, err := w.engine()
	if err != nil {
		return err
	}
	c := terminal.Chat{
		Answer: e.Answer, Phrase: e.Phrase, Covered: e.Book().Title.In("en"), Completions: completions(e.Book()),
		Screen: func() terminal.Screen { return terminal.ScreenOf(w.out, w.getenv) },
	}
	return c.Run(w.ctx, w.in, w.out)
}

// completions are the commands of a book and the names that its options take.
func completions(b *knowledge.Book) []string {
	words := []string{"/quit"}
	for _, c := range b.Commands {
		words = append(words, "/"+c.Name)
	}
	for _, e := range b.Entities {
		words = append(words, e.Name.In("en"))
	}
	for _, p := range b.Places {
		words = append(words, p.Name.In("en"))
	}
	return words
}
