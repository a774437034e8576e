package knowledge

import "testing"

func TestFormat(t *testing.T) {
	share, pumps := Metric{Unit: "percent"}, Metric{Unit: "pumps"}
	for _, tt := range []struct {
		m    Metric
		v    float64
		want string
	}{
		{share, 15, "15%"}, {share, 62.5, "62.5%"}, {share, 33.333, "33.33%"}, {share, 0, "0%"}, {share, -11, "-11%"},
		{share, 0.12345, "0.12%"}, {share, 0.05, "0.05%"}, {share, 0.0123, "0.012%"}, {share, 0.00214, "0.0021%"}, {share, -0.00096, "-0.00096%"},
		{share, 0.1 + 0.2 - 0.3, "0%"}, {pumps, 1200, "1,200 pumps"}, {pumps, 1234567.891, "1,234,567.89 pumps"}, {Metric{}, 0.0999, "0.1"},
	} {
		if got := tt.m.Format(tt.v); got != tt.want {
			t.Errorf("Format(%v) = %q, want %q", tt.v, got, tt.want)
		}
	}
}
