package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/payload"
)

// App is the app that is meant.
type App struct {
	ID        string // empty: the token's
	PublicKey string // with which requests by HTTP are verified, hexadecimal; empty: there are none
	GuildID   string // the server that has the commands; empty: all have them
}

// maxWait is how long Discord may ask to wait before a call is made once more.
const maxWait = 20 * time.Second

// call makes a call of the API and decodes the answer. Where Discord asks for a little patience, it is made once
// more.
func call(ctx context.Context, api *rest.Client, c rest.Call, answer any) error {
	v, err := api.Do(ctx, c)
	if r, ok := errors.AsType[*rest.Error](err); ok && r.Status == http.StatusTooManyRequests && r.After <= maxWait {
		select {
		case <-time.After(r.After):
			v, err = api.Do(ctx, c)
		case <-ctx.Done():
		}
	}
	if err == nil {
		err = decode(v, answer)
	}
	if err != nil {
		return fmt.Errorf("discord: %w", err)
	}
	return nil
}

// get is call for what is read.
func get(ctx context.Context, api *rest.Client, answer any, route string, ids ...string) error {
	return call(ctx, api, rest.Call{Method: http.MethodGet, Route: route, IDs: ids}, answer)
}

// decode reads an answer strictly: what it is about is compared, not shown.
func decode(v payload.Value, into any) error {
	text, err := json.Marshal(v.V)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// absent tells whether an error says that there is no such path, and not that something at it is not known.
func absent(err error) bool {
	r, ok := errors.AsType[*rest.Error](err)
	return ok && r.Status == http.StatusNotFound && r.Code == 0
}

// foreign tells whether an error is nobody's answer, or one of something before Discord, such as a proxy.
func foreign(err error) bool {
	r, ok := errors.AsType[*rest.Error](err)
	return err != nil && (!ok || r.Message == "" && r.Status != http.StatusUnauthorized && r.Status != http.StatusTooManyRequests)
}
