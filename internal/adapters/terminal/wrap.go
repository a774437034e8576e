package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks text into lines of at most width columns where Unicode allows a line to end (UAX #14), so also
// between ideographs, which are two columns wide. A word that is too long for a line is cut.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	state := -1
	for text != "" {
		var piece string
		var must bool
		piece, text, must, state = uniseg.FirstLineSegmentInString(text, state)
		solid := strings.TrimRight(piece, " \n")
		if used > 0 && used+columns(solid) > width {
			flush()
		}
		for columns(solid) > width {
			head := fit(solid, width)
			line.WriteString(head)
			flush()
			solid, piece = solid[len(head):], piece[len(head):]
		}
		piece = strings.TrimRight(piece, "\n")
		line.WriteString(piece)
		used += columns(piece)
		if must && text != "" {
			flush()
		}
	}
	if line.Len() > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// columns is how wide a terminal shows s.
func columns(s string) int { return uniseg.StringWidth(s) }

// fit returns as much of s as width columns hold, but at least one character.
func fit(s string, width int) string {
	end, used := 0, 0
	for rest, state := s, -1; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used+w > width && end > 0 {
			break
		}
		end, used = end+len(cluster), used+w
	}
	return s[:end]
}

// pad fills s with spaces up to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}
