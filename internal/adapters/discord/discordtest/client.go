package discordtest

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// The opcodes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	dispatch  = 0
	heartbeat = 1
	identify  = 2
	presence  = 3
	voice     = 4
	resume    = 6
	reconnect = 7
	members   = 8
	invalid   = 9
	hello     = 10
	ack       = 11
	sounds    = 31
)

// The close codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
const (
	unknownOpcode     = 4001
	decodeError       = 4002
	notAuthenticated  = 4003
	badToken          = 4004
	authenticated     = 4005
	badSeq            = 4007
	rateLimited       = 4008
	timedOut          = 4009
	badShard          = 4010
	badVersion        = 4012
	badIntents        = 4013
	disallowedIntents = 4014
)

// The bounds of what clients send: https://discord.com/developers/docs/events/gateway#rate-limiting
const (
	maxPayload = 4096
	maxSends   = 120 // in sendWindow, heartbeats aside: those of tests come faster
	sendWindow = time.Minute
)

// outQueue is how much a client may leave unread.
const outQueue = 1 << 15

// A client is one connection of a client. The gateway's lock guards what changes.
type client struct {
	g       *Gateway
	ws      *websocket.Conn
	request *http.Request
	version int
	out     chan outgoing
	ended   chan struct{}
	hungUp  chan struct{}

	session    *session
	mute       bool // nothing is sent any more
	silent     bool // since it was struck by Silence
	deaf       bool // nothing is read
	cut        bool // by the gateway
	beats      int
	unanswered int
	beat       int64 // the sequence number of the last heartbeat
	sends      []time.Time
}

// outgoing is a packet, or a close code.
type outgoing struct {
	packet []byte
	code   int
}

func newClient(g *Gateway, ws *websocket.Conn, r *http.Request) *client {
	v, _ := strconv.Atoi(r.FormValue("v"))
	return &client{g: g, ws: ws, request: r, version: v, out: make(chan outgoing, outQueue), ended: make(chan struct{}), hungUp: make(chan struct{})}
}

// send sends a packet. The caller holds the gateway's lock.
func (c *client) send(packet map[string]any) {
	select {
	case c.out <- outgoing{packet: c.g.encode(packet)}:
	default: // Discord does not wait either
		c.hangUp()
	}
}

// serve talks with a client until the connection ends.
func (c *client) serve(encoding string) {
	c.g.serving.Go(c.write)
	defer c.ws.Close()
	defer close(c.ended)
	c.greet(encoding)
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			c.end(err)
			return
		}
		c.g.change(func() { c.take(raw) })
	}
}

// write sends what is to be sent, in turn. Having closed, it leaves it to the client to hang up: a reset would
// take from the client what it has not read.
func (c *client) write() {
	for {
		select {
		case o := <-c.out:
			if o.code != 0 {
				c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(o.code, ""), time.Now().Add(time.Second))
				c.ws.SetReadDeadline(time.Now().Add(patience))
			} else if c.ws.WriteMessage(websocket.TextMessage, o.packet) != nil {
				return
			}
		case <-c.ended:
			return
		}
	}
}

// greet sends HELLO, or what is to come in place of it.
func (c *client) greet(encoding string) {
	say := func() {
		c.send(map[string]any{"op": hello, "d": map[string]any{"heartbeat_interval": c.g.o.Interval.Milliseconds(), "_trace": []string{"fake"}}})
	}
	c.g.change(func() {
		if c.version != 9 && c.version != 10 || encoding != "json" {
			c.g.violation("connects with v=%d and encoding=%s", c.version, encoding)
			c.strike(badVersion)
			return
		}
		if len(c.g.greets) == 0 {
			say()
			return
		}
		f := c.g.greets[0]
		c.g.greets = c.g.greets[1:]
		if f != late {
			c.strike(f)
			return
		}
		c.g.serving.Go(func() {
			select {
			case <-time.After(lateBy * c.g.o.Interval):
				c.g.change(say)
			case <-c.ended:
			}
		})
	})
}

// hangUp cuts the connection. The caller holds the gateway's lock.
func (c *client) hangUp() {
	c.ws.NetConn().Close()
	if !c.cut {
		c.cut = true
		close(c.hungUp)
	}
}

// end notes how a connection ended.
func (c *client) end(err error) {
	if c.isDeaf() { // that the client hangs up is not read either
		<-c.hungUp
	}
	c.g.change(func() {
		delete(c.g.conns, c)
		code := websocket.CloseAbnormalClosure
		if e, ok := errors.AsType[*websocket.CloseError](err); ok {
			code = e.Code
		}
		if !c.cut {
			c.g.state.Closes = append(c.g.state.Closes, code)
		}
		if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() && !c.mute {
			c.g.violation("no heartbeat for %d intervals", c.g.o.Patience)
		}
		if c.silent {
			c.g.state.Unanswered = append(c.g.state.Unanswered, c.unanswered)
		}
		if s := c.session; s != nil && s.client == c {
			s.client = nil
			if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
				s.end(c.beat) // what a client that says goodbye has seen for sure
			}
		}
	})
}

func (c *client) isDeaf() bool {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	return c.deaf
}
