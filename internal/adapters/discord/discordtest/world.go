package discordtest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"marketbot/internal/adapters/payload"
)

// A Refusal is how a call goes wrong: with a status and one of Discord's codes, or the connection is cut.
type Refusal struct {
	Status  int
	Code    int
	Message string
	Header  map[string]string
	Raw     string // the body, where it is not Discord's
	After   bool   // the call takes effect first
	HangUp  bool   // the connection is cut instead of an answer
	Times   int    // 0: once; negative: from now on
}

// Fail makes the next calls of a route ("POST /channels/{channel}/messages") go wrong, each refusal in turn.
func (r *REST) Fail(route string, list ...Refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults[route] = append(r.faults[route], list...)
}

// Heal takes back what [REST.Fail] has said of a route.
func (r *REST) Heal(route string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.faults, route)
}

// Settle waits until the calls under way are carried out: those of a client that is gone too.
func (r *REST) Settle() {
	r.underWay.Lock()
	defer r.underWay.Unlock()
}

func (r *REST) fault(route string) (Refusal, bool) {
	list := r.faults[route]
	if len(list) == 0 {
		return Refusal{}, false
	}
	f := list[0]
	if list[0].Times--; list[0].Times == 0 || f.Times == 0 {
		r.faults[route] = list[1:]
	}
	return f, true
}

func (f Refusal) answer(w http.ResponseWriter) {
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	switch {
	case f.HangUp:
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
	case f.Raw != "":
		maps.DeleteFunc(w.Header(), func(k string, _ []string) bool { return strings.HasPrefix(k, "X-Ratelimit-") }) // not Discord's servers
		w.WriteHeader(f.Status)
		w.Write([]byte(f.Raw))
	case f.Status == http.StatusTooManyRequests:
		after, err := strconv.ParseFloat(f.Header["Retry-After"], 64)
		if err != nil {
			after = 0.01
		}
		answer(w, f.Status, map[string]any{"message": "You are being rate limited.", "retry_after": after, "global": f.Header["X-RateLimit-Global"] == "true"})
	default:
		answer(w, f.Status, map[string]any{"message": f.Message, "code": f.Code})
	}
}

// snowflake is a new id. The caller holds r.mu.
func (r *REST) snowflake() string {
	r.last = max(r.last+1, uint64(time.Now().UnixMilli()-1420070400000)<<22)
	return strconv.FormatUint(r.last, 10)
}

// NewID is the id of something that happens now.
func (r *REST) NewID() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.snowflake()
}

// Requests are the calls carried out of a route, oldest first; of all routes if it is empty.
func (r *REST) Requests(route string) []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.calls), func(c Request) bool { return route != "" && c.Route != route })
}

// Changed is closed at the next call.
func (r *REST) Changed() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.changed
}

func (r *REST) user() map[string]any {
	return map[string]any{"id": r.o.User, "username": "bot", "discriminator": "0000", "global_name": nil, "avatar": nil, "bot": true, "flags": 0, "public_flags": 0, "mfa_enabled": false, "locale": "en-US"}
}

func person(id string) map[string]any {
	return map[string]any{"id": id, "username": "ann", "discriminator": "0", "global_name": "Ann", "avatar": nil, "public_flags": 0}
}

func (r *REST) me(*request) (any, *refusal) { return r.user(), nil }

func (r *REST) application(*request) (any, *refusal) {
	return map[string]any{"id": r.o.Application, "name": "bot", "icon": nil, "description": "", "bot_public": true, "bot_require_code_grant": false,
		"verify_key": r.o.PublicKey, "flags": 0, "interactions_endpoint_url": nil, "summary": "", "team": nil, "bot": r.user()}, nil
}

func (r *REST) channel(c *request) (any, *refusal) {
	return Channel(c.PathValue("channel")), nil
}

// Channel is a channel as Discord describes it.
func Channel(id string) map[string]any {
	if id == DirectID {
		return map[string]any{"id": id, "type": 1, "last_message_id": nil, "flags": 0, "recipients": []any{person(PersonID)}}
	}
	return map[string]any{"id": id, "type": 0, "guild_id": GuildID, "name": "general", "position": 0, "permission_overwrites": []any{}, "nsfw": false,
		"topic": nil, "parent_id": nil, "rate_limit_per_user": 0, "last_message_id": nil, "flags": 0}
}

func (r *REST) guild(c *request) (any, *refusal) {
	return map[string]any{"id": c.PathValue("guild"), "name": "Server", "icon": nil, "owner_id": PersonID, "features": []any{}, "roles": []any{}, "emojis": []any{}}, nil
}

func (r *REST) open(*request) (any, *refusal) { return Channel(DirectID), nil }

func (r *REST) typing(*request) (any, *refusal) { return nil, nil }

func (r *REST) listCommands(c *request) (any, *refusal) {
	list := r.commands[c.PathValue("guild")]
	if list == nil {
		list = []any{}
	}
	return list, nil
}

// putCommands replaces all commands (https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands).
func (r *REST) putCommands(c *request) (any, *refusal) {
	list := []any{}
	for _, v := range c.body.List() {
		kept := map[string]any{"type": 1}
		for k, v := range v.V.(map[string]any) {
			kept[k] = v
		}
		kept["id"], kept["version"], kept["application_id"] = r.snowflake(), r.snowflake(), r.o.Application
		kept["default_member_permissions"] = nil
		if guild := c.PathValue("guild"); guild != "" {
			kept["guild_id"] = guild
		}
		if text := payload.Of(kept).Text("name"); text == "" || len(strings.Fields(text)) == 0 {
			return nil, formFlaws([]string{"a command has no name"})
		}
		list = append(list, kept)
	}
	r.commands[c.PathValue("guild")] = list
	return list, nil
}
