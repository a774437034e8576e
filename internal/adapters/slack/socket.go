package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"slices"
	"sync"
	"time"

	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/payload"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// The bounds of Socket Mode.
const (
	maxFrame = 8 << 20 // bytes of an envelope; the largest known has 100 kB

	pingWithin   = 30 * time.Second        // Slack pings more often than that
	acceptWithin = 2500 * time.Millisecond // leaves the acknowledgement the rest of ackWithin
	flush        = 150 * time.Millisecond  // for the acknowledgements on their way, at the end

	// https://docs.slack.dev/reference/methods/apps.connections.open: once a minute, bursts tolerated
	openBurst = 8
	openPace  = 10 * time.Second
)

// A frame is one envelope on its way to a lane.
type frame struct {
	client *socketmode.Client
	id     string
	kind   string
	body   payload.Value
}

// sockets keeps several connections open side by side. Slack closes each every few hours, and the library
// is deaf while it connects again; then another one hears, and the desk drops what comes twice.
func (a *Adapter) sockets(ctx context.Context) error {
	intake, shut := context.WithCancel(ctx)
	defer shut()
	connected, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	failed := make(chan error, 2*a.config.Sockets)
	lanes := link.NewLanes()
	var readers, connections sync.WaitGroup
	api := a.config.client(a.lean.paced(a.config.Pace))
	for n := range a.config.Sockets {
		client := socketmode.New(api,
			socketmode.OptionReadLimit(maxFrame),
			socketmode.OptionPingInterval(pingWithin),
			socketmode.OptionLog(log.New(io.Discard, "", 0)))
		readers.Go(func() { a.listen(intake, connected, n, client, lanes, failed) })
		connections.Go(func() {
			if link.Pause(intake, time.Duration(n)*a.config.Stagger) {
				failed <- a.connect(connected, client)
			}
		})
	}
	var err error
	select {
	case <-ctx.Done():
		err = ctx.Err()
	case err = <-failed:
	}
	shut()
	readers.Wait()
	lanes.Close()
	link.Pause(connected, flush)
	hangUp()
	connections.Wait()
	return err
}

// connect keeps one connection open until ctx is done or Slack refuses the token.
func (a *Adapter) connect(ctx context.Context, client *socketmode.Client) error {
	for {
		err := client.RunContext(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if hopeless(err) {
			return refusedSocket(err)
		}
		a.health.Trouble(err)
		if !link.Pause(ctx, openPace) { // the library gives up at a 404
			return ctx.Err()
		}
	}
}

// hopeless reports an error that connecting again does not cure. The library knows some of them only.
func hopeless(err error) bool {
	c := codeOf(err)
	return slices.Contains(revoked, c) || c == "missing_scope" || c == "no_permission"
}

func refusedSocket(err error) error {
	return fmt.Errorf("slack: open a socket: %w (hint: SLACK_APP_TOKEN needs connections:write, and Socket Mode must be on)", err)
}

// listen takes events from one client, fast: while nobody does, the library does not answer pings. What still waits in
// its lane when the intake is shut is left to be delivered again.
func (a *Adapter) listen(intake, connected context.Context, n int, client *socketmode.Client, lanes *link.Lanes, failed chan<- error) {
	defer a.health.Down(n)
	for {
		select {
		case <-intake.Done():
			return
		case e := <-client.Events:
			f, ok := a.envelope(n, e, failed)
			if !ok {
				continue
			}
			f.client = client
			ok = lanes.Add(intake, lane(f.kind, f.body), func() {
				if intake.Err() == nil {
					a.take(connected, f)
				}
			})
			if !ok {
				return
			}
		}
	}
}

// envelope reads what the library made of an envelope, and the envelope itself where it made nothing of it.
func (a *Adapter) envelope(n int, e socketmode.Event, failed chan<- error) (frame, bool) {
	switch data := e.Data.(type) {
	case *socketmode.ErrorBadMessage:
		a.count("undecodable", "envelope")
		return unwrapped(data.Message)
	case *socketmode.ErrorWriteFailed:
		a.count("unwritten", "")
		a.log.Warn("slack: an acknowledgement was not written", "err", bare(data.Cause))
	case *slack.ConnectionErrorEvent:
		a.health.Down(n)
		a.health.Trouble(bare(data.ErrorObj))
		a.log.Warn("slack: a socket does not open", "socket", n, "attempt", data.Attempt, "err", bare(data.ErrorObj))
		if hopeless(data.ErrorObj) {
			failed <- refusedSocket(data.ErrorObj)
		}
	case *slack.ConnectingEvent:
		if a.health.Down(n); data.ConnectionCount > 0 {
			a.count("reconnect", "")
		}
	case *socketmode.ConnectedEvent:
		a.health.Up(n)
		a.log.Info("slack: a socket is open", "socket", n)
	}
	if r := e.Request; r != nil && r.EnvelopeID != "" {
		body, _ := payload.Decode(r.Payload)
		return frame{id: r.EnvelopeID, kind: r.Type, body: body}, true
	}
	return frame{}, false
}

// unwrapped reads an envelope from its bytes.
func unwrapped(raw json.RawMessage) (frame, bool) {
	p, _ := payload.Decode(raw)
	f := frame{id: p.Text("envelope_id"), kind: p.Text("type"), body: p.At("payload")}
	if s, ok := f.body.V.(string); ok {
		f.body, _ = payload.Decode([]byte(s))
	}
	return f, f.id != ""
}

// take carries out one delivery and acknowledges it.
func (a *Adapter) take(ctx context.Context, f frame) {
	ctx, cancel := context.WithTimeout(ctx, acceptWithin)
	defer cancel()
	ack, err := a.dispatch(ctx, f.kind, f.body)
	if err != nil {
		a.count("unacknowledged", f.kind)
		a.log.Error("slack: not taken in, left to be delivered again", "kind", f.kind, "err", err)
		return
	}
	if err := f.client.AckCtx(ctx, f.id, ack); err != nil {
		a.count("unacknowledged", f.kind)
		a.log.Warn("slack: not acknowledged", "kind", f.kind, "err", err)
		return
	}
	a.count("acknowledged", f.kind)
}

// A paced client opens sockets no faster than Slack allows, even where each is closed at once.
type paced struct {
	lean
	tokens chan time.Time // when each of the last opens may be forgotten
	pace   time.Duration
}

func (l lean) paced(pace time.Duration) *paced {
	p := &paced{lean: l, tokens: make(chan time.Time, openBurst), pace: pace}
	for range openBurst {
		p.tokens <- time.Time{}
	}
	return p
}

// Do waits for its turn and carries out a call.
func (p *paced) Do(req *http.Request) (*http.Response, error) {
	select {
	case t := <-p.tokens:
		if !link.Pause(req.Context(), time.Until(t)) {
			p.tokens <- t
			return nil, req.Context().Err()
		}
		p.tokens <- time.Now().Add(openBurst * p.pace)
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	return p.lean.Do(req)
}
