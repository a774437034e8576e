package discord

import (
	"encoding/json"
	"strconv"
	"time"

	"marketbot/internal/desk"
)

// Platform is the adapter's name in [desk.Message].
const Platform = "discord"

// deed is what a delivery from Discord makes the adapter do.
type deed string

const (
	ignore   deed = "ignore"   // nothing
	accept   deed = "accept"   // hand the message to the desk; an interaction is responded to by Send
	pong     deed = "pong"     // prove that the server is ours
	options  deed = "options"  // complete what is typed into an option of a command
	prove    deed = "prove"    // show the evidence, to the one who asked for it
	rate     deed = "rate"     // take a thumb up, or down and ask for the reason
	complain deed = "complain" // take the reason of a thumb down
	excuse   deed = "excuse"   // say to the one who pressed that it leads nowhere any more
)

// A reaction is what to do about one delivery, as a plain value: the reader makes it, dispatch carries it out.
type reaction struct {
	Do  deed
	Why string // of ignore and excuse

	Message desk.Message // of accept
	Added   bool         // the change has added our address: ask, if it was no question before

	Interaction, Token string   // to respond to; empty for messages
	Kind, Typed        string   // of options: the kind of the option, and what is typed so far
	Chosen             []string // of options: what stands in the command's other options
	Claims             []string // of prove: ids
	Language           string   // of the book's languages, for what is said without the engine

	Feedback desk.Feedback // of rate and complain
}

func ignored(why string) reaction { return reaction{Do: ignore, Why: why} }

// address is how to reply to a message: the adapter's own handle, opaque to the desk.
type address struct {
	Channel     string `json:"channel,omitempty"`
	Guild       string `json:"guild,omitempty"`
	Message     string `json:"message,omitempty"`     // the question's, which the answer replies to
	Interaction string `json:"interaction,omitempty"` // what the answer is a response to
	Token       string `json:"token,omitempty"`       // of the interaction, for a quarter of an hour
	Application string `json:"application,omitempty"` // of the interaction
	Outside     bool   `json:"outside,omitempty"`     // the bot is no member there (user install): only the token leads there
}

func (a address) raw() json.RawMessage {
	raw, err := json.Marshal(a)
	if err != nil {
		panic(err) // strings always encode
	}
	return raw
}

// epoch is the first millisecond of 2015, from which snowflakes count
// (https://discord.com/developers/docs/reference#snowflakes).
const epoch = 1420070400000

// when reads the time that a snowflake holds; zero where it is none.
func when(snowflake string) time.Time {
	n, err := strconv.ParseUint(snowflake, 10, 64)
	if err != nil || n>>22 == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch).UTC()
}
