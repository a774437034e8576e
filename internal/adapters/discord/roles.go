package discord

import (
	"sync"

	"marketbot/internal/adapters/payload"
)

// roles are the roles that Discord keeps for the bot, one for each guild that it is in with permissions of its own. Who
// types the bot's name is offered the role as well, and mentions that.
type roles struct {
	mu  sync.RWMutex
	own map[string]string // by guild
}

// of returns the bot's role in a guild; empty: there is none.
func (r *roles) of(guild string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.own[guild]
}

func (r *roles) set(guild, role string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.own == nil {
		r.own = map[string]string{}
	}
	if role == "" {
		delete(r.own, guild)
	} else {
		r.own[guild] = role
	}
}

// learn takes in what the gateway tells of guilds: https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure
func (r *roles) learn(event string, p payload.Value, bot string) {
	switch event {
	case "GUILD_CREATE":
		for _, role := range p.List("roles") {
			if role.Text("tags", "bot_id") == bot {
				r.set(p.Text("id"), role.Text("id"))
			}
		}
	case "GUILD_ROLE_CREATE":
		if p.Text("role", "tags", "bot_id") == bot {
			r.set(p.Text("guild_id"), p.Text("role", "id"))
		}
	case "GUILD_DELETE":
		r.set(p.Text("id"), "")
	}
}
