package discordtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/payload"
)

// The world of the fake: one server with a channel in it, a direct conversation, a person.
const (
	GuildID   = "1100000000000000010"
	ChannelID = "1100000000000000011"
	DirectID  = "1100000000000000012"
	PersonID  = "1100000000000000013"
)

// RESTOptions say what application the API serves and how strict it is.
type RESTOptions struct {
	Token       string // without "Bot "
	User        string // the bot's id; empty: BotID
	Application string // empty: ApplicationID
	PublicKey   string // hexadecimal
	Foreign     bool   // the client is not ours: it may ping, and nothing is recorded for the validators

	// Mood is asked before each call how it goes wrong, and takes its time. Told is told of each message that people
	// see for the first time, and must not call back. May be nil.
	Mood func(route string) (Refusal, bool)
	Told func(Message)
}

// REST plays Discord's REST API for one application (https://discord.com/developers/docs/reference): messages, the
// responses to interactions, commands. It refuses what Discord refuses, in its words, and unless the client is foreign
// such a body fails the test.
type REST struct {
	tb  testing.TB
	o   RESTOptions
	mux *http.ServeMux

	mu           sync.Mutex
	last         uint64 // snowflake
	messages     []*Message
	interactions map[string]*interaction // by token
	commands     map[string][]any        // by the path that lists them
	faults       map[string][]Refusal
	calls        []Request
	recorded     int           // bodies
	underWay     sync.RWMutex  // read by calls
	changed      chan struct{} // closed and made anew at each call
}

// A Request is a call that the API carried out.
type Request struct {
	Route string // "POST /channels/{channel}/messages"
	Path  string // without /api/v10
	Body  payload.Value
	Files []File
}

// File is an upload.
type File struct {
	Name, Type string
	Bytes      []byte
}

// NewREST returns an API.
func NewREST(tb testing.TB, o RESTOptions) *REST {
	o.User, o.Application = cmp.Or(o.User, BotID), cmp.Or(o.Application, ApplicationID)
	r := &REST{tb: tb, o: o, mux: http.NewServeMux(), interactions: map[string]*interaction{}, commands: map[string][]any{},
		faults: map[string][]Refusal{}, changed: make(chan struct{})}
	for route, do := range map[string]func(*request) (any, *refusal){
		"GET /users/@me":           r.me,
		"GET /applications/@me":    r.application,
		"POST /users/@me/channels": r.open,
		"GET /channels/{channel}":  r.channel,
		"GET /guilds/{guild}":      r.guild,

		"GET /channels/{channel}/messages":              r.history,
		"POST /channels/{channel}/messages":             r.post,
		"GET /channels/{channel}/messages/{message}":    r.get,
		"PATCH /channels/{channel}/messages/{message}":  r.edit,
		"DELETE /channels/{channel}/messages/{message}": r.remove,
		"POST /channels/{channel}/typing":               r.typing,

		"POST /interactions/{interaction}/{token}/callback":         r.callback,
		"POST /webhooks/{application}/{token}":                      r.followUp,
		"GET /webhooks/{application}/{token}/messages/{message}":    r.get,
		"PATCH /webhooks/{application}/{token}/messages/{message}":  r.edit,
		"DELETE /webhooks/{application}/{token}/messages/{message}": r.remove,
		"GET /applications/{application}/commands":                  r.listCommands,
		"PUT /applications/{application}/commands":                  r.putCommands,
		"GET /applications/{application}/guilds/{guild}/commands":   r.listCommands,
		"PUT /applications/{application}/guilds/{guild}/commands":   r.putCommands,
	} {
		method, path, _ := strings.Cut(route, " ")
		r.mux.HandleFunc(method+" /api/{version}"+path, func(w http.ResponseWriter, req *http.Request) { r.serve(w, req, route, do) })
	}
	r.mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		tb.Errorf("discordtest: %s %s is not on the list", req.Method, req.URL.Path)
		answer(w, http.StatusNotFound, map[string]any{"message": "404: Not Found", "code": 0})
	})
	return r
}

// ServeHTTP carries out a call.
func (r *REST) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

// A request is a call on its way.
type request struct {
	*http.Request
	route string
	body  payload.Value
	files []File
}

// A refusal is an answer that says no (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
type refusal struct {
	status, code int
	message      string
	flaws        []string // of the body
}

var (
	unauthorized       = &refusal{401, 0, "401: Unauthorized", nil}
	unknownChannel     = &refusal{404, 10003, "Unknown Channel", nil}
	unknownMessage     = &refusal{404, 10008, "Unknown Message", nil}
	unknownWebhook     = &refusal{404, 10015, "Unknown Webhook", nil}
	unknownInteraction = &refusal{404, 10062, "Unknown interaction", nil}
	acknowledged       = &refusal{400, 40060, "Interaction has already been acknowledged.", nil}
	lapsedToken        = &refusal{401, 50027, "Invalid Webhook Token", nil}
	anothersMessage    = &refusal{403, 50005, "Cannot edit a message authored by another user", nil}
	emptyMessage       = &refusal{400, 50006, "Cannot send an empty message", nil}
)

func formFlaws(flaws []string) *refusal { return &refusal{400, 50035, "Invalid Form Body", flaws} }

func (r *REST) serve(w http.ResponseWriter, req *http.Request, route string, do func(*request) (any, *refusal)) {
	r.underWay.RLock()
	defer r.underWay.RUnlock()
	c := &request{Request: req, route: route}
	bearing := strings.Contains(route, "/{token}")
	if !bearing && req.Header.Get("Authorization") != "Bot "+r.o.Token {
		answer(w, unauthorized.status, unauthorized.body())
		return
	}
	if err := c.read(); errors.Is(err, errHungUp) {
		return
	} else if err != nil {
		r.tb.Errorf("discordtest: %s: %v", route, err)
		answer(w, http.StatusBadRequest, map[string]any{"message": "400: Bad Request", "code": 0})
		return
	}
	mood, bad := Refusal{}, false
	if r.o.Mood != nil {
		mood, bad = r.o.Mood(route)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	limits(w, c)
	r.record(c)
	f, ok := r.fault(route)
	if !ok {
		f, ok = mood, bad
	}
	if ok {
		if f.After {
			r.carryOut(c, do)
		}
		f.answer(w)
		return
	}
	v, refused := r.carryOut(c, do)
	switch {
	case refused != nil:
		answer(w, refused.status, refused.body())
	case v == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		answer(w, http.StatusOK, v)
	}
}

func (r *REST) carryOut(c *request, do func(*request) (any, *refusal)) (any, *refusal) {
	v, refused := do(c)
	if refused != nil && (len(refused.flaws) > 0 || refused == emptyMessage) && !r.o.Foreign {
		r.tb.Errorf("discordtest: %s: Discord would refuse: %s: %s", c.route, refused.message, strings.Join(refused.flaws, "; "))
	}
	_, path, _ := strings.Cut(strings.TrimPrefix(c.URL.Path, "/api/"), "/")
	r.calls = append(r.calls, Request{Route: c.route, Path: "/" + path, Body: c.body, Files: c.files})
	close(r.changed)
	r.changed = make(chan struct{})
	return v, refused
}

// errHungUp is that a client has gone before its call was there.
var errHungUp = errors.New("hung up")

// read reads JSON, or with files multipart (https://discord.com/developers/docs/reference#uploading-files).
func (c *request) read() error {
	kind, params, _ := mime.ParseMediaType(c.Header.Get("Content-Type"))
	raw, err := io.ReadAll(io.LimitReader(c.Body, 25<<20))
	if err != nil {
		return errHungUp
	}
	if len(raw) == 0 {
		return nil
	}
	if kind == "multipart/form-data" {
		form, err := multipart.NewReader(bytes.NewReader(raw), params["boundary"]).ReadForm(25 << 20)
		if err != nil {
			return err
		}
		if len(form.Value["payload_json"]) != 1 {
			return fmt.Errorf("payload_json is there %d times", len(form.Value["payload_json"]))
		}
		raw = []byte(form.Value["payload_json"][0])
		for n := range len(form.File) {
			list := form.File["files["+strconv.Itoa(n)+"]"]
			if len(list) != 1 {
				return fmt.Errorf("files[%d] is there %d times", n, len(list))
			}
			f, err := list[0].Open()
			if err != nil {
				return err
			}
			content, err := io.ReadAll(f)
			if err != nil {
				return err
			}
			c.files = append(c.files, File{list[0].Filename, list[0].Header.Get("Content-Type"), content})
		}
	} else if kind != "application/json" {
		return fmt.Errorf("a body of type %q", kind)
	}
	var ok bool
	if c.body, ok = payload.Decode(raw); !ok {
		return fmt.Errorf("no JSON: %.100q", raw)
	}
	return nil
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func (f *refusal) body() map[string]any {
	b := map[string]any{"message": f.message, "code": f.code}
	if len(f.flaws) > 0 {
		errs := map[string]any{}
		for i, s := range f.flaws {
			errs[strconv.Itoa(i)] = map[string]any{"_errors": []any{map[string]any{"code": "INVALID", "message": s}}}
		}
		b["errors"] = errs
	}
	return b
}

// limits are the headers of every answer (https://discord.com/developers/docs/topics/rate-limits#header-format).
func limits(w http.ResponseWriter, c *request) {
	if strings.HasPrefix(c.URL.Path, "/api/") {
		h := w.Header()
		h.Set("X-RateLimit-Limit", "100")
		h.Set("X-RateLimit-Remaining", "99")
		h.Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Unix()+1, 10))
		h.Set("X-RateLimit-Reset-After", "1.000")
		h.Set("X-RateLimit-Bucket", strings.NewReplacer("{", "", "}", "", "/", "", " ", "").Replace(c.route))
	}
}

// record writes a body for the validators where they are asked for. The name says the method and the path, with ~ for
// the slashes.
func (r *REST) record(c *request) {
	dir := os.Getenv("RECORD_DIR")
	if dir == "" || r.o.Foreign || c.body.V == nil {
		return
	}
	r.recorded++
	_, path, _ := strings.Cut(strings.TrimPrefix(c.URL.Path, "/api/"), "/")
	if token := c.PathValue("token"); token != "" {
		path = strings.ReplaceAll(path, token, "token")
	}
	test := strings.Map(func(c rune) rune {
		if strings.ContainsRune("/ #\\:'?", c) {
			return '-'
		}
		return c
	}, r.tb.Name())
	body, err := json.MarshalIndent(c.body.V, "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s__~%s__%s-%03d.json", c.Method, strings.ReplaceAll(path, "/", "~"), test, r.recorded)), body, 0o644)
	}
	if err != nil {
		r.tb.Errorf("discordtest: record: %v", err)
	}
}
