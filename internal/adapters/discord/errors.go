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
	missingPermissions = 50013
	invalidForm        = 50035
	emptyMessage       = 50006
	unreadableHistory  = 160002 // cannot reply without reading the history
)

var (
	// The interaction is gone: its three seconds, or its quarter of an hour, are over.
	lapsed = []int{unknownInteraction, unknownWebhook, invalidToken}

	// The message was refused for what it holds; a simpler one may pass.
	fussy = []int{tooLarge, missingPermissions, invalidForm, emptyMessage, 50046, 50109, 240000}

	// Trying again is in vain: the channel or the message is gone, or the bot may not.
	gone = []int{unknownChannel, 10004, unknownMessage, 30046, 40001, 50001, 50003, 50005, 50007, 50008, 50021, 50024, 50033, 50083, 50278, 160005, 160006, 200000, 200001, 220003}
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
