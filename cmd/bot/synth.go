package main

import (
	"fmt"

	"marketbot/internal/synth"
)

// synthesis writes a large made-up book.
type synthesis struct {
	Dir          string `arg:"" help:"A new folder for the book." placeholder:"DIR"`
	Observations int    `help:"How many figures the book has, about 20 for each of its companies." default:"100000" placeholder:"N"`
	Seed         uint64 `help:"Another seed gives other names and figures." default:"1" placeholder:"S"`
}

// Run writes the book.
func (s *synthesis) Run(w *world) error {
	if err := synth.Write(s.Dir, synth.Options{Observations: s.Observations, Seed: s.Seed}); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w.out, "%s: a made-up book of %d observations (try: bot --knowledge %s ask \"who leads?\")\n", s.Dir, s.Observations, s.Dir)
	return err
}
