package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
)

// privateKey is the fake application's.
func privateKey() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte("a seed of thirty-two characters."))
}

func publicKey() string {
	return hex.EncodeToString(privateKey().Public().(ed25519.PublicKey))
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A rig is an adapter at work between a fake Discord and a tiny desk.
type rig struct {
	*discordtest.Server
	t       testing.TB
	mode    string
	adapter *Adapter
	desk    *adaptertest.Desk
	address string // of interactions by HTTP; empty: they come by the gateway
	stopped func() error
}

// The ways in which interactions come, in which everything is tested.
var modes = []string{"gateway", "http"}

func newRig(t testing.TB, mode string, log *slog.Logger, configure ...func(*Config)) *rig {
	t.Helper()
	guild := discordtest.Guild(discordtest.GuildID, "Server", discordtest.ChannelID)
	guild["roles"] = append(guild["roles"].([]any), map[string]any{"id": botRole, "name": "bot", "managed": true, "tags": map[string]any{"bot_id": discordtest.BotID}})
	r := &rig{t: t, mode: mode}
	r.Server = discordtest.NewServer(t, discordtest.RESTOptions{Token: botToken, PublicKey: publicKey()},
		discordtest.GatewayOptions{Guilds: []map[string]any{guild}})
	r.desk = adaptertest.NewDesk(adaptertest.NewReplies(t), log)
	r.start(log, configure...)
	return r
}

// start runs an adapter on the rig's Discord and desk. What ran before has been stopped.
func (r *rig) start(log *slog.Logger, configure ...func(*Config)) {
	r.t.Helper()
	c := Config{Token: config.NewSecret(botToken), APIURL: r.URL}
	if r.mode == "http" {
		c.PublicKey = publicKey()
	}
	for _, f := range configure {
		f(&c)
	}
	a, err := New(c, adaptertest.Book(r.t), adaptertest.Phrases(r.t), r.desk, log)
	if err != nil {
		r.t.Fatal(err)
	}
	r.adapter = a
	r.desk.SendBy(a)
	close := func() {}
	if r.mode == "http" {
		s := httptest.NewServer(a.Handler())
		r.address, close = s.URL, s.Close
	}
	stop := adaptertest.Running(a.Run, log)
	r.stopped = sync.OnceValue(func() error {
		err := stop()
		close()
		r.desk.Wait()
		for _, v := range r.Gateway.State().Violations {
			r.t.Errorf("the gateway was mistreated: %s", v)
		}
		return err
	})
	r.t.Cleanup(func() { r.stopped() })
	r.until("the adapter is connected", func() bool { return a.Health().Connected > 0 })
	r.until("the adapter knows its role", func() bool { return a.roles.of(discordtest.GuildID) != "" })
}

// until waits for what is to come.
func (r *rig) until(what string, ok func() bool) {
	r.t.Helper()
	adaptertest.Until(r.t, what, ok)
}

// posted waits for the nth message that the bot has posted.
func (r *rig) posted(n int) discordtest.Message {
	r.t.Helper()
	r.until("message "+strconv.Itoa(n)+" is posted", func() bool { return len(r.Posts()) >= n })
	return r.Posts()[n-1]
}

// says is a message that a person writes, as the event that tells of it, with further fields by name and value.
func (r *rig) says(channel, text string, more ...any) map[string]any {
	id := r.Say(channel, discordtest.PersonID, text)
	return event(r.Shown(id), more...)
}

// event makes an event of a message as the API shows it.
func event(m map[string]any, more ...any) map[string]any {
	m["channel_type"] = 1
	if m["channel_id"] != discordtest.DirectID {
		m["guild_id"], m["channel_type"] = discordtest.GuildID, 0
	}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

// mention is a message that names the bot.
func (r *rig) mention(text string) map[string]any {
	return r.says(discordtest.ChannelID, "<@"+discordtest.BotID+"> "+text)
}

// interact delivers an interaction of a person and returns its token. Source is the message of a component, else empty.
func (r *rig) interact(kind int, source discordtest.Message, data map[string]any, more ...any) (token string) {
	r.t.Helper()
	channel := discordtest.ChannelID
	if source.Channel != "" {
		channel = source.Channel
	}
	id, token := r.Interact(kind, channel, discordtest.PersonID, source.ID)
	in := map[string]any{
		"id": id, "token": token, "application_id": discordtest.ApplicationID, "type": kind, "version": 1, "data": data, "channel_id": channel,
		"channel": map[string]any{"id": channel, "type": 0}, "guild_id": discordtest.GuildID, "context": 0, "locale": "en-US", "guild_locale": "en-US",
		"member": map[string]any{"user": map[string]any{"id": discordtest.PersonID, "username": "ann"}}, "entitlements": []any{},
		"authorizing_integration_owners": map[string]any{"0": discordtest.GuildID},
	}
	if source.ID != "" {
		in["message"] = r.Shown(source.ID)
	}
	for i := 0; i+1 < len(more); i += 2 {
		in[more[i].(string)] = more[i+1]
	}
	r.deliver(in)
	return token
}

// deliver delivers an interaction, once.
func (r *rig) deliver(in map[string]any) {
	r.t.Helper()
	if r.address == "" {
		if r.Gateway.Dispatch(interacted, in) == 0 {
			r.t.Fatal("there is no session to send an interaction to")
		}
		return
	}
	req := signed(encoded(r.t, in))
	out, err := http.NewRequest(http.MethodPost, r.address, req.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	out.Header = req.Header
	res, err := http.DefaultClient.Do(out)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		r.t.Fatal(err)
	case res.StatusCode == http.StatusOK:
		r.Inline(in["token"].(string), bytes.TrimSpace(body))
	case res.StatusCode != http.StatusAccepted || len(body) > 0:
		r.t.Fatalf("an interaction is answered with %s %s", res.Status, body)
	}
}

// response waits for the response to an interaction.
func (r *rig) response(token string) payload.Value {
	r.t.Helper()
	r.until("the interaction is responded to", func() bool { return r.Callback(token).V != nil })
	return r.Callback(token)
}

// part finds a button or a select of a message by the beginning of its custom id.
func (r *rig) part(m discordtest.Message, id string) payload.Value {
	r.t.Helper()
	for _, row := range m.Body.List("components") {
		for _, p := range row.List("components") {
			if name, _, _ := strings.Cut(p.Text("custom_id"), ":"); name == id {
				return p
			}
		}
	}
	r.t.Fatalf("no %s in %v", id, m.Body.V)
	return payload.Value{}
}

// press delivers a press on a button of a message.
func (r *rig) press(m discordtest.Message, id string) (token string) {
	r.t.Helper()
	p := r.part(m, id)
	return r.interact(discordtest.ComponentInteraction, m, map[string]any{"component_type": 2, "custom_id": p.Text("custom_id")})
}

// command delivers a typed command; options are by name and value.
func (r *rig) command(name string, options ...any) (token string) {
	r.t.Helper()
	list := []any{}
	for i := 0; i+1 < len(options); i += 2 {
		kind := 3
		if _, ok := options[i+1].(bool); ok {
			kind = 5
		}
		list = append(list, map[string]any{"type": kind, "name": options[i], "value": options[i+1]})
	}
	return r.interact(discordtest.CommandInteraction, discordtest.Message{}, map[string]any{"id": "1", "type": 1, "name": name, "options": list})
}
