package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/payload"

	"github.com/slack-go/slack"
)

// The bounds of HTTP mode.
const (
	maxBody     = 4 << 20 // bytes of a delivery
	maxInFlight = 512     // deliveries at once

	headerTimeout = 5 * time.Second
	bodyTimeout   = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeaders    = 64 << 10
	stopWithin    = 5 * time.Second
)

// serve runs the server of HTTP mode.
func (a *Adapter) serve(ctx context.Context) error {
	l, err := a.config.Listen()
	if err != nil {
		return fmt.Errorf("slack: listen: %w", err)
	}
	s := &http.Server{
		Handler:           a.Handler(),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaders,
		ErrorLog:          slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	a.health.Up(0)
	defer a.health.Down(0)
	a.log.Info("slack: listening", "address", l.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("slack: serve: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	err = s.Shutdown(last)
	<-failed
	if err != nil {
		s.Close()
	}
	return ctx.Err()
}

// Handler receives what Slack sends by HTTP: events, commands, interactions and options, told apart by what
// they are and not by the path, so that one request URL serves for all.
func (a *Adapter) Handler() http.Handler {
	posted := link.Posted(maxBody, maxInFlight, func(why string) { a.count("refused", why) }, a.receive)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && r.URL.Query().Get("ssl_check") == "1" {
			return
		}
		posted.ServeHTTP(w, r)
	})
}

func (a *Adapter) receive(w http.ResponseWriter, r *http.Request, raw []byte) {
	kind, body := opened(r.Header.Get("Content-Type"), raw)
	if kind == slash && body.Text("ssl_check") == "1" { // Slack looks at the certificate, and does not sign
		return
	}
	if err := a.verify(r.Header, raw); err != nil {
		a.count("refused", "signature")
		a.log.Warn("slack: a request is not signed by Slack", "err", err)
		http.Error(w, "not signed by Slack", http.StatusUnauthorized)
		return
	}
	if body.V == nil {
		a.count("undecodable", "body")
	}
	if n := r.Header.Get("X-Slack-Retry-Num"); n != "" {
		a.count("redelivered", r.Header.Get("X-Slack-Retry-Reason"))
		a.log.Debug("slack: delivered again", "attempt", n, "reason", r.Header.Get("X-Slack-Retry-Reason"))
	}
	ctx, cancel := context.WithTimeout(r.Context(), acceptWithin)
	defer cancel()
	ack, err := a.dispatch(ctx, kind, body)
	if err != nil {
		a.count("unacknowledged", kind)
		a.log.Error("slack: not taken in, left to be delivered again", "kind", kind, "err", err)
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	a.count("acknowledged", kind)
	if ack != nil {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		json.NewEncoder(w).Encode(ack) // an error means that Slack has hung up
	}
}

// verify checks the signature, in constant time, and that it is at most five minutes old.
func (a *Adapter) verify(h http.Header, body []byte) error {
	v, err := slack.NewSecretsVerifier(h, a.config.SigningSecret.Reveal())
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

// opened tells what a body is: JSON is an event; a form is an interaction where it has a payload, else a
// command.
func opened(contentType string, raw []byte) (kind string, body payload.Value) {
	if !strings.HasPrefix(contentType, "application/x-www-form-urlencoded") {
		body, _ = payload.Decode(raw)
		return events, body
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil && len(form) == 0 {
		return events, payload.Value{}
	}
	if form.Has("payload") {
		body, _ = payload.Decode([]byte(form.Get("payload")))
		return interactive, body
	}
	fields := map[string]any{}
	for k, v := range form {
		fields[k] = v[0]
	}
	return slash, payload.Of(fields)
}
