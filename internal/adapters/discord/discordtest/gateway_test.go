package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const (
	hiding = "a token"
	good   = `{"op":2,"d":{"token":"Bot a token","intents":4609,"properties":{"os":"x","browser":"x","device":"x"}}}`
)

// A peer is a client that sends what it is told to.
type peer struct {
	t  *testing.T
	ws *websocket.Conn
}

func dial(t *testing.T, g *Gateway, query string) *peer {
	t.Helper()
	srv := httptest.NewServer(g)
	t.Cleanup(srv.Close)
	ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(srv.URL, "http", "ws", 1)+"/?"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	return &peer{t, ws}
}

func (p *peer) send(packet string) {
	p.t.Helper()
	if err := p.ws.WriteMessage(websocket.TextMessage, []byte(packet)); err != nil {
		p.t.Fatal(err)
	}
}

// next is what comes next: an opcode, an event with its sequence number, or a close code.
func (p *peer) next() (string, json.RawMessage) {
	p.t.Helper()
	p.ws.SetReadDeadline(time.Now().Add(patience))
	var m struct {
		Op   int
		Type string          `json:"t"`
		Seq  int             `json:"s"`
		Data json.RawMessage `json:"d"`
	}
	err := p.ws.ReadJSON(&m)
	if e, ok := errors.AsType[*websocket.CloseError](err); ok {
		return fmt.Sprint("closed ", e.Code), nil
	}
	if err != nil {
		p.t.Fatal(err)
	}
	if m.Op == dispatch {
		return fmt.Sprint(m.Type, " ", m.Seq), m.Data
	}
	return fmt.Sprint("op ", m.Op), m.Data
}

func (p *peer) want(list ...string) (last json.RawMessage) {
	p.t.Helper()
	for _, want := range list {
		var got string
		if got, last = p.next(); got != want {
			p.t.Fatalf("got %s, want %s", got, want)
		}
	}
	return last
}

func TestGatewayRefuses(t *testing.T) {
	identify := func(fields string) string {
		return `{"op":2,"d":{"token":"a token","properties":{"os":"x","browser":"x","device":"x"},` + fields + `}}`
	}
	for _, tt := range []struct {
		name, query string
		send        []string
		want        []string
		violation   string
	}{
		{name: "an old version", query: "v=6&encoding=json", want: []string{"closed 4012"}, violation: "connects with v=6 and encoding=json"},
		{name: "another encoding", query: "v=10&encoding=etf", want: []string{"closed 4012"}, violation: "connects with v=10 and encoding=etf"},
		{name: "no JSON", send: []string{"{"}, want: []string{"op 10", "closed 4002"}, violation: "sends what cannot be decoded: {"},
		{name: "too much", send: []string{`{"op":1,"d":null,"x":"` + strings.Repeat("x", maxPayload) + `"}`}, want: []string{"op 10", "closed 4002"}, violation: "sends 4120 bytes"},
		{name: "an opcode that is none", send: []string{`{"op":99}`}, want: []string{"op 10", "closed 4001"}, violation: "sends opcode 99"},
		{name: "a command too early", send: []string{`{"op":3,"d":{}}`}, want: []string{"op 10", "closed 4003"}, violation: "sends opcode 3 before it has identified"},
		{name: "another token", send: []string{strings.Replace(good, hiding, "another", 1)}, want: []string{"op 10", "closed 4004"}},
		{name: "two identifies", send: []string{good, good}, want: []string{"op 10", "READY 1", "closed 4005"}, violation: "identifies twice"},
		{name: "no intents", send: []string{identify(`"x":1`)}, want: []string{"op 10", "closed 4013"}},
		{name: "an intent that is none", send: []string{identify(`"intents":134217728`)}, want: []string{"op 10", "closed 4013"}},
		{name: "a privileged intent", send: []string{identify(`"intents":32768`)}, want: []string{"op 10", "closed 4014"}},
		{name: "a shard that is none", send: []string{identify(`"intents":1,"shard":[2,2]`)}, want: []string{"op 10", "closed 4010"}},
		{name: "no properties", send: []string{`{"op":2,"d":{"token":"a token","intents":1,"properties":{"os":"x","browser":"x"}}}`}, want: []string{"op 10", "READY 1"}, violation: "sends an IDENTIFY without properties.device"},
		{name: "RESUME of nothing", send: []string{`{"op":6,"d":{"token":"a token","session_id":"none","seq":1}}`}, want: []string{"op 10", "op 9"}},
		{name: "a heartbeat from the future", send: []string{good, `{"op":1,"d":7}`}, want: []string{"op 10", "READY 1", "op 11"}, violation: "sends a heartbeat with sequence number 7 after 0, of 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := NewGateway(t, GatewayOptions{Token: hiding})
			if tt.query == "" {
				tt.query = "v=10&encoding=json"
			}
			p := dial(t, g, tt.query)
			for _, s := range tt.send {
				p.send(s)
			}
			p.want(tt.want...)
			if got := strings.Join(g.State().Violations, "; "); got != tt.violation {
				t.Errorf("violations %q, want %q", got, tt.violation)
			}
		})
	}
}

// TestGatewayResume: what was missed is sent again, and nothing else.
func TestGatewayResume(t *testing.T) {
	g := NewGateway(t, GatewayOptions{Token: hiding, Guilds: []map[string]any{Guild("5000000", "one", "6000000")}})
	p := dial(t, g, "v=10&encoding=json")
	p.send(good)
	var ready struct {
		Session string `json:"session_id"`
		URL     string `json:"resume_gateway_url"`
		Guilds  []struct {
			ID          string
			Unavailable bool
		}
	}
	if err := json.Unmarshal(p.want("op 10", "READY 1"), &ready); err != nil || len(ready.Guilds) != 1 || !ready.Guilds[0].Unavailable || !strings.HasSuffix(ready.URL, again) {
		t.Errorf("READY is %+v, %v", ready, err)
	}
	p.want("GUILD_CREATE 2")
	if seq := g.Dispatch("MESSAGE_CREATE", map[string]any{"guild_id": "5000000"}); seq != 3 {
		t.Errorf("sequence number %d, want 3", seq)
	}
	p.want("MESSAGE_CREATE 3")
	g.Strike(0, Drop)
	g.Dispatch("MESSAGE_CREATE", map[string]any{})
	again := dial(t, g, "v=10&encoding=json")
	again.send(fmt.Sprintf(`{"op":6,"d":{"token":"a token","session_id":%q,"seq":2}}`, ready.Session))
	again.want("op 10", "MESSAGE_CREATE 3", "MESSAGE_CREATE 4", "RESUMED 5")
	again.send(`{"op":1,"d":5}`)
	again.want("op 11")
	again.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	s := g.Until("the goodbye", func(s State) bool { return len(s.Closes) == 1 })
	if s.Closes[0] != 1000 || s.Resumes != 1 || s.Astray != 1 {
		t.Errorf("closes %v, %d resumes, %d of them elsewhere", s.Closes, s.Resumes, s.Astray)
	}
	third := dial(t, g, "v=10&encoding=json")
	third.send(fmt.Sprintf(`{"op":6,"d":{"token":"a token","session_id":%q,"seq":5}}`, ready.Session))
	if d := third.want("op 10", "op 9"); string(d) != "false" {
		t.Errorf("opcode 9 has %s: the session ended with the goodbye", d)
	}
}

// TestGatewayTurns: an IDENTIFY too soon is a violation, and refused; so is a heartbeat that does not come.
func TestGatewayTurns(t *testing.T) {
	g := NewGateway(t, GatewayOptions{Token: hiding, Window: time.Hour, Interval: 20 * time.Millisecond})
	first, second := dial(t, g, "v=10&encoding=json"), dial(t, g, "v=10&encoding=json")
	first.send(good)
	first.want("op 10", "READY 1")
	second.send(good)
	second.want("op 10", "op 9")
	s := g.Until("two violations", func(s State) bool { return len(s.Violations) == 2 })
	got := strings.Join(s.Violations, "; ")
	if !strings.Contains(got, "identifies") || !strings.Contains(got, "no heartbeat for 2 intervals") {
		t.Errorf("violations %s", got)
	}
}

func TestShardOf(t *testing.T) {
	for _, tt := range []struct {
		guild   string
		n, want int
	}{{"197038439483310086", 1, 0}, {"197038439483310086", 10, 0}, {"197038439483310086", 7, 6}, {"", 4, 0}, {"4194304", 4, 1}} {
		if got := ShardOf(tt.guild, tt.n); got != tt.want {
			t.Errorf("guild %q of %d: shard %d, want %d", tt.guild, tt.n, got, tt.want)
		}
	}
}
