package chart

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Names and places here are made up, as in a book.
func ranking() (answer.Table, Words) {
	return answer.Table{Rows: []answer.TableRow{
		{Name: "Corvane", Value: 31, Rank: 1, Tied: 1, Text: "31%"},
		{Name: "Meridia", Value: 24.5, Rank: 2, Tied: 2, Text: "24.5%"},
		{Name: "Brightwake", Value: 24.5, Rank: 2, Tied: 2, Text: "24.5%"},
		{Name: "Oskarholm", Value: 12, Rank: 4, Tied: 1, Text: "12%"},
		{Name: "Pelican Feeder", Value: 0.04, Rank: 5, Tied: 1, Text: "0.04%"},
	}}, Words{Title: "market share, the Halcyon Sea", Period: "Q2 2031", Source: "Source: Keelson Data", More: more}
}

func more(n int) string { return "and " + strconv.Itoa(n) + " more" }

func growth() (answer.Table, Words) {
	return answer.Table{Rows: []answer.TableRow{
		{Name: "Corvane", Value: -11, Text: "-11%"},
		{Name: "Meridia", Value: 4.2, Text: "4.2%"},
		{Name: "self-driving cranes", Value: -25, Text: "-25%"},
		{Name: "Brightwake", Value: 0, Text: "0%"},
	}}, Words{Title: "volume growth, Port Selwyn", Period: "Q2 2031", Source: "Source: Keelson Data"}
}

func chinese() (answer.Table, Words) {
	return answer.Table{Rows: []answer.TableRow{
		{Name: "科凡", Value: 31, Rank: 1, Tied: 1, Text: "31%"},
		{Name: "vivo 美瑞达（航运）", Value: 24.5, Rank: 2, Tied: 1, Text: "24.5%"},
		{Name: "ファーウェイ", Value: 12, Rank: 3, Tied: 1, Text: "12%"},
	}}, Words{Title: "翠鸟海 市场份额", Period: "2031年第二季度", Source: "来源：龙骨数据"}
}

func pair() (answer.Table, Words) {
	return answer.Table{Rows: []answer.TableRow{
		{Name: "Meridia", Value: 1234567.5, Rank: 2, Tied: 1, Text: "1,234,567.5 million crowns of the realm"},
		{Name: "The Honourable Company of Merchants Trading into the Halcyon Sea", Value: 4234567, Rank: 1, Tied: 1, Text: "4,234,567 million crowns"},
	}}, Words{Title: "revenue of those who carry containers over the Halcyon Sea and the Amber Strait", Period: "Q2 2031", Source: "Source: Keelson Data"}
}

func many(n int) (answer.Table, Words) {
	var t answer.Table
	for i := range n {
		v := 30 / float64(i+1)
		t.Rows = append(t.Rows, answer.TableRow{Name: "Shipping line No. " + strconv.Itoa(i+1), Value: v, Rank: i + 1, Tied: 1, Text: strconv.FormatFloat(v, 'f', 1, 64) + "%"})
	}
	return t, Words{Title: "market share, the Halcyon Sea", Period: "Q2 2031", Source: "Source: Keelson Data", More: more}
}

func falling() (answer.Table, Words) {
	t, w := growth()
	t.Rows = []answer.TableRow{t.Rows[0], t.Rows[2]}
	return t, w
}

func hostile() (answer.Table, Words) {
	long := strings.Repeat("W", 5000)
	return answer.Table{Rows: []answer.TableRow{
		{Name: long, Value: math.MaxFloat64, Rank: 1, Tied: 1, Text: long},
		{Name: "\u202eevil\u202c\x00\x1b[31m\n\tname", Value: -math.MaxFloat64, Rank: 2, Tied: 9, Text: "-\u202e1"},
		{Name: "😀🎉👩‍👩‍👧", Value: 5e-324, Rank: 1 << 62, Tied: 2},
		{Name: "שלום عليكم", Value: 3, Text: "३"},
		{Name: "\xff\xfe", Value: math.NaN()},
		{Name: "Z̸̢̛a̶͔͝l̴̼̈g̵̙̀o̷̗͌", Value: math.Inf(1)},
		{Name: "", Value: -1},
		{Name: "e\u0301tude @everyone <@U1> `x`", Value: -2e300},
	}}, Words{Title: long, Period: long, Source: "\u2066" + long, More: func(int) string { return long }}
}

func TestDraw(t *testing.T) {
	p := painter(t)
	for _, tt := range []struct {
		name   string
		sample func() (answer.Table, Words)
	}{
		{"ranking", ranking}, {"growth", growth}, {"chinese", chinese}, {"pair", pair}, {"falling", falling}, {"hostile", hostile},
		{"ten", func() (answer.Table, Words) { return many(10) }}, {"many", func() (answer.Table, Words) { return many(40) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, words := tt.sample()
			got, err := p.Draw(table, words)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, got)
			again, err := p.Draw(table, words)
			if err != nil || !bytes.Equal(got.PNG, again.PNG) || got.Alt != again.Alt {
				t.Errorf("drawn again it is another picture, error %v", err)
			}
			golden(t, tt.name, got)
		})
	}
}

// TestTogether: a painter is shared, and its font for ideographs is unpacked once.
func TestTogether(t *testing.T) {
	p := painter(t)
	table, words := chinese()
	got := make([]Picture, 4)
	var wait sync.WaitGroup
	for i := range got {
		wait.Go(func() { got[i], _ = p.Draw(table, words) })
	}
	wait.Wait()
	for i := range got {
		if len(got[i].PNG) == 0 || !bytes.Equal(got[i].PNG, got[0].PNG) {
			t.Errorf("picture %d of those drawn together is another one, of %d bytes", i, len(got[i].PNG))
		}
	}
}

// sound checks what is true of every picture.
func sound(t *testing.T, p Picture) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(p.PNG))
	if err != nil {
		t.Fatal(err)
	}
	if b := m.Bounds(); b != image.Rect(0, 0, p.Width, p.Height) || p.Width != 800 || p.Height < 100 || p.Height > 800 {
		t.Errorf("the picture measures %v, said to be %dx%d", b, p.Width, p.Height)
	}
	if len(p.PNG) > 100_000 {
		t.Errorf("the picture has %d bytes, want 100 kB at most", len(p.PNG))
	}
	if n := units(p.Alt); n > MaxAlt || !utf8.ValidString(p.Alt) || strings.ContainsAny(p.Alt, "\n\x00\u202e\u2066") {
		t.Errorf("the alt text of %d units is too long or no plain line: %q", n, p.Alt)
	}
	margins(t, m)
	return m
}

// margins fails where something is drawn beyond the card's margin.
func margins(t *testing.T, m image.Image) {
	t.Helper()
	blank := m.At(4, 4)
	b := m.Bounds()
	for y := 4; y < b.Max.Y-4; y++ {
		for _, x := range []int{4, margin / 2, margin - 4, b.Max.X - margin + 3, b.Max.X - margin/2, b.Max.X - 5} {
			if m.At(x, y) != blank {
				t.Fatalf("something is drawn in the margin, at %d,%d", x, y)
			}
		}
	}
}

// golden compares pixels, not bytes: compression may change with Go.
func golden(t *testing.T, name string, p Picture) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	alt := filepath.Join("testdata", name+".txt")
	if *update {
		if err := errors.Join(os.WriteFile(file, p.PNG, 0o644), os.WriteFile(alt, []byte(p.Alt+"\n"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (hint: go test ./internal/chart -update)", err)
	}
	a, b := decode(t, want), decode(t, p.PNG)
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%s measures %v, want %v", name, b.Bounds(), a.Bounds())
	}
	n := 0
	for y := range a.Bounds().Max.Y {
		for x := range a.Bounds().Max.X {
			if differ(a.At(x, y), b.At(x, y)) {
				n++
			}
		}
	}
	if n > 0 {
		t.Errorf("%d pixels differ from %s (hint: look at it, then go test ./internal/chart -update)", n, file)
	}
	if text, err := os.ReadFile(alt); err != nil || string(text) != p.Alt+"\n" {
		t.Errorf("the alt text of %s is %q, want %q, error %v", name, p.Alt, text, err)
	}
}

// differ reports whether two colours look different: processors may round the edge of a letter differently.
func differ(a, b color.Color) bool {
	const least = 24 << 8
	r, g, bl, _ := a.RGBA()
	x, y, z, _ := b.RGBA()
	return max(r, x)-min(r, x) > least || max(g, y)-min(g, y) > least || max(bl, z)-min(bl, z) > least
}

func decode(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNothing(t *testing.T) {
	p := painter(t)
	table, words := ranking()
	for _, rows := range [][]answer.TableRow{nil, table.Rows[:1], {table.Rows[0], {Name: "x", Value: math.NaN()}, {Name: "y", Value: math.Inf(-1)}}} {
		if _, err := p.Draw(answer.Table{Rows: rows}, words); !errors.Is(err, ErrNothing) {
			t.Errorf("%d rows: error %v, want ErrNothing", len(rows), err)
		}
	}
}

// TestLegible: whatever the embedded book names, in any language, has glyphs.
func TestLegible(t *testing.T) {
	p := painter(t)
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var names []knowledge.Text
	for _, e := range b.Entities {
		names = append(names, e.Name)
	}
	for _, v := range b.Places {
		names = append(names, v.Name, v.Market)
	}
	for _, m := range b.Metrics {
		names = append(names, m.Name)
	}
	for _, name := range names {
		for lang, s := range name {
			if !p.Legible(s) {
				t.Errorf("%s, in %s, has characters without a glyph (hint: internal/chart/fonts/README.md)", s, lang)
			}
		}
	}
	for _, s := range []string{"שלום", "😀", "龘"} {
		if p.Legible(s) {
			t.Errorf("%s is said to be legible", s)
		}
	}
}

func TestAlt(t *testing.T) {
	p := painter(t)
	table, words := many(200)
	got, err := p.Draw(table, words)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(got.Alt, " more; Source: Keelson Data") || units(got.Alt) > MaxAlt || units(got.Alt) < MaxAlt-60 {
		t.Errorf("the alt text of many rows, %d units, is %q", units(got.Alt), got.Alt)
	}
	table, words = ranking()
	got, err = p.Draw(table, words)
	const want = "market share, the Halcyon Sea · Q2 2031: 1 Corvane 31%; 2= Meridia 24.5%; 2= Brightwake 24.5%; 4 Oskarholm 12%; 5 Pelican Feeder 0.04%; Source: Keelson Data"
	if err != nil || got.Alt != want {
		t.Errorf("the alt text is %q, want %q, error %v", got.Alt, want, err)
	}
}

func painter(tb testing.TB) *Painter {
	tb.Helper()
	p, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func FuzzDraw(f *testing.F) {
	f.Add("Corvane", "科凡", "31%", 31.0, -2.5, 0.0, 3, 1)
	f.Add("\u202e\x00", strings.Repeat("é", 300), "\xff", math.MaxFloat64, -math.MaxFloat64, 5e-324, 400, -7)
	f.Add("", "😀", "", math.NaN(), math.Inf(1), 1.0, 2, 0)
	p := painter(f)
	f.Fuzz(func(t *testing.T, a, b, text string, x, y, z float64, n, rank int) {
		var table answer.Table
		for i := range min(max(n, 0), 300) {
			r := answer.TableRow{Name: a, Value: []float64{x, y, z}[i%3], Rank: rank + i/2, Tied: i % 4, Text: text}
			if i%2 == 1 {
				r.Name = b
			}
			table.Rows = append(table.Rows, r)
		}
		got, err := p.Draw(table, Words{Title: b, Period: text, Source: a})
		if errors.Is(err, ErrNothing) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sound(t, got)
	})
}
