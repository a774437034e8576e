package chart

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// canvas is the part of a [vg.Canvas] that a picture needs. The one of gonum plot, vgimg, brings scalers and codecs
// for all kinds of images along, 0.8 MB of binary, and draws letters by way of them, which takes longer and blurs them.
type canvas struct {
	image  *image.RGBA
	colour image.Uniform
	filler *vector.Rasterizer
}

func newCanvas(width, height int, background color.Color) *canvas {
	c := &canvas{image: image.NewRGBA(image.Rect(0, 0, width, height)), filler: vector.NewRasterizer(width, height)}
	draw.Draw(c.image, c.image.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	return c
}

// SetColor is of what is drawn next.
func (c *canvas) SetColor(colour color.Color) { c.colour.C = colour }

// y turns a length from the bottom, as gonum plot counts, into one from the top.
func (c *canvas) y(y vg.Length) float32 { return float32(c.image.Bounds().Max.Y) - float32(y) }

// Fill fills a path of lines and quadratic curves.
func (c *canvas) Fill(p vg.Path) {
	box := c.bounds(p)
	c.filler.Reset(box.Dx(), box.Dy())
	at := func(p vg.Point) (x, y float32) {
		return float32(p.X) - float32(box.Min.X), c.y(p.Y) - float32(box.Min.Y)
	}
	for _, part := range p {
		x, y := at(part.Pos)
		switch part.Type {
		case vg.MoveComp:
			c.filler.MoveTo(x, y)
		case vg.LineComp:
			c.filler.LineTo(x, y)
		case vg.CurveComp:
			bx, by := at(part.Control[0])
			c.filler.QuadTo(bx, by, x, y)
		case vg.CloseComp:
			c.filler.ClosePath()
		}
	}
	c.filler.Draw(c.image, box, &c.colour, image.Point{})
}

// bounds is the box of pixels around a path; no curve of ours goes beyond its ends.
func (c *canvas) bounds(p vg.Path) image.Rectangle {
	var box image.Rectangle
	for _, part := range p {
		if part.Type != vg.CloseComp {
			x, y := int(math.Floor(float64(part.Pos.X))), int(math.Floor(float64(c.y(part.Pos.Y))))
			box = box.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return box.Intersect(c.image.Rect)
}

// FillString writes a text, its left end of the base line at a point.
func (c *canvas) FillString(f font.Face, at vg.Point, text string) {
	d := xfont.Drawer{Dst: c.image, Src: &c.colour, Face: f.FontFace(dpi), Dot: fixed.Point26_6{X: fixed.Int26_6(at.X * 64), Y: fixed.Int26_6(c.y(at.Y) * 64)}}
	d.DrawString(text)
}
