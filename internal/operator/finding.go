package operator

// Verdict is how bad a finding is.
type Verdict string

// The verdicts.
const (
	OK   Verdict = "ok"
	Warn Verdict = "warn" // the bot works, with less than it could do
	Fail Verdict = "FAIL" // the bot does not work, or not for long
	Skip Verdict = "skip" // not checked
)

// Finding is what one check found.
type Finding struct {
	Check   string // what was looked at, in a word or two
	Verdict Verdict
	Detail  string // what was seen; holds no secret
	Do      string // what to do about it; empty with OK
}

// String is the finding on one line.
func (f Finding) String() string {
	line := string(f.Verdict) + " " + f.Check + ": " + f.Detail
	if f.Do != "" {
		line += " -> " + f.Do
	}
	return line
}
