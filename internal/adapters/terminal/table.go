package terminal

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"marketbot/internal/answer"
)

// Bars have at least shortest columns, else there is none, and at most longest.
const (
	shortest = 6
	longest  = 40
)

// table writes a ranking as aligned columns with a bar for each figure.
func (p *page) table(t *answer.Table) {
	p.block(dim, "", "", strings.Join(filled(t.Metric, t.Place, t.Period), " · "))
	rows := slices.Clone(t.Rows) // which are in the order in which they were asked for
	slices.SortStableFunc(rows, func(a, b answer.TableRow) int { return a.Rank - b.Rank })
	rank, name, value := widths(rows)
	value = min(value, p.screen.Width/2)
	name = min(name, max(4, p.screen.Width-rank-value-4))
	bar := min(p.screen.Width-rank-name-value-6, longest)
	most := 0.0
	for _, r := range rows {
		most = max(most, math.Abs(r.Value))
	}
	for _, r := range rows {
		text := fit(flat(r.Text), value)
		cells := "  " + pad(place(r), rank) + " " + pad(fit(flat(r.Name), name), name) + " " +
			strings.Repeat(" ", max(0, value-columns(text))) + text
		if bar >= shortest && most > 0 {
			if b := drawn(math.Abs(r.Value)/most, bar); b != "" {
				cells += "  " + p.paint(bars, b)
			}
		}
		p.text.WriteString(cells + "\n")
	}
}

// flat is Clean for a cell of a table, which is one line.
func flat(s string) string { return strings.ReplaceAll(Clean(s), "\n", " ") }

func filled(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// widths returns how wide the columns of a table are.
func widths(rows []answer.TableRow) (rank, name, value int) {
	for _, r := range rows {
		rank = max(rank, columns(place(r)))
		name = max(name, columns(flat(r.Name)))
		value = max(value, columns(flat(r.Text)))
	}
	return rank, name, value
}

// place writes a rank, a shared one with an equals sign: "3=".
func place(r answer.TableRow) string {
	if r.Tied > 1 {
		return fmt.Sprintf("%d=", r.Rank)
	}
	return fmt.Sprint(r.Rank)
}

// eighths are the parts of a block, an eighth each.
var eighths = [...]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// drawn returns a bar of the given part of width columns.
func drawn(part float64, width int) string {
	n := int(math.Round(part * float64(width) * 8))
	return strings.Repeat("█", n/8) + eighths[n%8]
}
