package slack

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/payload"

	"github.com/gorilla/websocket"
)

// What the fake knows of its one workspace.
const (
	fakeTeam    = "T0FAKE"
	fakeUser    = "U0BOT"
	fakeBot     = "B0BOT"
	fakePerson  = "U0ANN"
	fakeChannel = "C0GENERAL"
	fakeDM      = "D0ANN"

	botToken = "xoxb-111-very-secret-bot"
	appToken = "xapp-1-very-secret-app"
	secret   = "very-secret-signing"
	ticket   = "very-secret-ticket"
)

// needs is the scope that each method asks for, as Slack documents it; empty: any token will do.
var needs = map[string]string{
	"auth.test": "", "apps.connections.open": "connections:write",
	"chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.delete": "chat:write", "chat.postEphemeral": "chat:write",
	"conversations.replies": "channels:history", "conversations.history": "im:history",
	"views.open": "", "views.publish": "",
	"assistant.threads.setStatus": "chat:write", "assistant.threads.setSuggestedPrompts": "assistant:write", "assistant.threads.setTitle": "assistant:write",
}

// A call is one request of the Web API or to a response URL.
type call struct {
	Method string // or "response_url"
	Args   map[string]any
}

func (c call) text(key string) string { return payload.Of(c.Args).Text(key) }

// A kept message is one that people see.
type keptMessage struct {
	Channel, TS, Thread, Text string
	Only                      string // the one person who sees it
	Args                      map[string]any
}

// fake is Slack in the process: the Web API, response URLs and Socket Mode, speaking real JSON. It checks
// tokens and scopes, and keeps what is posted.
type fake struct {
	t   testing.TB
	srv *httptest.Server

	mu       sync.Mutex
	scopes   map[string]bool
	now      int64 // of the next ts
	messages []keptMessage
	calls    []call
	troubles map[string][]trouble // by method, for the next calls
	conns    map[*websocket.Conn]*sync.Mutex
	opens    int
	sent     int // envelopes
	acks     map[string]chan json.RawMessage
	clients  map[string]bool // client_msg_ids met
	delay    time.Duration
	foreign  bool // the app is not ours: nothing is recorded for the validators

	mood     func(method string) (trouble, bool) // asked before each call: how it goes wrong
	told     func(keptMessage)                   // of each new message
	underWay sync.RWMutex                        // read by calls
}

// A trouble is how a call goes wrong.
type trouble struct {
	status int
	header map[string]string
	code   string // of an ok:false answer
	after  bool   // the call takes effect first
	hangUp bool   // the connection is cut instead of an answer
}

func newFake(t testing.TB) *fake {
	f := &fake{t: t, scopes: map[string]bool{}, now: 1_700_000_000, troubles: map[string][]trouble{}, conns: map[*websocket.Conn]*sync.Mutex{}, acks: map[string]chan json.RawMessage{}, clients: map[string]bool{}}
	for _, s := range []string{"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", "channels:history", "groups:history", "mpim:history", "connections:write"} {
		f.scopes[s] = true
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", f.during(f.api))
	mux.HandleFunc("/response/{id}", f.during(f.responded))
	mux.HandleFunc("/link", f.link)
	f.mu.Lock() // a client in another process orders nothing
	f.srv = httptest.NewServer(mux)
	f.mu.Unlock()
	t.Cleanup(func() { f.cut(); f.srv.Close() })
	return f
}

func (f *fake) url() string { return f.srv.URL + "/api/" }

// fail makes the next call of a method go wrong.
func (f *fake) fail(method string, list ...trouble) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.troubles[method] = append(f.troubles[method], list...)
}

// during notes that a call is under way.
func (f *fake) during(call http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f.underWay.RLock()
		defer f.underWay.RUnlock()
		f.mu.Lock()
		mood := f.mood
		f.mu.Unlock()
		if mood != nil {
			method := r.PathValue("method")
			if method == "" {
				method = "response_url"
			}
			if t, bad := mood(method); bad {
				f.fail(method, t)
			}
		}
		call(w, r)
	}
}

// keep shows a message to people.
func (f *fake) keep(m keptMessage) {
	f.messages = append(f.messages, m)
	if f.told != nil {
		f.told(m)
	}
}

func (f *fake) ts() string {
	f.now++
	return strconv.FormatInt(f.now, 10) + ".000100"
}

// newTS is the ts of a message that a person writes now.
func (f *fake) newTS() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ts()
}

// arguments reads a form or JSON, and the fields of a form that are JSON themselves.
func arguments(r *http.Request, raw []byte) (map[string]any, error) {
	args := map[string]any{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		if len(raw) == 0 {
			return args, nil
		}
		return args, json.Unmarshal(raw, &args)
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, err
	}
	for k, v := range r.URL.Query() {
		form[k] = v
	}
	for k, v := range form {
		args[k] = v[0]
		switch k {
		case "blocks", "metadata", "view", "prompts", "attachments":
			var deep any
			if err := json.Unmarshal([]byte(v[0]), &deep); err != nil {
				return nil, fmt.Errorf("%s: %w", k, err)
			}
			args[k] = deep
		case "unfurl_links", "unfurl_media", "link_names", "mrkdwn", "include_all_metadata":
			args[k] = v[0] == "true" || v[0] == "1"
		}
	}
	return args, nil
}

func (f *fake) api(w http.ResponseWriter, r *http.Request) {
	method := r.PathValue("method")
	raw, _ := io.ReadAll(r.Body)
	args, err := arguments(r, raw)
	if err != nil {
		f.t.Errorf("fake: %s: %v", method, err)
		f.reply(w, map[string]any{"ok": false, "error": "invalid_form_data"})
		return
	}
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if token == "" {
		token, _ = args["token"].(string)
	}
	delete(args, "token")
	want := botToken
	if method == "apps.connections.open" {
		want = appToken
	}
	if token != want {
		f.reply(w, map[string]any{"ok": false, "error": "invalid_auth"})
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.delay > 0 {
		f.mu.Unlock()
		time.Sleep(f.delay)
		f.mu.Lock()
	}
	scope, known := needs[method]
	if !known {
		f.t.Errorf("fake: a call of %s, which is not on the list", method)
		f.reply(w, map[string]any{"ok": false, "error": "unknown_method"})
		return
	}
	if scope != "" && !f.scopes[scope] {
		f.reply(w, map[string]any{"ok": false, "error": "missing_scope", "needed": scope, "provided": "identify"})
		return
	}
	if list := f.troubles[method]; len(list) > 0 {
		f.troubles[method] = list[1:]
		if !list[0].after || f.do(method, args) == nil {
			f.wrong(w, list[0])
			return
		}
		f.record(method, args)
		f.wrong(w, list[0])
		return
	}
	f.record(method, args)
	f.reply(w, f.do(method, args))
}

func (f *fake) wrong(w http.ResponseWriter, t trouble) {
	for k, v := range t.header {
		w.Header().Set(k, v)
	}
	switch {
	case t.hangUp:
		c, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			c.Close()
		}
	case t.status != 0:
		w.WriteHeader(t.status)
	default:
		f.reply(w, map[string]any{"ok": false, "error": t.code})
	}
}

func (f *fake) reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(v)
}

// record notes a call, and writes its body for the validators where they are asked for.
func (f *fake) record(method string, args map[string]any) {
	f.calls = append(f.calls, call{method, args})
	dir := os.Getenv("RECORD_DIR")
	if dir == "" || f.foreign {
		return
	}
	body, err := json.MarshalIndent(published(args), "", " ")
	if err != nil {
		f.t.Errorf("fake: record: %v", err)
	}
	name := fmt.Sprintf("%s__%s__%03d.json", method, strings.Map(func(r rune) rune {
		if strings.ContainsRune("/ #\\:", r) {
			return '-'
		}
		return r
	}, f.t.Name()), len(f.calls))
	if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
		f.t.Errorf("fake: record: %v", err)
	}
}

// published leaves out what the validators, which are Slack's published types, do not know: client_msg_id, which
// Slack's table of errors names but no list of arguments, and the inside of data_visualization, which is younger
// than @slack/types 3.2.0. Ours checks that (limits_test.go).
func published(args map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range args {
		if k == "client_msg_id" {
			continue
		}
		if list, ok := v.([]any); ok && k == "blocks" {
			list = append([]any{}, list...)
			for i, b := range list {
				if payload.Of(b).Text("type") == "data_visualization" {
					list[i] = map[string]any{"type": "data_visualization"}
				}
			}
			v = list
		}
		out[k] = v
	}
	return out
}

// do carries out a call. The answers are as rich as Slack's: with the message and its blocks.
func (f *fake) do(method string, args map[string]any) map[string]any {
	p := payload.Of(args)
	bad := func(code string) map[string]any { return map[string]any{"ok": false, "error": code} }
	switch method {
	case "auth.test":
		return map[string]any{"ok": true, "url": f.srv.URL, "team": "Fake", "user": "bot", "team_id": fakeTeam, "user_id": fakeUser, "bot_id": fakeBot}
	case "apps.connections.open":
		f.opens++
		return map[string]any{"ok": true, "url": strings.Replace(f.srv.URL, "http", "ws", 1) + "/link?ticket=" + ticket}
	case "chat.postMessage":
		if p.Text("channel") == "" {
			return bad("channel_not_found")
		}
		if p.Text("text") == "" && len(p.List("blocks")) == 0 {
			return bad("no_text")
		}
		ts := f.ts()
		f.keep(keptMessage{Channel: p.Text("channel"), TS: ts, Thread: p.Text("thread_ts"), Text: p.Text("text"), Args: args})
		return map[string]any{"ok": true, "channel": p.Text("channel"), "ts": ts, "message": f.shown(ts, args)}
	case "chat.postEphemeral":
		ts := f.ts()
		f.keep(keptMessage{Channel: p.Text("channel"), TS: ts, Thread: p.Text("thread_ts"), Text: p.Text("text"), Only: p.Text("user"), Args: args})
		return map[string]any{"ok": true, "message_ts": ts}
	case "chat.update", "chat.delete":
		for i, m := range f.messages {
			if m.Channel == p.Text("channel") && m.TS == p.Text("ts") && m.Only == "" {
				if method == "chat.delete" {
					f.messages = append(f.messages[:i:i], f.messages[i+1:]...)
					return map[string]any{"ok": true, "channel": m.Channel, "ts": m.TS}
				}
				f.messages[i].Text, f.messages[i].Args = p.Text("text"), args
				return map[string]any{"ok": true, "channel": m.Channel, "ts": m.TS, "text": m.Text, "message": f.shown(m.TS, args)}
			}
		}
		return bad("message_not_found")
	case "conversations.replies", "conversations.history":
		list := []any{map[string]any{"type": "message", "user": fakePerson, "ts": p.Text("ts"), "text": "a question", "blocks": []any{map[string]any{"type": "rich_text", "elements": "from the future"}}}}
		for _, m := range f.messages {
			if m.Channel == p.Text("channel") && m.Only == "" && (method == "conversations.history" || m.Thread == p.Text("ts")) {
				list = append(list, f.shown(m.TS, m.Args))
			}
		}
		return map[string]any{"ok": true, "messages": list, "has_more": false}
	case "views.open", "views.publish":
		if method == "views.open" && p.Text("trigger_id") == "" {
			return bad("invalid_trigger_id")
		}
		view, _ := args["view"].(map[string]any)
		return map[string]any{"ok": true, "view": map[string]any{"id": "V1", "blocks": view["blocks"], "type": view["type"]}}
	}
	return map[string]any{"ok": true}
}

func (f *fake) shown(ts string, args map[string]any) map[string]any {
	m := map[string]any{"type": "message", "user": fakeUser, "bot_id": fakeBot, "ts": ts}
	for _, k := range []string{"text", "blocks", "metadata", "thread_ts"} {
		if v, ok := args[k]; ok {
			m[k] = v
		}
	}
	return m
}

// responseURL makes a response URL for a channel and a person.
func (f *fake) responseURL(channel, user string) string {
	return f.srv.URL + "/response/" + channel + "." + user + ".very-secret-response"
}

func (f *fake) responded(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	args := map[string]any{}
	if err := json.Unmarshal(raw, &args); err != nil {
		f.t.Errorf("fake: response url: %v", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if list := f.troubles["response_url"]; len(list) > 0 {
		f.troubles["response_url"] = list[1:]
		f.wrong(w, list[0])
		return
	}
	f.record("response_url", args)
	part := strings.Split(r.PathValue("id"), ".")
	p := payload.Of(args)
	if p.Text("text") != "" {
		m := keptMessage{Channel: part[0], TS: f.ts(), Thread: p.Text("thread_ts"), Text: p.Text("text"), Args: args}
		if p.Text("response_type") != "in_channel" {
			m.Only = part[1]
		}
		f.keep(m)
	}
	f.reply(w, map[string]any{"ok": true})
}

// link is the far end of Socket Mode.
func (f *fake) link(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // clients send Slack's own
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	writing := &sync.Mutex{}
	write := func(v any) {
		writing.Lock()
		defer writing.Unlock()
		c.WriteJSON(v)
	}
	write(map[string]any{"type": "hello", "num_connections": 1, "debug_info": map[string]any{"host": "fake", "approximate_connection_time": 18060}, "connection_info": map[string]any{"app_id": "A0FAKE"}})
	writing.Lock()
	c.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(time.Second))
	writing.Unlock()
	f.mu.Lock()
	f.conns[c] = writing
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		delete(f.conns, c)
		f.mu.Unlock()
		c.Close()
	}()
	for {
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		if err := c.ReadJSON(&ack); err != nil {
			return
		}
		f.mu.Lock()
		if ch := f.acks[ack.Envelope]; ch != nil {
			delete(f.acks, ack.Envelope)
			ch <- ack.Payload
		}
		f.mu.Unlock()
	}
}

// cut closes every socket without a word.
func (f *fake) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.conns {
		c.Close()
		delete(f.conns, c)
	}
}

// refresh tells one connection to go, as Slack does every few hours, and closes it a moment later.
func (f *fake) refresh(reason string) {
	c, writing := f.socket()
	if c == nil {
		return
	}
	writing.Lock()
	c.WriteJSON(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "fake"}})
	writing.Unlock()
	time.AfterFunc(20*time.Millisecond, func() { c.Close() })
}

// envelope sends one over some socket and waits for its acknowledgement.
func (f *fake) envelope(kind string, body any, within time.Duration) (ack json.RawMessage, ok bool) {
	raw, isRaw := body.(json.RawMessage)
	if !isRaw {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			f.t.Fatal(err)
		}
	}
	ch := make(chan json.RawMessage, 1)
	f.mu.Lock()
	f.sent++
	id := "envelope-" + strconv.Itoa(f.sent)
	f.acks[id] = ch
	f.mu.Unlock()
	raw = fmt.Appendf(nil, `{"envelope_id":%q,"type":%q,"payload":%s,"accepts_response_payload":%t,"retry_attempt":0,"retry_reason":""}`, id, kind, raw, kind != events)
	deadline := time.After(within)
	for {
		c, writing := f.socket()
		if c != nil {
			writing.Lock()
			err := c.WriteMessage(websocket.TextMessage, raw)
			writing.Unlock()
			if err == nil {
				break
			}
		}
		select {
		case <-deadline:
			return nil, false
		case <-time.After(5 * time.Millisecond):
		}
	}
	select {
	case ack := <-ch:
		return ack, true
	case <-deadline:
		return nil, false
	}
}

func (f *fake) socket() (*websocket.Conn, *sync.Mutex) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c, m := range f.conns { // any: Slack chooses too
		return c, m
	}
	return nil, nil
}

// sign signs a request as Slack does.
func sign(r *http.Request, key string, body []byte, at time.Time) {
	ts := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(key))
	fmt.Fprintf(mac, "v0:%s:", ts)
	mac.Write(body)
	r.Header.Set("X-Slack-Request-Timestamp", ts)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// request makes the HTTP request that carries a delivery.
func request(to, kind string, body []byte) *http.Request {
	contentType := "application/json"
	switch kind {
	case interactive:
		body = []byte(url.Values{"payload": {string(body)}}.Encode())
		contentType = "application/x-www-form-urlencoded"
	case slash:
		form := url.Values{}
		if p, ok := payload.Decode(body); ok {
			if m, ok := p.V.(map[string]any); ok {
				for k := range m {
					form.Set(k, p.Text(k))
				}
			}
		}
		body = []byte(form.Encode())
		contentType = "application/x-www-form-urlencoded"
	}
	r, err := http.NewRequest(http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		panic(err)
	}
	r.Header.Set("Content-Type", contentType)
	sign(r, secret, body, time.Now())
	return r
}

// seen returns what people see, private answers included.
func (f *fake) seen() []keptMessage {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]keptMessage(nil), f.messages...)
}

// made returns the calls of a method.
func (f *fake) made(method string) []call {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []call
	for _, c := range f.calls {
		if c.Method == method {
			out = append(out, c)
		}
	}
	return out
}
