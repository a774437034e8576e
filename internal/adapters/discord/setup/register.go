package setup

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Register gives the app its commands, if those that it has differ: Discord allows 200 new ones a day, and shows
// clients a changed command as outdated until they have it. Commands that the app has beside them are kept, and the
// log tells of them. An error may hold a [*Refusal]. Several processes may do it at once.
func Register(ctx context.Context, a Access, want []Command, log *slog.Logger) error {
	id, err := ApplicationID(ctx, a)
	if err != nil {
		return err
	}
	want = a.scoped(want)
	have, raw, err := a.commands(ctx, id)
	if absent(err) { // a server that stands in for Discord
		log.Warn("the API does not tell which commands the app has; all are registered anew", "err", err)
	} else if err != nil {
		return err
	}
	body := make([]any, 0, len(want)+len(have))
	for _, c := range want {
		body = append(body, c)
	}
	if others := Others(want, have); len(others) > 0 {
		for _, o := range others {
			body = append(body, kept(raw[slices.IndexFunc(have, o.same)]))
		}
		log.Warn("the app has commands that the book has not; they are kept (hint: bot doctor says how to delete them)", "commands", names(others))
	}
	drift := Drift(want, have)
	if len(drift) == 0 {
		log.Info("the app's commands are as they should be", "commands", len(want))
		return nil
	}
	if _, err := a.call(ctx, http.MethodPut, a.commandsPath(id), body, &[]json.RawMessage{}); err != nil {
		return fmt.Errorf("%w (hint: bot manifest discord prints what was asked for)", err)
	}
	log.Info("the app's commands are registered", "commands", len(want), "changes", len(drift), "first", drift[0])
	return nil
}

// ApplicationID is the id of the app, which Discord tells where it is not set.
func ApplicationID(ctx context.Context, a Access) (string, error) {
	if a.ApplicationID != "" {
		return a.ApplicationID, nil
	}
	var app application
	if _, err := a.call(ctx, http.MethodGet, "/applications/@me", nil, &app); err != nil {
		return "", err
	}
	return app.ID, nil
}

// commandsPath is where the app's commands are.
func (a Access) commandsPath(id string) string {
	if a.GuildID != "" {
		return "/applications/" + id + "/guilds/" + a.GuildID + "/commands"
	}
	return "/applications/" + id + "/commands"
}

// commands are the commands that the app has, read and as they came.
func (a Access) commands(ctx context.Context, id string) ([]Command, []json.RawMessage, error) {
	var raw []json.RawMessage
	if _, err := a.call(ctx, http.MethodGet, a.commandsPath(id)+"?with_localizations=true", nil, &raw); err != nil {
		return nil, nil, err
	}
	have := make([]Command, len(raw))
	for i, r := range raw {
		if err := json.Unmarshal(r, &have[i]); err != nil {
			return nil, nil, fmt.Errorf("discord: commands of app %s: %w", id, err)
		}
		have[i].Type = cmp.Or(have[i].Type, discordgo.ChatApplicationCommand)
	}
	return have, raw, nil
}

// scoped are the commands as they are where they go: a server's have no other places to be used in.
func (a Access) scoped(list []Command) []Command {
	list = slices.Clone(list)
	for i := range list {
		if a.GuildID != "" {
			list[i].Installs, list[i].Contexts = nil, nil
		}
	}
	return list
}

// settable are the fields of a command that may be set; the others Discord gives.
var settable = []string{"id", "type", "name", "name_localizations", "description", "description_localizations", "options",
	"default_member_permissions", "dm_permission", "contexts", "integration_types", "nsfw", "handler"}

// kept is a command of others as it is to be sent back, unchanged. What is empty is left out: in menus Discord
// refuses descriptions and options.
func kept(raw json.RawMessage) map[string]json.RawMessage {
	var all, out map[string]json.RawMessage = nil, map[string]json.RawMessage{}
	if json.Unmarshal(raw, &all) != nil {
		return nil // it has been read before
	}
	for _, k := range settable {
		switch v := string(all[k]); v {
		case "", "null", `""`, "[]", "{}":
		default:
			out[k] = all[k]
		}
	}
	if _, ok := out["contexts"]; ok {
		delete(out, "dm_permission") // which is what was before contexts
	}
	return out
}

// names lists commands as people know them.
func names(list []Command) string {
	var out []string
	for _, c := range list {
		out = append(out, c.String())
	}
	return strings.Join(out, " ")
}
