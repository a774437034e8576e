package terminal

import "strings"

// style is a parameter of the escape sequence that selects it (ECMA-48, 8.3.117).
type style string

const (
	plain style = ""
	bold  style = "1"
	dim   style = "2"
	link  style = "36"
	bars  style = "34"
)

// page is text in the making.
type page struct {
	screen Screen
	text   strings.Builder
}

// gap writes an empty line.
func (p *page) gap() { p.text.WriteByte('\n') }

// block writes a wrapped paragraph; first and rest open its first line and the others.
func (p *page) block(s style, first, rest, text string) {
	lead := first
	for _, line := range wrap(Clean(text), max(1, p.screen.Width-max(columns(first), columns(rest)))) {
		if line == "" {
			p.gap()
			continue
		}
		p.text.WriteString(lead + p.paint(s, line) + "\n")
		lead = rest
	}
}

// paint sets s in a style, where the screen has colour.
func (p *page) paint(s style, text string) string {
	if !p.screen.Colour || s == plain {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
