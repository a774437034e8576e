package chart

import (
	"bytes"
	"compress/gzip"
	_ "embed" // a font
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
	"gonum.org/v1/plot/font"
)

// han holds the ideographs and kana; fonts/README.md says which, where from, and by which licence.
//
//go:embed fonts/han.ttf.gz
var han []byte

// fonts are the faces in which a text is set: those of Go for Latin, Greek and Cyrillic, and one for ideographs,
// which is unpacked when the first is met.
type fonts struct {
	regular, bold *opentype.Font
	han           func() (*opentype.Font, error)
}

func newFonts() (f fonts, err error) {
	if f.regular, err = opentype.Parse(goregular.TTF); err != nil {
		return f, fmt.Errorf("font Go Regular: %w", err)
	}
	if f.bold, err = opentype.Parse(gobold.TTF); err != nil {
		return f, fmt.Errorf("font Go Bold: %w", err)
	}
	f.han = sync.OnceValues(unpack)
	return f, nil
}

func unpack() (*opentype.Font, error) {
	z, err := gzip.NewReader(bytes.NewReader(han))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	return opentype.Parse(b)
}

// face returns the font that has a glyph for r.
func (f fonts) face(r rune, bold bool) (*opentype.Font, bool) {
	var buf sfnt.Buffer
	first := f.regular
	if bold {
		first = f.bold
	}
	if i, err := first.GlyphIndex(&buf, r); err == nil && i != 0 {
		return first, true
	}
	if r < firstHan {
		return nil, false
	}
	h, err := f.han()
	if err != nil {
		return nil, false
	}
	i, err := h.GlyphIndex(&buf, r)
	return h, err == nil && i != 0
}

// firstHan is where the characters of the font for ideographs begin: CJK Radicals.
const firstHan = 0x2E80

// A span is a piece of a text in one font.
type span struct {
	text string
	face font.Face
}

// A line is a text as it is set: its spans, and how wide they are together.
type line struct {
	spans []span
	width float64
}

// set lays out a text in a size of pixels. It is cut to a width, with an ellipsis; characters without a glyph
// are left out.
func (f fonts) set(text string, size float64, bold bool, width float64) line {
	all := slices.DeleteFunc([]rune(text), func(r rune) bool { _, ok := f.face(r, bold); return !ok })
	if len(all) > maxLine {
		all = append(all[:maxLine:maxLine], '…')
	}
	l := f.spans(all, size, bold)
	if l.width <= width {
		return l
	}
	low, high := 0, len(all) // the first low characters fit, high do not
	for low+1 < high {
		mid := (low + high) / 2
		if f.spans(cut(all, mid), size, bold).width <= width {
			low = mid
		} else {
			high = mid
		}
	}
	return f.spans(cut(all, low), size, bold)
}

// maxLine is how many characters of a text are looked at: more never fit a picture.
const maxLine = 200

func cut(all []rune, n int) []rune {
	return append([]rune(strings.TrimSpace(string(all[:n]))), '…')
}

func (f fonts) spans(text []rune, size float64, bold bool) line {
	var l line
	for _, r := range strings.TrimSpace(string(text)) {
		o, _ := f.face(r, bold)
		if n := len(l.spans); n == 0 || l.spans[n-1].face.Face != o {
			l.spans = append(l.spans, span{face: font.Face{Font: font.Font{Size: font.Length(size)}, Face: o}})
		}
		l.spans[len(l.spans)-1].text += string(r)
	}
	for _, s := range l.spans {
		l.width += float64(s.face.Width(s.text))
	}
	return l
}

// clean makes a text one line: what neither shows nor separates is left out, so nothing turns its direction.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))
	return strings.Join(strings.Fields(s), " ")
}
