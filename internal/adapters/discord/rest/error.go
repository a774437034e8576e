package rest

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
)

// An Error is what Discord answers to a call that it does not carry out, or what this client answers in its place
// where a rate limit is known to be spent.
type Error struct {
	Method, Route string
	Status        int
	Code          int // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json; 0: none
	Message       string
	Fields        []string      // what is wrong with the body, each with its path
	After         time.Duration // with 429: when to try again
	Scope         string        // with 429: user, shared, global, or cloudflare: no answer of Discord's own servers
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s %s: %d %s", e.Method, e.Route, e.Status, cmp.Or(e.Message, http.StatusText(e.Status)))
	if e.Code != 0 {
		s += " (code " + strconv.Itoa(e.Code) + ")"
	}
	if len(e.Fields) > 0 {
		s += ": " + strings.Join(e.Fields, "; ")
	}
	if e.Status == http.StatusTooManyRequests {
		s += fmt.Sprintf(": %s limit, again after %v", e.Scope, e.After.Round(time.Millisecond))
	}
	return s
}

// The scopes of a 429 (https://discord.com/developers/docs/topics/rate-limits#header-format), and one of ours.
const (
	scopeUser       = "user"
	scopeGlobal     = "global"
	scopeShared     = "shared"
	scopeCloudflare = "cloudflare"
)

// Unsaid is how long to wait where Discord wants a pause and does not say which.
const Unsaid = 30 * time.Second

const (
	maxMessage = 200 // characters of Discord's words
	maxFields  = 5
)

// refusal reads the answer to a call that failed, whoever gave it.
func refusal(call Call, res *http.Response, text []byte) *Error {
	e := &Error{Method: call.Method, Route: call.Route, Status: res.StatusCode}
	p, _ := payload.Decode(text)
	e.Message = strings.TrimPrefix(words(p.Text("message")), strconv.Itoa(e.Status)+": ")
	e.Code, _ = strconv.Atoi(p.Text("code"))
	e.Fields = faults("", p.At("errors").V)
	if n := len(e.Fields) - maxFields; n > 0 {
		e.Fields = append(e.Fields[:maxFields], fmt.Sprintf("and %d more", n))
	}
	if res.StatusCode != http.StatusTooManyRequests {
		return e
	}
	e.Scope = scopeUser
	switch scope := res.Header.Get("X-RateLimit-Scope"); {
	case !p.Has():
		e.Scope = scopeCloudflare
	case p.Flag("global"), res.Header.Get("X-RateLimit-Global") == "true", scope == scopeGlobal:
		e.Scope = scopeGlobal
	case scope == scopeShared:
		e.Scope = scopeShared
	}
	e.After = cmp.Or(seconds(p.Text("retry_after")), seconds(res.Header.Get("Retry-After")), seconds(res.Header.Get("X-RateLimit-Reset-After")), Unsaid)
	return e
}

// words are what somebody else says, as one short line.
func words(s string) string {
	return clip.Shorten(strings.Join(strings.Fields(clip.Clean(clip.Cut(s, 8*maxMessage))), " "), maxMessage)
}

// longest is the longest pause that is believed.
const longest = time.Hour

// seconds reads a number of seconds; zero where it is none.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > 0) { // NaN too
		return 0
	}
	return time.Duration(min(f, longest.Seconds()) * float64(time.Second))
}

// faults lists what is wrong with a body (https://discord.com/developers/docs/reference#error-messages).
func faults(at string, errs any) (list []string) {
	switch errs := errs.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(errs)) {
			if k == "_errors" {
				list = append(list, faults(at, errs[k])...)
			} else {
				list = append(list, faults(strings.TrimPrefix(at+"."+k, "."), errs[k])...)
			}
		}
	case []any:
		for _, e := range errs {
			list = append(list, words(at+": "+payload.Of(e).Text("message")))
		}
	}
	return list
}
