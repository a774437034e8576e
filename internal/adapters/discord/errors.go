package discord

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/desk"
)

// The codes of Discord's errors, by what can be done about them
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
const (
	unknownChannel     = 10003
	unknownMessage     = 10008
	unknownWebhook     = 10015
	unknownInteraction = 10062
	invalidToken       = 50027 // of an interaction
	acknowledged       = 40060 // the interaction has its response already
	tooLarge           = 40005
	missingAccess      = 50001
	missingPermissions = 50013
	invalidForm        = 50035
	emptyMessage       = 50006
	unreadableHistory  = 160002 // cannot reply without reading the history
)

var (
	// The interaction is gone: its three seconds, or its quarter of an hour, are over.
	lapsed = []int{unknownInteraction, unknownWebhook, invalidToken}

	// The message was refused for what it holds; a simpler one may pass.
	fussy = []int{tooLarge, missingPermissions, invalidForm, emptyMessage,
		50046,  // invalid file uploaded
		50109,  // the body is no valid JSON
		240000, // blocked by the filter of harmful links
	}

	// Trying again is in vain: the channel or the message is gone, or the bot may not.
	gone = []int{unknownChannel, unknownMessage, missingAccess,
		10004,          // unknown guild
		40001,          // unauthorized
		50003,          // not in a direct conversation
		50005,          // another's message
		50007,          // the user takes no messages
		50008,          // the channel takes no messages
		50021,          // a system message
		50024,          // not in this type of channel
		50033,          // invalid recipients
		50083,          // the thread is archived
		50278,          // no server in common with the user
		160005,         // the thread is locked
		200000, 200001, // blocked by the server's moderation
	}
)

// codeOf returns the code of an error of Discord's; 0 for others.
func codeOf(err error) int {
	if e, ok := errors.AsType[*rest.Error](err); ok {
		return e.Code
	}
	return 0
}

func is(err error, codes ...int) bool { return err != nil && slices.Contains(codes, codeOf(err)) }

// sorted tells the desk what to do about an error: wait, give up, or try again.
func sorted(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*desk.Later](err); ok {
		return err
	}
	if errors.Is(err, rest.ErrBraked) {
		return &desk.Later{After: braked, Err: err}
	}
	e, ok := errors.AsType[*rest.Error](err)
	switch {
	case !ok:
		return err
	case e.Status == http.StatusTooManyRequests:
		return &desk.Later{After: e.After, Err: err}
	case e.Status == http.StatusUnauthorized, is(err, gone...), is(err, fussy...), is(err, lapsed...):
		return &desk.Never{Err: err}
	}
	return err
}

// serverError reports that something broke at Discord, maybe after it took effect.
func serverError(err error) bool {
	e, ok := errors.AsType[*rest.Error](err)
	return ok && e.Status >= http.StatusInternalServerError
}

// braked is how long to wait while calls are not made at all.
const braked = time.Minute
