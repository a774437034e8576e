package setup

import "slices"

// scope is a permission of the app, and what is lost without it.
type scope struct {
	name     string
	optional bool
	costs    string
}

// threads is what the history of a kind of channel is for.
const threads = ": follow-up questions in a thread without a mention, edited and deleted questions, and looking whether an answer was posted before a crash"

// scopes are all that the app asks for: https://docs.slack.dev/reference/scopes
var scopes = []scope{
	{"app_mentions:read", false, "questions that mention the bot in a channel"},
	{"assistant:write", false, "the agent pane: suggested prompts, status and titles"},
	{"chat:write", false, "every answer"},
	{"commands", false, `the slash commands and the shortcut "Answer this"`},
	{"im:history", false, "direct messages and the agent pane"},
	{"channels:history", true, "in public channels" + threads},
	{"groups:history", true, "in private channels" + threads},
	{"mpim:history", true, "in group messages" + threads},
	{"users:read", true, "telling which app the tokens are of, which bot doctor needs to compare"},
}

// missing returns the scopes that are not among those granted.
func missing(granted []string) []scope {
	var list []scope
	for _, s := range scopes {
		if !slices.Contains(granted, s.name) {
			list = append(list, s)
		}
	}
	return list
}
