package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"marketbot/internal/adapters/payload"
)

// The kinds of interactions (https://discord.com/developers/docs/interactions/receiving-and-responding).
const (
	CommandInteraction      = 2
	ComponentInteraction    = 3
	AutocompleteInteraction = 4
	ModalInteraction        = 5
)

// fitting are the types of callbacks to each kind of interaction.
var fitting = map[int][]string{
	CommandInteraction:      {"4", "5", "9"},
	ComponentInteraction:    {"4", "5", "6", "7", "9"},
	AutocompleteInteraction: {"8"},
	ModalInteraction:        {"4", "5", "6", "7"},
}

// How long an interaction may be responded to, and its token used
// (https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction).
const (
	respondWithin = 3 * time.Second
	tokenLife     = 15 * time.Minute
)

// An interaction is one that awaits its response.
type interaction struct {
	id, channel, user string
	kind              int
	source            string // the message of the component
	at                time.Time
	callback          payload.Value // empty until responded
	response          string        // the message
}

// Interact is an interaction of a person, which the caller delivers. Source is the message of a component, else empty.
func (r *REST) Interact(kind int, channel, user, source string) (id, token string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	in := &interaction{id: r.snowflake(), channel: channel, user: user, kind: kind, source: source, at: time.Now()}
	token = "very-secret-interaction-" + in.id
	r.interactions[token] = in
	return in.id, token
}

// Age makes an interaction older.
func (r *REST) Age(token string, by time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.interactions[token].at = r.interactions[token].at.Add(-by)
}

// Lapsed reports that an interaction has not been responded to in time, and never can be.
func (r *REST) Lapsed(token string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	in := r.interactions[token]
	return in.callback.V == nil && time.Since(in.at) > respondWithin
}

// Callback is how an interaction was responded to; empty: not yet.
func (r *REST) Callback(token string) payload.Value {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.interactions[token].callback
}

// Inline takes the response to an interaction from the answer to its HTTP request.
func (r *REST) Inline(token string, body []byte) {
	p, ok := payload.Decode(body)
	if !ok {
		r.tb.Errorf("discordtest: an interaction is responded to with %.100q", body)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	in := r.interactions[token]
	req, _ := http.NewRequest(http.MethodPost, "/api/v10/interactions/"+in.id+"/"+token+"/callback", nil)
	c := &request{Request: req, route: "POST /interactions/{interaction}/{token}/callback", body: p}
	c.SetPathValue("interaction", in.id)
	c.SetPathValue("token", token)
	r.record(c)
	if _, refused := r.carryOut(c, r.callback); refused != nil {
		r.tb.Errorf("discordtest: a response by HTTP is refused: %s", refused.message)
	}
}

func (r *REST) callback(c *request) (any, *refusal) {
	in := r.interactions[c.PathValue("token")]
	switch {
	case in == nil || in.id != c.PathValue("interaction"):
		return nil, unknownInteraction
	case in.callback.V != nil:
		return nil, acknowledged
	case time.Since(in.at) > respondWithin:
		return nil, unknownInteraction
	case !slices.Contains(fitting[in.kind], c.body.Text("type")):
		return nil, formFlaws([]string{"type: a callback of type " + c.body.Text("type") + " to an interaction of type " + strconv.Itoa(in.kind)})
	}
	if flaws := callbackFlaws(c.body, c.files, !r.o.Foreign); len(flaws) > 0 {
		return nil, formFlaws(flaws)
	}
	in.callback = c.body
	data := c.body.At("data")
	if data.V == nil {
		data = payload.Of(map[string]any{})
	}
	switch c.body.Text("type") {
	case "4", "5":
		m := &Message{ID: r.snowflake(), Channel: in.channel, Author: r.o.User, Body: data, Files: c.files, Interaction: in.id, Loading: c.body.Text("type") == "5", webhook: true, at: time.Now()}
		if flags, _ := strconv.Atoi(data.Text("flags")); flags&flagEphemeral != 0 {
			m.Only = in.user
		}
		in.response = m.ID
		r.add(m)
	case "6":
		in.response = in.source
	case "7":
		in.response = in.source
		for _, m := range r.messages {
			if m.ID == in.source {
				inner := *c
				inner.body = data
				r.change(m, &inner)
			}
		}
	}
	if c.URL.Query().Get("with_response") != "true" {
		return nil, nil
	}
	resource := map[string]any{"type": json.Number(c.body.Text("type"))}
	told := map[string]any{"id": in.id, "type": in.kind}
	for _, m := range r.messages {
		if m.ID == in.response {
			resource["message"] = r.shown(m)
			told["response_message_id"], told["response_message_loading"], told["response_message_ephemeral"] = m.ID, m.Loading, m.Only != ""
		}
	}
	return map[string]any{"interaction": told, "resource": resource}, nil
}

// alive finds the interaction of a webhook's token.
func (r *REST) alive(c *request) (*interaction, *refusal) {
	in := r.interactions[c.PathValue("token")]
	switch {
	case in == nil || c.PathValue("application") != r.o.Application:
		return nil, unknownWebhook
	case time.Since(in.at) > tokenLife:
		return nil, lapsedToken
	}
	return in, nil
}

// followUp posts a further message. After a deferral the first takes its place
// (https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message).
func (r *REST) followUp(c *request) (any, *refusal) {
	in, refused := r.alive(c)
	if refused != nil {
		return nil, refused
	}
	if in.callback.V == nil {
		return nil, unknownWebhook
	}
	if refused := r.flawed(c, "followup"); refused != nil {
		return nil, refused
	}
	for _, m := range r.messages {
		if m.ID == in.response && m.Loading {
			r.change(m, c)
			return r.shown(m), nil
		}
	}
	m := &Message{ID: r.snowflake(), Channel: in.channel, Author: r.o.User, Body: c.body, Files: c.files, Interaction: in.id, webhook: true, at: time.Now()}
	if flags, _ := strconv.Atoi(c.body.Text("flags")); flags&flagEphemeral != 0 {
		m.Only = in.user
	}
	r.add(m)
	return r.shown(m), nil
}

// flawed checks a body that makes or changes a message.
func (r *REST) flawed(c *request, kind string) *refusal {
	flaws := MessageFlaws(c.body, c.files, kind != "edit")
	if !r.o.Foreign {
		flaws = append(flaws, pings(c.body)...)
	}
	switch {
	case len(flaws) == 1 && flaws[0] == nothing:
		return emptyMessage
	case len(flaws) > 0:
		return formFlaws(flaws)
	}
	return nil
}
