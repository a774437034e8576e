package rest

import (
	"net/http"
	"regexp"
	"strings"
	"time"
)

// HTTP is a client for libraries that know Discord's own address only: it takes their calls to where this one's go,
// under the same brake.
func (c *Client) HTTP() *http.Client {
	return &http.Client{Transport: detour{c}, Timeout: patience}
}

// A detour is the transport of [Client.HTTP].
type detour struct{ c *Client }

// versioned is the part of a path that the base address stands for.
var versioned = regexp.MustCompile(`^/api(/v[0-9]+)?(/|$)`)

// RoundTrip implements [http.RoundTripper].
func (d detour) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := d.c.brake.check(time.Now()); err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host, out.Host = d.c.base.Scheme, d.c.base.Host, ""
	out.URL.Path, out.URL.RawPath = strings.TrimRight(d.c.base.Path, "/")+versioned.ReplaceAllString(req.URL.Path, "/"), ""
	if out.Header.Get("User-Agent") == "" {
		out.Header.Set("User-Agent", agent)
	}
	res, err := d.c.via.RoundTrip(out)
	if err == nil && res.StatusCode/100 == 4 {
		e := &Error{Status: res.StatusCode, Scope: res.Header.Get("X-RateLimit-Scope")}
		d.c.brake.note(e, time.Now())
	}
	return res, err
}
