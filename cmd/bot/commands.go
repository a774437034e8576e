package main

import (
	"context"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// commands are what the bot can be asked to do.
type commands struct {
	Knowledge string `help:"Folder of another book than the one built in." env:"KNOWLEDGE_DIR" placeholder:"DIR"`

	Ask     ask     `cmd:"" help:"Answer one question, or with --json a file of them."`
	Chat    chat    `cmd:"" help:"Talk: a conversation that remembers what was asked."`
	Explain explain `cmd:"" help:"Show how one question is understood, then its answer."`
	Book    book    `cmd:"" name:"knowledge" aliases:"book" help:"Look after the book."`
	Intents intents `cmd:"" help:"Look after the intents that the bot learns."`
	Version version `cmd:"" help:"Print the versions of the bot and its book."`

	Operations operations `embed:""`
}

type book struct {
	Check check     `cmd:"" help:"Proof-read the book, against an article's text if it is given."`
	Synth synthesis `cmd:"" help:"Write a large made-up book, to measure with."`
}

type intents struct {
	Evaluate evaluation `cmd:"" help:"Measure how well intents are learned: the book's own by cross-validation, or of files."`
}

// world is what a command runs in.
type world struct {
	ctx       context.Context
	in        io.Reader
	out, err  io.Writer
	getenv    func(string) string
	knowledge string // folder of the book; empty: the one built in
}

// overview is what the bot alone, and bot --help, print: one screen.
const overview = `bot answers questions about a market from a curated book. Each answer names its
source; what the book does not say is never made up.

  bot ask "who leads the market?"      answer one question
  bot ask "/rank"                      a command; "/help" lists them
  bot ask --json --input FILE          answer a file of JSON Lines (-: stdin)
  bot chat                             talk; it remembers what was asked
  bot explain "who leads the market?"  show how a question is understood
  bot knowledge check                  proof-read the book (and --source FILE)
  bot book synth DIR                   write a large made-up book
  bot intents evaluate                 measure how well it tells intents apart
  bot version                          versions of the bot and its book

  --knowledge DIR or KNOWLEDGE_DIR     another book than the one built in
  --help                               behind a command: its options

NO_COLOR switches colours off.
`

// help prints the overview, or the options of a command.
func help(options kong.HelpOptions, ctx *kong.Context) error {
	if ctx.Selected() == nil {
		_, err := fmt.Fprint(ctx.Stdout, overview)
		return err
	}
	options.NoExpandSubcommands = false
	return kong.DefaultHelpPrinter(options, ctx)
}
