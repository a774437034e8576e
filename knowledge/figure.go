package knowledge

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Percent reports whether the metric is measured in percent.
func (m Metric) Percent() bool { return m.Unit == "percent" }

// Format renders a value in the metric's unit: 15%, 62.5%, 1,200 TEU.
func (m Metric) Format(v float64) string {
	s := grouped(strconv.FormatFloat(Round(v), 'f', -1, 64))
	switch m.Unit {
	case "percent":
		return s + "%"
	case "":
		return s
	}
	return fmt.Sprintf("%s %s", s, m.Unit)
}

// Round rounds to hundredths; of what is less than a tenth two digits stay, since a small share is not none.
func Round(v float64) float64 {
	by := 100.0
	if a := math.Abs(v); a < 0.1 && a > 1e-9 {
		by = math.Pow(10, 1-math.Floor(math.Log10(a)))
	}
	return math.Round(v*by) / by
}

// grouped sets commas between thousands.
func grouped(s string) string {
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	for i := end - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
