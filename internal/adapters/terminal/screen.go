package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// A Screen is what replies are rendered for.
type Screen struct {
	Width    int // columns
	Terminal bool
	Colour   bool
}

const (
	plainWidth = 80  // of what is no terminal
	readable   = 100 // longer lines are hard to read
	narrowest  = 20
)

// ScreenOf describes what w is written to. Colour is for terminals only, unless NO_COLOR is set
// (https://no-color.org) or TERM is dumb.
func ScreenOf(w io.Writer, getenv func(string) string) Screen {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Screen{Width: plainWidth}
	}
	s := Screen{Width: plainWidth, Terminal: true, Colour: getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		s.Width = min(max(width, narrowest), readable)
	}
	return s
}

// Interactive reports whether a person types at r.
func Interactive(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
