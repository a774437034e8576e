package gateway

import (
	"errors"
	"fmt"
)

// noStatus is what a close frame without a code counts as (RFC 6455, 7.4.1).
const noStatus = 1005

// CloseError is a close frame of Discord.
type CloseError struct {
	Code int
	Text string
}

func (e *CloseError) Error() string {
	s := fmt.Sprintf("closed with %d", e.Code)
	if m, ok := meanings[e.Code]; ok {
		s += " (" + m.what + ")"
	} else if e.Text != "" {
		s += " (" + e.Text + ")"
	}
	if h := meanings[e.Code].hint; h != "" {
		s += " (hint: " + h + ")"
	}
	return s
}

// A meaning is what a close code stands for. Where there is a hint, connecting again is in vain.
type meaning struct {
	what, hint string
	anew       bool // the session cannot be resumed
}

// meanings are the close codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
var meanings = map[int]meaning{
	4000: {what: "unknown error"},
	4001: {what: "unknown opcode"},
	4002: {what: "decode error"},
	4003: {what: "not authenticated"},
	4005: {what: "already authenticated"},
	4007: {what: "invalid seq", anew: true},
	4008: {what: "rate limited"},
	4009: {what: "session timed out", anew: true},

	4004: {what: "authentication failed", hint: "DISCORD_TOKEN is not or no longer valid; the page Bot of the developer portal makes a new one"},
	4010: {what: "invalid shard", hint: "DISCORD_SHARDS names shards that do not exist; auto lets Discord say how many"},
	4011: {what: "sharding required", hint: "the bot is in too many servers for this many shards; set DISCORD_SHARDS to auto"},
	4012: {what: "invalid API version", hint: "Discord speaks this version of the gateway no more; a newer release of the bot is needed"},
	4013: {what: "invalid intents", hint: "Discord does not know one of the intents asked for; a newer release of the bot is needed"},
	4014: {what: "disallowed intents", hint: "a privileged intent is asked for that is not switched on at the page Bot of the developer portal"},
}

// The other ways in which a connection ends.
var (
	errSilent    = errors.New("no heartbeat was acknowledged for two intervals")
	errNoAnswer  = errors.New("no READY or RESUMED in time")
	errBroken    = errors.New("nothing can be sent any more")
	errReconnect = errors.New("asked to connect again")
	errInvalid   = errors.New("the session is invalid")
	errPaused    = errors.New("the session is not taken up again yet")
)

// fatal reports an error that connecting again does not cure.
func fatal(err error) bool {
	if c, ok := errors.AsType[*CloseError](err); ok {
		return meanings[c.Code].hint != ""
	}
	return errors.Is(err, errRefused)
}

// anew reports an error after which the session cannot be resumed.
func anew(err error) bool {
	if c, ok := errors.AsType[*CloseError](err); ok {
		return meanings[c.Code].anew
	}
	return errors.Is(err, errInvalid)
}

// reason words an error in few values, for metrics.
func reason(err error) string {
	if c, ok := errors.AsType[*CloseError](err); ok {
		return fmt.Sprint(c.Code)
	}
	for _, r := range []struct {
		err  error
		name string
	}{{errSilent, "silent"}, {errNoAnswer, "no answer"}, {errReconnect, "asked"}, {errInvalid, "invalid session"}, {errPaused, "session paused"}} {
		if errors.Is(err, r.err) {
			return r.name
		}
	}
	return "network"
}
