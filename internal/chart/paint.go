package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// The measures of a picture, in pixels. Platforms show it at half its size, so nothing is smaller than 18.
const (
	width      = 800
	margin     = 32
	gap        = 14
	titleSize  = 27
	periodSize = 20
	footSize   = 18
	maxRank    = 90
	maxName    = 250 // of a name's column
	maxValue   = 260 // of a value at the end of a bar, or less where values stand on both sides
	maxBoth    = 170
	body       = 300 // of all bars, where that gives each a height between these
	minRow     = 30
	maxRow     = 66
	leastBar   = 3
	radius     = 4
	dpi        = 72 // a point is a pixel
)

// The colours: a card of its own, which stands out on dark and light pages alike. The bars' two differ in
// lightness too, for those who see no hues.
var (
	paper = color.RGBA{0xFB, 0xFB, 0xFD, 0xFF}
	frame = color.RGBA{0xD5, 0xD9, 0xE2, 0xFF}
	ink   = color.RGBA{0x1B, 0x1F, 0x2A, 0xFF}
	faint = color.RGBA{0x5A, 0x62, 0x73, 0xFF}
	gain  = color.RGBA{0x2B, 0x5F, 0xD0, 0xFF}
	loss  = color.RGBA{0xE0, 0x7A, 0x2C, 0xFF}
)

// A sketch is a picture that is laid out: what stands where is known before anything is drawn.
type sketch struct {
	canvas              *canvas
	height              int
	title, period, foot line
	ranks, names, texts []line
	rows                []row
	top, row, size      float64 // where the bars begin, how high one is with its space, and the letters beside it
	nameAt, zero        float64 // where the names begin, and the axis stands
	scale               float64 // pixels of the whole greatest figure
	greatest            float64
}

func (p *Painter) sketch(rows []row, title, period, foot string) *sketch {
	s := &sketch{rows: rows, row: min(maxRow, max(minRow, float64(body/len(rows))))}
	s.size = math.Round(min(22, max(20, s.row*0.5)))
	s.title = p.fonts.set(title, titleSize, true, width-2*margin)
	s.period = p.fonts.set(period, periodSize, false, width-2*margin)
	s.foot = p.fonts.set(foot, footSize, false, width-2*margin)
	s.top = margin
	for _, head := range []struct {
		line
		size float64
	}{{s.title, titleSize}, {s.period, periodSize}} {
		if head.width > 0 {
			s.top += head.size * 1.35
		}
	}
	if s.top > margin {
		s.top += gap
	}
	s.height = int(s.top + s.row*float64(len(rows)) + margin)
	if s.foot.width > 0 {
		s.height += footSize + gap
	}
	s.columns(p)
	s.canvas = newCanvas(width, s.height, paper)
	return s
}

// columns lays out what stands side by side: rank, name, bar, value. Bars below nothing go to the left.
func (s *sketch) columns(p *Painter) {
	var rank, name, up, down float64 // the widest of each; values above and below the axis
	low, high := 0.0, 0.0
	for _, r := range s.rows {
		s.greatest = max(s.greatest, math.Abs(r.value))
		low, high = min(low, r.value), max(high, r.value)
	}
	room := float64(maxValue)
	if s.greatest > 0 {
		low, high = low/s.greatest, high/s.greatest
	}
	if low < 0 && high >= 0 {
		room = maxBoth
	}
	for _, r := range s.rows {
		l := [3]line{p.fonts.set(r.rank, s.size, false, maxRank), p.fonts.set(r.name, s.size, false, maxName), p.fonts.set(r.text, s.size, true, room)}
		if l[2].width == 0 {
			l[2] = p.fonts.set(figure(r.value), s.size, true, room)
		}
		if l[1].width == 0 {
			l[1] = p.fonts.set("…", s.size, false, maxName) // nothing of it can be drawn
		}
		s.ranks, s.names, s.texts = append(s.ranks, l[0]), append(s.names, l[1]), append(s.texts, l[2])
		rank, name = max(rank, l[0].width), max(name, l[1].width)
		if r.value < 0 {
			down = max(down, l[2].width+gap)
		} else {
			up = max(up, l[2].width+gap)
		}
	}
	s.nameAt = margin
	if rank > 0 {
		s.nameAt += rank + gap
	}
	from := s.nameAt + name + gap
	s.scale = (width - margin - from - up - down) / max(high-low, 1e-9)
	s.zero = from + down - low*s.scale
}

func (p *Painter) paint(s *sketch) {
	s.edge()
	y := margin + float64(titleSize)*0.9
	if s.title.width > 0 {
		s.write(s.title, margin, y, ink)
		y += periodSize * 1.55
	}
	s.write(s.period, margin, y, faint)
	for i, r := range s.rows {
		middle := s.top + s.row*(float64(i)+0.5)
		base := middle + s.size*0.36
		s.write(s.ranks[i], s.nameAt-gap-s.ranks[i].width, base, faint)
		s.write(s.names[i], s.nameAt, base, ink)
		end := s.end(r.value)
		s.bar(end, middle, s.row*0.64)
		if r.value < 0 {
			s.write(s.texts[i], end-gap/2-s.texts[i].width, base, ink)
		} else {
			s.write(s.texts[i], end+gap/2, base, ink)
		}
	}
	s.fill(frame, s.zero-1, s.top, s.zero+1, s.top+s.row*float64(len(s.rows)))
	s.write(s.foot, margin, float64(s.height)-margin+footSize*0.2, faint)
}

// end is where the bar of a value ends. What is not nothing is seen to be there.
func (s *sketch) end(v float64) float64 {
	switch {
	case v == 0:
		return s.zero
	case v < 0:
		return s.zero + min(v/s.greatest*s.scale, -leastBar)
	}
	return s.zero + max(v/s.greatest*s.scale, leastBar)
}

// edge draws the frame of the card.
func (s *sketch) edge() {
	h := float64(s.height)
	for _, r := range [][4]float64{{0, 0, width, 2}, {0, h - 2, width, h}, {0, 0, 2, h}, {width - 2, 0, width, h}} {
		s.fill(frame, r[0], r[1], r[2], r[3])
	}
}

// bar draws a bar from the axis, its far end rounded.
func (s *sketch) bar(end, middle, thick float64) {
	colour, r := gain, min(radius, math.Abs(end-s.zero))
	if end < s.zero {
		colour = loss
	}
	if r == 0 {
		return
	}
	if end < s.zero {
		r = -r
	}
	at := func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x), Y: s.y(y)} }
	top, bottom := middle-thick/2, middle+thick/2
	var p vg.Path
	p.Move(at(s.zero, top))
	p.Line(at(end-r, top))
	p.QuadTo(at(end, top), at(end, top+math.Abs(r)))
	p.Line(at(end, bottom-math.Abs(r)))
	p.QuadTo(at(end, bottom), at(end-r, bottom))
	p.Line(at(s.zero, bottom))
	p.Close()
	s.canvas.SetColor(colour)
	s.canvas.Fill(p)
}

// y turns a distance from the top into the canvas's, which counts from below.
func (s *sketch) y(y float64) vg.Length { return vg.Length(float64(s.height) - y) }

func (s *sketch) fill(c color.Color, left, top, right, bottom float64) {
	var p vg.Path
	p.Move(vg.Point{X: vg.Length(left), Y: s.y(top)})
	p.Line(vg.Point{X: vg.Length(right), Y: s.y(top)})
	p.Line(vg.Point{X: vg.Length(right), Y: s.y(bottom)})
	p.Line(vg.Point{X: vg.Length(left), Y: s.y(bottom)})
	p.Close()
	s.canvas.SetColor(c)
	s.canvas.Fill(p)
}

// write sets a line with its left end on the base line.
func (s *sketch) write(l line, x, base float64, c color.Color) {
	s.canvas.SetColor(c)
	for _, p := range l.spans {
		s.canvas.FillString(p.face, vg.Point{X: vg.Length(x), Y: s.y(base)}, p.text)
		x += float64(p.face.Width(p.text))
	}
}
