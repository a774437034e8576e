package discordtest

import "time"

// A Fault is how the gateway goes wrong. From 1000 on it is the code that it closes with.
type Fault int

// The faults.
const (
	Reconnect Fault = iota + 1 // opcode 7
	Resumable                  // opcode 9, d true
	Invalid                    // opcode 9, d false: the session is gone
	Silence                    // nothing is sent any more, and no answer comes
	HalfOpen                   // nor is anything read
	Drop                       // the connection is cut without a word
	Chatter                    // to IDENTIFY and RESUME: an acknowledgement and a request for a heartbeat come before the answer
	late                       // HELLO comes late
)

// lateBy is how late HELLO comes, in intervals of heartbeats.
const lateBy = 2

// Strike makes the present connection of a shard go wrong, and the answers to the next RESUMEs or IDENTIFYs too. It
// reports whether there was a connection; otherwise nothing goes wrong.
func (g *Gateway) Strike(shard int, f Fault, answers ...Fault) (struck bool) {
	g.change(func() {
		s := g.current[shard]
		if struck = s != nil && s.client != nil && !s.client.mute; struck {
			g.answers[shard] = answers
			s.client.strike(f)
		}
	})
	return struck
}

// AskBeat asks the clients for a heartbeat now.
func (g *Gateway) AskBeat() {
	g.change(func() {
		for c := range g.conns {
			c.send(map[string]any{"op": heartbeat, "d": nil})
		}
	})
}

// Answer makes the next IDENTIFY or RESUME of a shard be answered by faults, one each.
func (g *Gateway) Answer(shard int, list ...Fault) {
	g.change(func() { g.answers[shard] = append(g.answers[shard], list...) })
}

// Greet makes the next connections begin with faults in place of HELLO, one each.
func (g *Gateway) Greet(list ...Fault) {
	g.change(func() { g.greets = append(g.greets, list...) })
}

// LateHello makes the next connection wait for HELLO.
func (g *Gateway) LateHello() { g.Greet(late) }

// strike makes a connection go wrong. The caller holds the gateway's lock.
func (c *client) strike(f Fault) {
	c.ws.SetReadDeadline(time.Time{}) // who gets no answers need not be patient
	switch f {
	case Reconnect:
		c.send(map[string]any{"op": reconnect, "d": nil})
	case Resumable, Invalid: // what was sent before comes before
		c.send(map[string]any{"op": invalid, "d": f == Resumable})
		c.leave(f)
	case Silence:
		c.silent = true
	case HalfOpen:
		c.deaf = true
		c.ws.SetReadDeadline(time.Unix(1, 0)) // wakes the reader, which goes to sleep
	case Drop:
		c.hangUp()
	default:
		c.out <- outgoing{code: int(f)}
		c.leave(f)
	}
	c.mute = true
}

// leave parts a client from its session, to which that is the end after some faults.
func (c *client) leave(f Fault) {
	s := c.session
	if s == nil {
		return
	}
	s.client, c.session = nil, nil
	if f.final() {
		s.g.state.Over++
		s.end(int64(len(s.log)))
	}
}

// final reports a fault after which the session cannot be resumed.
func (f Fault) final() bool { return f == Invalid || f == badSeq || f == timedOut }
