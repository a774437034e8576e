package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// take takes a packet of the client. The caller holds the gateway's lock.
func (c *client) take(raw []byte) {
	var p struct {
		Op   *int            `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	switch err := json.Unmarshal(raw, &p); {
	case len(raw) > maxPayload:
		c.refuse(decodeError, "sends %d bytes", len(raw))
	case err != nil || p.Op == nil:
		c.refuse(decodeError, "sends what cannot be decoded: %.80s", raw)
	case *p.Op == heartbeat:
		c.heartbeat(p.Data)
	case c.flood():
		c.refuse(rateLimited, "sends more than %d packets in %v", maxSends, sendWindow)
	case *p.Op == identify:
		c.identify(p.Data)
	case *p.Op == resume:
		c.resume(p.Data)
	case !slices.Contains([]int{presence, voice, members, sounds}, *p.Op):
		c.refuse(unknownOpcode, "sends opcode %d", *p.Op)
	case c.session == nil:
		c.refuse(notAuthenticated, "sends opcode %d before it has identified", *p.Op)
	}
}

// refuse notes what the client did that is forbidden, and closes.
func (c *client) refuse(code int, format string, args ...any) {
	c.g.violation(format, args...)
	c.strike(Fault(code))
}

func (c *client) flood() bool {
	now := time.Now()
	c.sends = append(slices.DeleteFunc(c.sends, func(t time.Time) bool { return now.Sub(t) > sendWindow }), now)
	return len(c.sends) > maxSends
}

// heartbeat acknowledges a heartbeat, and looks at the sequence number in it.
func (c *client) heartbeat(data json.RawMessage) {
	var seq *int64
	if err := json.Unmarshal(data, &seq); err != nil {
		c.refuse(decodeError, "sends a heartbeat with %.40s", data)
		return
	}
	c.beats++
	c.expect()
	if c.session != nil {
		c.session.known = true
	}
	if s := c.session; s != nil && seq != nil {
		if *seq > int64(len(s.log)) || *seq < c.beat {
			c.g.violation("sends a heartbeat with sequence number %d after %d, of %d", *seq, c.beat, len(s.log))
		}
		c.beat = *seq
	} else if s != nil && c.beat > 0 {
		c.g.violation("sends a heartbeat without a sequence number, after %d", c.beat)
	}
	if c.mute {
		c.unanswered++
		return
	}
	c.send(map[string]any{"op": ack})
}

// expect makes it a violation that no heartbeat comes in time.
func (c *client) expect() {
	if !c.mute {
		c.ws.SetReadDeadline(time.Now().Add(time.Duration(c.g.o.Patience) * c.g.o.Interval))
	}
}

// identify starts a session: https://discord.com/developers/docs/events/gateway-events#identify
func (c *client) identify(data json.RawMessage) {
	var d struct {
		Token      string
		Intents    *int
		Shard      *[2]int
		Properties map[string]string
	}
	if err := json.Unmarshal(data, &d); err != nil {
		c.refuse(decodeError, "sends an IDENTIFY that cannot be decoded: %v", err)
		return
	}
	i := Identify{Shards: 1, Properties: d.Properties}
	if d.Shard != nil {
		i.Shard, i.Shards = d.Shard[0], d.Shard[1]
	}
	if d.Intents != nil {
		i.Intents = *d.Intents
	}
	g := c.g
	g.state.Identifies = append(g.state.Identifies, i)
	g.o.Remain--
	for _, key := range []string{"os", "browser", "device"} {
		_, ok := d.Properties[key]
		if _, old := d.Properties["$"+key]; !ok && !old { // the older names go until version 11
			g.violation("sends an IDENTIFY without properties.%s", key)
		}
	}
	switch {
	case c.session != nil:
		c.refuse(authenticated, "identifies twice")
	case bare(d.Token) != g.o.Token:
		c.strike(badToken)
	case d.Intents == nil || *d.Intents&^known != 0 || *d.Intents < 0:
		c.strike(badIntents)
	case *d.Intents&^g.o.Intents != 0:
		c.strike(disallowedIntents)
	case i.Shards < 1 || i.Shard < 0 || i.Shard >= i.Shards:
		c.strike(badShard)
	case !g.turn(i.Shard):
		c.strike(Invalid)
	default:
		c.mute = false // it may be after opcode 9
		if list := g.answers[i.Shard]; len(list) > 0 && list[0] != Chatter {
			g.state.Over++
		}
		c.answer(i.Shard, func() { g.identify(c, i) })
	}
}

// turn reports whether a shard may identify now: https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
func (g *Gateway) turn(shard int) bool {
	bucket, now := shard%g.o.Concurrency, time.Now()
	last, met := g.turns[bucket]
	g.turns[bucket] = now
	if met && now.Sub(last) < g.o.Window {
		g.violation("shard %d identifies %v after another of its bucket", shard, now.Sub(last).Round(time.Millisecond))
		return false
	}
	return true
}

// answer answers IDENTIFY or RESUME, or goes wrong where that is wanted.
func (c *client) answer(shard int, right func()) {
	if list := c.g.answers[shard]; len(list) > 0 {
		c.g.answers[shard] = list[1:]
		if list[0] != Chatter {
			c.strike(list[0])
			return
		}
		c.send(map[string]any{"op": ack})
		c.send(map[string]any{"op": heartbeat, "d": nil})
	}
	right()
	c.expect()
}

// resume sends what was missed: https://discord.com/developers/docs/events/gateway-events#resume
func (c *client) resume(data json.RawMessage) {
	var d struct {
		Token   string
		Session string `json:"session_id"`
		Seq     int64
	}
	if err := json.Unmarshal(data, &d); err != nil {
		c.refuse(decodeError, "sends a RESUME that cannot be decoded: %v", err)
		return
	}
	g := c.g
	if !strings.HasSuffix(c.request.URL.Path, again) {
		g.state.Astray++
	}
	s := g.sessions[d.Session]
	switch {
	case c.session != nil:
		c.refuse(authenticated, "resumes twice")
	case bare(d.Token) != g.o.Token:
		c.strike(badToken)
	case s == nil:
		c.strike(Invalid)
	case s.over: // the client had hung up already when it was told
		s.lose(d.Seq)
		c.strike(Invalid)
	case d.Seq < 0 || d.Seq > int64(len(s.log)):
		c.refuse(badSeq, "resumes from %d, of %d", d.Seq, len(s.log))
	case len(g.answers[s.shard]) > 0 && g.answers[s.shard][0].final():
		g.state.Over++
		s.end(d.Seq)
		fallthrough
	default:
		c.answer(s.shard, func() { s.resume(c, d.Seq) })
	}
}

func (s *session) resume(c *client, seq int64) {
	if old := s.client; old != nil && old != c {
		old.hangUp()
	}
	s.client, s.known, c.session, c.beat = c, true, s, seq
	for n := seq + 1; n <= int64(len(s.log)); n++ {
		s.send(n)
	}
	s.dispatch("RESUMED", json.RawMessage(`{"_trace":["fake"]}`))
	s.g.state.Resumes++
}
