package shelf

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/answer"
)

// Ranked returns a table's rows, best first: they come in the order in which they were asked for.
func Ranked(t *answer.Table) []answer.TableRow {
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(a, b answer.TableRow) int { return cmp.Compare(a.Rank, b.Rank) })
	return rows
}

// Place writes a rank, a shared one with an equals sign.
func Place(r answer.TableRow) string {
	if r.Tied > 1 {
		return strconv.Itoa(r.Rank) + "="
	}
	return strconv.Itoa(r.Rank)
}

// Caption says what a table is of.
func Caption(t *answer.Table) string {
	var parts []string
	for _, s := range []string{t.Metric, t.Place, t.Period} {
		if s = strings.TrimSpace(clip.Clean(s)); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// Finite reports a value that can be drawn.
func Finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Rows are the lines of a table as text.
func Rows(t *answer.Table) []string {
	if t == nil || len(t.Rows) == 0 {
		return nil
	}
	out := []string{Caption(t)}
	for _, r := range Ranked(t) {
		out = append(out, Place(r)+". "+cell(r.Name)+" "+cell(r.Text))
	}
	return out
}

// maxCell is how many characters of a name or a value are shown.
const maxCell = 200

func cell(s string) string {
	s = strings.ReplaceAll(clip.Clean(clip.Cut(s, 8*maxCell)), "\n", " ")
	return cmp.Or(clip.Shorten(strings.TrimSpace(s), maxCell), "…")
}
