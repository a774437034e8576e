package slack

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"marketbot/internal/answer"
)

// ranked returns a table's rows, best first: they come in the order in which they were asked for.
func ranked(t *answer.Table) []answer.TableRow {
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(a, b answer.TableRow) int { return cmp.Compare(a.Rank, b.Rank) })
	return rows
}

// place writes a rank, a shared one with an equals sign.
func place(r answer.TableRow) string {
	if r.Tied > 1 {
		return strconv.Itoa(r.Rank) + "="
	}
	return strconv.Itoa(r.Rank)
}

// caption says what a table is of.
func caption(t *answer.Table) string {
	var parts []string
	for _, s := range []string{t.Metric, t.Place, t.Period} {
		if s = strings.TrimSpace(plain(s)); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// table adds the chart of a series and the table, which is for sorting and for screen readers.
func (b *builder) table() {
	t := b.reply.Table
	if t == nil || len(t.Rows) == 0 {
		return
	}
	rows := ranked(t)
	title := label(caption(t), maxCaption).Text
	if c := chart(rows, t.Metric, axis(t)); c != nil {
		b.add(slack.NewDataVisualizationBlock(label(title, maxChartTitle).Text, c))
	}
	header := []slack.DataTableCell{cell(b.phrase("table.rank")), cell(b.phrase("table.name")), cell(first(t.Metric, "…"))}
	lines := [][]slack.DataTableCell{header}
	size := 0
	for _, c := range header {
		size += count(c.(*slack.DataTableRawTextCell).Text)
	}
	for i, r := range rows {
		cells := []slack.DataTableCell{cell(place(r)), cell(r.Name), value(r)}
		size += count(place(r)) + count(label(r.Name, maxCell).Text) + count(label(r.Text, maxCell).Text)
		if len(lines) > maxTableRows || size > maxTableChars {
			title = shorten(title, maxCaption/2) + " · " + b.cutNote(b.reply.Language, len(rows)-i)
			break
		}
		lines = append(lines, cells)
	}
	block := slack.NewDataTableBlock(label(title, maxCaption).Text)
	block.Rows = lines
	b.add(block)
}

func cell(text string) *slack.DataTableRawTextCell {
	return slack.NewDataTableRawTextCell(label(text, maxCell).Text)
}

// value is a figure as a cell that sorts by number.
func value(r answer.TableRow) slack.DataTableCell {
	if !finite(r.Value) {
		return cell(r.Text)
	}
	return slack.NewDataTableRawNumberCell(r.Value).WithText(label(first(r.Text, strconv.FormatFloat(r.Value, 'f', -1, 64)), maxCell).Text)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// axis names what is measured, with its unit.
func axis(t *answer.Table) string {
	switch t.Unit {
	case "":
		return t.Metric
	case "percent":
		return shorten(t.Metric, maxAxisLabel-len(" (%)")) + " (%)"
	}
	return t.Metric + ", " + t.Unit
}

// chart draws the best rows as bars; nil if there is nothing to draw.
func chart(rows []answer.TableRow, metric, unit string) slack.DataVisualizationChart {
	var names []string
	var points []slack.DataVisualizationDataPoint
	for _, r := range rows {
		if !finite(r.Value) || len(names) == maxChartCategories {
			continue
		}
		name := label(r.Name, maxChartLabel).Text
		for n := 2; slices.Contains(names, name); n++ { // two names with the same beginning
			mark := " " + strconv.Itoa(n)
			name = shorten(label(r.Name, maxChartLabel).Text, maxChartLabel-len(mark)) + mark
		}
		names = append(names, name)
		points = append(points, slack.NewDataVisualizationDataPoint(name, r.Value))
	}
	if len(points) < 2 {
		return nil
	}
	config := slack.NewDataVisualizationAxisConfig(names...).WithYLabel(label(unit, maxAxisLabel).Text)
	return slack.NewDataVisualizationBarChart(config, slack.NewDataVisualizationDataSeries(label(metric, maxChartLabel).Text, points...))
}

// rows are the lines of a table as text.
func (s *shelf) rows(t *answer.Table) []string {
	if t == nil || len(t.Rows) == 0 {
		return nil
	}
	out := []string{caption(t)}
	for _, r := range ranked(t) {
		out = append(out, place(r)+". "+label(r.Name, maxCell).Text+" "+label(r.Text, maxCell).Text)
	}
	return out
}
