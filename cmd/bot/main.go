package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"marketbot/internal/adapters/terminal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, terminal.Clean("bot: "+err.Error()))
		os.Exit(1)
	}
}

// run does what the arguments ask for. Its error is for the person who called.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	cli, helped := commands{}, false
	parser, err := kong.New(&cli, kong.Name("bot"), kong.Description("Answers questions from a curated, cited book."),
		kong.Writers(stdout, stderr), kong.Help(help), kong.Exit(func(int) { helped = true }))
	if err != nil {
		return err
	}
	chosen, err := parser.Parse(args)
	if helped {
		return nil
	}
	if err != nil {
		return usage(err)
	}
	return chosen.Run(&world{ctx: ctx, in: stdin, out: stdout, err: stderr, getenv: os.Getenv, knowledge: cli.Knowledge})
}

// usage adds the way to the right page of help.
func usage(err error) error {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil && wrong.Context.Selected() != nil {
		return fmt.Errorf("%w (hint: bot %s --help)", err, wrong.Context.Command())
	}
	return fmt.Errorf("%w (hint: bot --help)", err)
}
