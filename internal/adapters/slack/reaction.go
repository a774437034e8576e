package slack

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"marketbot/internal/desk"
)

// Platform is the adapter's name in [desk.Message].
const Platform = "slack"

// deed is what a delivery from Slack makes the adapter do.
type deed string

const (
	ignore    deed = "ignore"    // acknowledge, nothing else
	accept    deed = "accept"    // hand the message to the desk
	challenge deed = "challenge" // prove that the server is ours
	home      deed = "home"      // publish the home tab
	prompts   deed = "prompts"   // suggest prompts in the agent pane
	options   deed = "options"   // complete what is typed into a select
	prove     deed = "prove"     // show the evidence in a modal
	rate      deed = "rate"      // take a thumb up, or down and ask for the reason
	complain  deed = "complain"  // take the reason of a thumb down
	alarm     deed = "alarm"     // say loudly that Slack has cut us off or slows us down
)

// A reaction is what to do about one delivery, as a plain value: translate makes it, dispatch carries it out.
type reaction struct {
	Do  deed
	Why string // of ignore and alarm

	Message  desk.Message // of accept
	Followup bool         // accept only where the bot answered in the message's thread before
	Added    bool         // the change has added our address: ask, if it was no question before
	Forget   string       // after accept: the response URL of a private answer that is now shared

	Channel, Thread, User, Trigger string   // where to act, as far as the deed needs it
	Query                          string   // of options; of challenge what to send back
	Except                         string   // of options: the entity that is there already
	Claims                         []string // of prove: ids
	Language                       string

	Feedback desk.Feedback // of rate and complain
}

func ignored(why string) reaction { return reaction{Do: ignore, Why: why} }

// address is how to reply to a message: the adapter's own handle, opaque to the desk.
type address struct {
	Channel string `json:"channel,omitempty"`
	Thread  string `json:"thread,omitempty"` // the thread to post in; empty: the channel itself
	TS      string `json:"ts,omitempty"`     // of the question: no answer is older
	URL     string `json:"url,omitempty"`    // a response URL, for half an hour
	Else    string `json:"else,omitempty"`   // what the response URL makes of an answer that the bot may not post: in_channel, ephemeral
	Title   bool   `json:"title,omitempty"`  // the question opens an agent thread and names it
}

func (a address) raw() json.RawMessage {
	raw, err := json.Marshal(a)
	if err != nil {
		panic(err) // strings always encode
	}
	return raw
}

// when reads a ts or action_ts: seconds with a fraction.
func when(ts string) time.Time {
	f, err := strconv.ParseFloat(ts, 64)
	if err != nil || f <= 0 || f > 1<<40 {
		return time.Time{}
	}
	sec, frac := math.Modf(f)
	return time.Unix(int64(sec), int64(frac*1e6)*1000).UTC()
}
