package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"marketbot/internal/config"
)

// settings shows the settings.
type settings struct {
	Example bool `help:"Print a .env file to start from, instead."`
}

// Run prints the settings, then what is wrong with them.
func (s *settings) Run(w *world) error {
	if s.Example {
		_, err := io.WriteString(w.out, config.Example())
		return err
	}
	c, wrong := config.Read(".")
	var table strings.Builder
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "NAME\tVALUE\tDEFAULT\tMEANING")
	for _, v := range c.Variables() {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", v.Name, cmp.Or(v.Value, "-"), cmp.Or(v.Default, "-"), v.Meaning)
	}
	t.Flush() // into memory
	if _, err := io.WriteString(cleaned{w.out}, table.String()); err != nil {
		return err
	}
	return wrong
}
