package slack

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/answer"
)

// table adds the chart of a series and the table, which is for sorting and for screen readers.
func (b *builder) table() {
	t := b.reply.Table
	if t == nil || len(t.Rows) == 0 {
		return
	}
	rows := shelf.Ranked(t)
	title := label(shelf.Caption(t), maxCaption).Text
	if c := chart(rows, t.Metric, axis(t)); c != nil {
		b.add(slack.NewDataVisualizationBlock(label(title, maxChartTitle).Text, c))
	}
	header := []slack.DataTableCell{cell(b.phrase("table.rank")), cell(b.phrase("table.name")), cell(cmp.Or(t.Metric, "…"))}
	lines := [][]slack.DataTableCell{header}
	size := 0
	for _, c := range header {
		size += clip.Count(c.(*slack.DataTableRawTextCell).Text)
	}
	for i, r := range rows {
		cells := []slack.DataTableCell{cell(shelf.Place(r)), cell(r.Name), value(r)}
		size += clip.Count(shelf.Place(r)) + clip.Count(label(r.Name, maxCell).Text) + clip.Count(label(r.Text, maxCell).Text)
		if len(lines) > maxTableRows || size > maxTableChars {
			title = clip.Shorten(title, maxCaption/2) + " · " + b.CutNote(b.reply.Language, len(rows)-i)
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
	if !shelf.Finite(r.Value) {
		return cell(r.Text)
	}
	return slack.NewDataTableRawNumberCell(r.Value).WithText(label(cmp.Or(r.Text, strconv.FormatFloat(r.Value, 'f', -1, 64)), maxCell).Text)
}

// axis names what is measured, with its unit.
func axis(t *answer.Table) string {
	switch t.Unit {
	case "":
		return t.Metric
	case "percent":
		return clip.Shorten(t.Metric, maxAxisLabel-len(" (%)")) + " (%)"
	}
	return t.Metric + ", " + t.Unit
}

// chart draws the best rows as bars; nil if there is nothing to draw.
func chart(rows []answer.TableRow, metric, unit string) slack.DataVisualizationChart {
	var names []string
	var points []slack.DataVisualizationDataPoint
	for _, r := range rows {
		if !shelf.Finite(r.Value) || len(names) == maxChartCategories {
			continue
		}
		name := label(r.Name, maxChartLabel).Text
		for n := 2; slices.Contains(names, name); n++ { // two names with the same beginning
			mark := " " + strconv.Itoa(n)
			name = clip.Shorten(label(r.Name, maxChartLabel).Text, maxChartLabel-len(mark)) + mark
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
