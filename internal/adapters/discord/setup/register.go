package setup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/payload"
)

// Register gives the app its commands, if those that it has differ: Discord allows 200 new ones a day, and shows
// clients a changed command as outdated until they have it. Commands that the app has beside them are kept, and the
// log tells of them. An error may hold a [*rest.Error]. Several processes may do it at once.
func Register(ctx context.Context, api *rest.Client, app App, want []Command, log *slog.Logger) error {
	id, err := ApplicationID(ctx, api, app)
	if err != nil {
		return err
	}
	app.ID, want = id, app.scoped(want)
	have, raw, err := app.commands(ctx, api)
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
	route, ids := app.route()
	if err := call(ctx, api, rest.Call{Method: http.MethodPut, Route: route, IDs: ids, Body: body}, &[]any{}); err != nil {
		if r, ok := errors.AsType[*rest.Error](err); ok && r.Status == http.StatusBadRequest {
			return fmt.Errorf("%w (hint: bot manifest discord prints what was asked for)", err)
		}
		return err
	}
	log.Info("the app's commands are registered", "commands", len(want), "changes", len(drift), "first", drift[0])
	return nil
}

// ApplicationID is the id of the app, which Discord tells where it is not set.
func ApplicationID(ctx context.Context, api *rest.Client, app App) (string, error) {
	if app.ID != "" {
		return app.ID, nil
	}
	var own application
	if err := get(ctx, api, &own, "/applications/@me"); err != nil {
		return "", err
	}
	return own.ID, nil
}

// route is where the app's commands are.
func (a App) route() (string, []string) {
	if a.GuildID != "" {
		return "/applications/{application}/guilds/{guild}/commands", []string{a.ID, a.GuildID}
	}
	return "/applications/{application}/commands", []string{a.ID}
}

// path is the route with the ids in it.
func (a App) path() string {
	path, ids := a.route()
	for _, id := range ids {
		before, rest, _ := strings.Cut(path, "{")
		_, after, _ := strings.Cut(rest, "}")
		path = before + id + after
	}
	return path
}

// commands are the commands that the app has, read and as they came.
func (a App) commands(ctx context.Context, api *rest.Client) ([]Command, []payload.Value, error) {
	route, ids := a.route()
	var list []any
	if err := call(ctx, api, rest.Call{Method: http.MethodGet, Route: route, IDs: ids, Query: url.Values{"with_localizations": {"true"}}}, &list); err != nil {
		return nil, nil, err
	}
	have, raw := make([]Command, len(list)), make([]payload.Value, len(list))
	for i, v := range list {
		raw[i] = payload.Of(v)
		if err := decode(raw[i], &have[i]); err != nil {
			return nil, nil, fmt.Errorf("discord: commands of app %s: %w", a.ID, err)
		}
		have[i].Type = cmp.Or(have[i].Type, discordgo.ChatApplicationCommand)
	}
	return have, raw, nil
}

// scoped are the commands as they are where they go: a server's have no other places to be used in.
func (a App) scoped(list []Command) []Command {
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
func kept(raw payload.Value) map[string]any {
	out := map[string]any{}
	for _, k := range settable {
		switch v := raw.At(k).V.(type) {
		case nil:
		case string:
			if v != "" {
				out[k] = v
			}
		case []any:
			if len(v) > 0 {
				out[k] = v
			}
		default:
			out[k] = v
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
