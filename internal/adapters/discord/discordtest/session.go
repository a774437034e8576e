package discordtest

import (
	"encoding/json"
	"fmt"
)

// A session is what a client identifies for and resumes. It keeps all that was dispatched. The gateway's lock
// guards it.
type session struct {
	g             *Gateway
	id            string
	shard, shards int
	log           []Event // the event with the sequence number 1 first
	client        *client // that is connected; nil: none
	known         bool    // to the client for sure: READY has arrived
	over          bool    // it cannot be resumed
}

func (s *session) shown() Session {
	out := Session{ID: s.id, Seq: int64(len(s.log))}
	if s.client != nil {
		out.Live, out.Beats = !s.client.mute, s.client.beats
	}
	return out
}

// dispatch notes an event and sends it where a client is connected.
func (s *session) dispatch(kind string, data json.RawMessage) (seq int64) {
	s.log = append(s.log, Event{s.shard, kind, data})
	seq = int64(len(s.log))
	s.send(seq)
	return seq
}

func (s *session) send(seq int64) {
	if s.client != nil && !s.client.mute {
		e := s.log[seq-1]
		s.client.send(map[string]any{"op": dispatch, "t": e.Type, "s": seq, "d": e.Data})
	}
}

// end makes a session that cannot be resumed, of which the client has got all up to seq.
func (s *session) end(seq int64) {
	s.over = true
	s.lose(seq)
}

// lose notes that the client has got nothing after seq, and never will.
func (s *session) lose(seq int64) {
	s.g.state.Lost = append(s.g.state.Lost, s.log[min(seq, int64(len(s.log))):]...)
}

// identify starts a session.
func (g *Gateway) identify(c *client, i Identify) {
	g.started++
	if old := g.current[i.Shard]; old != nil && !old.over && !old.known { // READY was lost
		g.state.Over++
		old.end(0)
	}
	s := &session{g: g, id: fmt.Sprintf("session-%d-of-shard-%d", g.started, i.Shard), shard: i.Shard, shards: i.Shards, client: c}
	g.sessions[s.id], g.current[i.Shard] = s, s
	c.session = s
	var guilds []map[string]any
	for _, one := range g.o.Guilds {
		if id, _ := one["id"].(string); ShardOf(id, i.Shards) == i.Shard {
			guilds = append(guilds, one)
		}
	}
	s.dispatch("READY", g.encode(g.ready(c, s, guilds)))
	if i.Intents&1 == 0 { // GUILDS
		return
	}
	for _, one := range guilds {
		s.dispatch("GUILD_CREATE", g.encode(one))
	}
}

// ready is https://discord.com/developers/docs/events/gateway-events#ready
func (g *Gateway) ready(c *client, s *session, guilds []map[string]any) map[string]any {
	away := []any{}
	for _, one := range guilds {
		away = append(away, map[string]any{"id": one["id"], "unavailable": true})
	}
	return map[string]any{
		"v": c.version, "session_type": "normal", "session_id": s.id, "resume_gateway_url": address(c.request, again), "shard": []int{s.shard, s.shards},
		"user": map[string]any{"id": g.o.User, "username": "bot", "discriminator": "0000", "global_name": nil, "avatar": nil, "bot": true,
			"verified": true, "email": nil, "flags": 0, "mfa_enabled": false},
		"application": map[string]any{"id": g.o.Application, "flags": 0}, "guilds": away,
		"user_settings": map[string]any{}, "relationships": []any{}, "private_channels": []any{}, "presences": []any{}, "guild_join_requests": []any{},
		"geo_ordered_rtc_regions": []any{}, "auth": map[string]any{}, "_trace": []string{"fake"},
	}
}

// Guild returns a guild as GUILD_CREATE carries it, with one text channel.
func Guild(id, name, channel string) map[string]any {
	return map[string]any{
		"id": id, "name": name, "icon": nil, "splash": nil, "discovery_splash": nil, "banner": nil, "description": nil, "owner_id": "1100000000000000009",
		"afk_channel_id": nil, "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
		"mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "premium_progress_bar_enabled": false, "preferred_locale": "en-US", "features": []any{},
		"application_id": nil, "system_channel_id": nil, "system_channel_flags": 0, "rules_channel_id": nil, "public_updates_channel_id": nil,
		"safety_alerts_channel_id": nil, "vanity_url_code": nil, "joined_at": "2026-01-01T00:00:00.000000+00:00", "large": false, "unavailable": false,
		"member_count": 2, "voice_states": []any{}, "members": []any{}, "threads": []any{}, "presences": []any{}, "stage_instances": []any{},
		"guild_scheduled_events": []any{}, "soundboard_sounds": []any{}, "emojis": []any{}, "stickers": []any{},
		"roles": []any{map[string]any{"id": id, "name": "@everyone", "color": 0, "colors": map[string]any{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
			"hoist": false, "position": 0, "permissions": "2248473465835073", "managed": false, "mentionable": false, "flags": 0, "icon": nil, "unicode_emoji": nil}},
		"channels": []any{map[string]any{"id": channel, "type": 0, "name": "general", "position": 0, "permission_overwrites": []any{}, "parent_id": nil,
			"topic": nil, "nsfw": false, "last_message_id": nil, "rate_limit_per_user": 0, "flags": 0}},
	}
}
