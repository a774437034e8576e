package operator

import (
	"net/http"
	"testing"
	"time"
)

func TestCheckClock(t *testing.T) {
	now := time.Date(2031, 8, 14, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		date string
		want Finding
	}{
		{now.Format(http.TimeFormat), Finding{"clock", OK, "agrees with Acme's", ""}},
		{now.Add(20 * time.Second).Format(http.TimeFormat), Finding{"clock", OK, "agrees with Acme's", ""}},
		{now.Add(-time.Minute).Format(http.TimeFormat), Finding{"clock", Warn, "differs from Acme's by 1m0s", "set the clock (NTP)"}},
		{now.Add(5 * time.Minute).Format(http.TimeFormat), Finding{"clock", Fail, "differs from Acme's by -5m0s", "set the clock (NTP): Acme's requests are refused as too old or from the future"}},
		{"", Finding{"clock", Skip, "Acme does not tell the time", ""}},
		{"yesterday", Finding{"clock", Skip, "Acme does not tell the time", ""}},
	} {
		if got := CheckClock("Acme", tt.date, now); got != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.date, got, tt.want)
		}
	}
}
