package operator

import (
	"net/http"
	"time"
)

// The clock may differ by so much from a platform's: the adapters refuse requests by HTTP that are older, as
// https://docs.slack.dev/authentication/verifying-requests-from-slack asks for.
const (
	maxSkew  = 5 * time.Minute
	warnSkew = 30 * time.Second
)

// CheckClock compares the time with a platform's, as the header Date of one of its answers tells it.
func CheckClock(platform, date string, now time.Time) Finding {
	f := Finding{Check: "clock", Verdict: OK}
	there, err := http.ParseTime(date)
	if err != nil {
		f.Verdict, f.Detail = Skip, platform+" does not tell the time"
		return f
	}
	skew := now.Sub(there).Round(10 * time.Second) // the answer's way took some, and Date has whole ones
	f.Detail = "differs from " + platform + "'s by " + skew.String()
	switch away := skew.Abs(); {
	case away >= maxSkew:
		f.Verdict, f.Do = Fail, "set the clock (NTP): "+platform+"'s requests are refused as too old or from the future"
	case away >= warnSkew:
		f.Verdict, f.Do = Warn, "set the clock (NTP)"
	default:
		f.Detail = "agrees with " + platform + "'s"
	}
	return f
}
