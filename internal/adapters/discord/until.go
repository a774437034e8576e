package discord

// nobody is pinged: https://docs.discord.com/developers/resources/message#allowed-mentions-object
type nobody struct {
	Parse   []string `json:"parse"`
	Replied bool     `json:"replied_user"`
}

// A response is what an interaction is answered with at once:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

const respondMessage = 4
