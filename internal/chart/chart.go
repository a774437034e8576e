// Package chart draws a Reply's series as a PNG with alt text. Pure: the same table gives the same bytes.
//
// It stands on gonum plot's paths and fonts (plot/vg, plot/font), not on the package plot itself, which brings twelve
// fonts, PDF, SVG and EPS along: 7.1 MB of binary instead of 1.2, of which bars use none.
package chart

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"image/png"
	"math"
	"slices"
	"strconv"

	"marketbot/internal/answer"
)

// Picture is a chart, ready to be sent.
type Picture struct {
	PNG           []byte
	Width, Height int    // in pixels
	Alt           string // the same for those who do not see it, at most [MaxAlt] long
}

// Words are what stands around the bars, in the reader's language. What is empty is left out.
type Words struct {
	Title  string             // what is measured, and where
	Period string             // when; it stands below the title
	Source string             // who measured it; it stands at the foot
	More   func(n int) string // says that n rows are left out; nil: "+3"
}

// MaxRows is how many bars a picture has at most.
const MaxRows = 20

// ErrNothing is the error of [Painter.Draw] for a table that has fewer than two figures.
var ErrNothing = errors.New("chart: fewer than two figures: nothing to compare")

// Painter draws charts. It is built once; any number of goroutines may use it.
type Painter struct{ fonts fonts }

// New returns a painter with its fonts read.
func New() (*Painter, error) {
	f, err := newFonts()
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return &Painter{f}, nil
}

// Draw draws the finite figures of a table as bars, best first. The error is [ErrNothing], or one of encoding.
func (p *Painter) Draw(t answer.Table, w Words) (Picture, error) {
	rows := drawable(t.Rows)
	if len(rows) < 2 {
		return Picture{}, ErrNothing
	}
	w = w.clean()
	shown, foot := rows, w.Source
	if left := len(rows) - MaxRows; left > 0 {
		shown, foot = rows[:MaxRows], join("; ", w.Source, w.More(left))
	}
	s := p.sketch(shown, w.Title, w.Period, foot)
	p.paint(s)
	var b bytes.Buffer
	if err := png.Encode(&b, fewer(s.canvas.image)); err != nil {
		return Picture{}, fmt.Errorf("chart: encode %d bars: %w", len(shown), err)
	}
	return Picture{PNG: b.Bytes(), Width: width, Height: s.height, Alt: alt(rows, w)}, nil
}

// Legible reports whether all of a text can be drawn: where a name cannot, the caller may have one in another
// script. Draw leaves out the characters it has no glyph for.
func (p *Painter) Legible(text string) bool {
	for _, r := range clean(text) {
		if _, ok := p.fonts.face(r, false); !ok {
			return false
		}
	}
	return true
}

// row is one bar.
type row struct {
	name, text, rank string
	value            float64
}

// drawable returns the rows whose figures are finite, best first: they come in the order in which they were asked for.
func drawable(rows []answer.TableRow) []row {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r answer.TableRow) bool { return math.IsNaN(r.Value) || math.IsInf(r.Value, 0) })
	slices.SortStableFunc(rows, func(a, b answer.TableRow) int { return cmp.Compare(a.Rank, b.Rank) })
	out := make([]row, len(rows))
	for i, r := range rows {
		out[i] = row{name: clean(r.Name), text: clean(r.Text), value: r.Value}
		if out[i].text == "" {
			out[i].text = figure(r.Value)
		}
		if r.Rank > 0 {
			out[i].rank = strconv.Itoa(r.Rank)
		}
		if r.Rank > 0 && r.Tied > 1 {
			out[i].rank += "="
		}
	}
	return out
}

// clean makes each of the words one line.
func (w Words) clean() Words {
	more := w.More
	return Words{Title: clean(w.Title), Period: clean(w.Period), Source: clean(w.Source), More: func(n int) string {
		if more == nil {
			return "+" + strconv.Itoa(n)
		}
		return clean(more(n))
	}}
}

// figure writes a value that comes without a text, or with one that cannot be drawn.
func figure(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
