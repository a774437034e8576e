package discord

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/answer"
	"marketbot/internal/chart"
)

// table writes the rows of a series as lines, which say the same as the picture: to those who do not see it, and to
// the search. Rows that have no room are counted.
func (b *builder) table(t *answer.Table) string {
	rows := shelf.Ranked(t)
	var lines []string
	left := maxTable - clip.Count(escape(b.CutNote(b.reply.Language, len(rows)))) - 1
	for i, r := range rows {
		s := "**" + escape(shelf.Place(r)) + "** " + cmp.Or(line(r.Name, maxCell), "…") + ": " + cmp.Or(line(r.Text, maxCell), "…")
		if left -= clip.Count(s) + 1; left < 0 {
			lines = append(lines, escape(b.CutNote(b.reply.Language, len(rows)-i)))
			break
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// chartName is the name of the picture among a message's files.
const chartName = "chart.png"

// illustrate adds the chart of a reply that has one. An answer without is better than none.
func (a *Adapter) illustrate(m message, r answer.Reply) message {
	if r.Table == nil || a.painter == nil {
		return m
	}
	t := *r.Table
	t.Rows = a.pages.legible(t.Rows, r.Language, a.painter.Legible)
	picture, err := a.painter.Draw(t, a.pages.words(r))
	switch {
	case err == nil:
		return m.illustrated(chartName, picture.PNG, picture.Alt)
	case !errors.Is(err, chart.ErrNothing):
		a.count("failed", "chart")
		a.log.Warn("discord: no chart", "err", err)
	}
	return m
}

// words are what stands around the bars of a reply's chart.
func (s pages) words(r answer.Reply) chart.Words {
	var sources []string
	for _, c := range r.Citations {
		if c.Source != "" && !slices.Contains(sources, c.Source) {
			sources = append(sources, c.Source)
		}
	}
	t := r.Table
	return chart.Words{
		Title:  clip.Shorten(shelf.Caption(&answer.Table{Metric: t.Metric, Place: t.Place}), maxCell),
		Period: clip.Shorten(t.Period, maxCell),
		Source: clip.Shorten(strings.Join(sources, ", "), maxCell),
		More:   func(n int) string { return s.CutNote(r.Language, n) },
	}
}

// legible writes names that cannot be drawn in the language that every name has.
func (s pages) legible(rows []answer.TableRow, lang string, drawable func(string) bool) []answer.TableRow {
	out := make([]answer.TableRow, len(rows))
	for i, r := range rows {
		if out[i] = r; !drawable(r.Name) {
			out[i].Name = cmp.Or(s.Renamed(lang, r.Name, "en"), r.Name)
		}
		out[i].Name, out[i].Text = clip.Shorten(out[i].Name, maxCell), clip.Shorten(r.Text, maxCell) // else they take their time to be measured
	}
	return out
}
