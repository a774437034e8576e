// Command generate writes learned.bin: what takes time to make of the embedded book. go generate runs it.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return err
	}
	made, err := learned.Make(context.Background(), b)
	if err != nil {
		return err
	}
	if have, err := os.ReadFile(learned.File); err == nil && bytes.Equal(have, made) {
		return nil
	}
	return os.WriteFile(learned.File, made, 0o644)
}
