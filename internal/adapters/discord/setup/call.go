package setup

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Access is how an app is reached.
type Access struct {
	APIURL        string // without a slash at its end
	Token         string
	ApplicationID string           // empty: Discord is asked
	PublicKey     string           // with which requests by HTTP are verified, hexadecimal; empty: there are none
	GuildID       string           // the server that has the commands; empty: all have them
	Now           func() time.Time // for [Check]
}

const (
	patience  = 10 * time.Second // for one call
	maxWait   = 20 * time.Second // that Discord may ask for before a call is made once more
	maxAnswer = 4 << 20          // bytes of an answer that are read
	maxTold   = 8                // faults of a form that an error tells
)

// agent is what Discord wants to be told: https://docs.discord.com/developers/reference#user-agent
const agent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ")"

// Refusal is an error that Discord answers with.
type Refusal struct {
	Status int // of HTTP
	Code   int // https://docs.discord.com/developers/topics/opcodes-and-status-codes#json; 0: none
	Text   string
}

func (r *Refusal) Error() string {
	text := strconv.Itoa(r.Status) + " " + cmp.Or(r.Text, http.StatusText(r.Status))
	if r.Code != 0 {
		text += fmt.Sprintf(" (code %d)", r.Code)
	}
	return text
}

// call makes a call of the API and decodes the answer. Where Discord asks for some patience, it is made once more.
// The token goes into the header and nowhere else: not into an address, of which errors tell.
func (a Access) call(ctx context.Context, method, path string, body, answer any) (http.Header, error) {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return nil, fmt.Errorf("discord: %s %s: %w", method, path, err)
		}
	}
	header, err := a.once(ctx, method, path, text, answer)
	if wait, ok := patient(header, err); ok {
		select {
		case <-time.After(wait):
			header, err = a.once(ctx, method, path, text, answer)
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
	}
	if err != nil {
		return header, fmt.Errorf("discord: %s %s: %w", method, path, err)
	}
	return header, nil
}

// patient tells how long Discord asks to wait, if that is not too long.
func patient(header http.Header, err error) (time.Duration, bool) {
	if r, ok := errors.AsType[*Refusal](err); !ok || r.Status != http.StatusTooManyRequests {
		return 0, false
	}
	seconds, err := strconv.ParseFloat(header.Get("Retry-After"), 64)
	wait := time.Duration(seconds * float64(time.Second))
	return wait, err == nil && wait >= 0 && wait <= maxWait
}

func (a Access) once(ctx context.Context, method, path string, body []byte, answer any) (http.Header, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, a.APIURL+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bot "+a.Token)
	req.Header.Set("User-Agent", agent)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		return resp.Header, refusal(resp.StatusCode, text)
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return nil, fmt.Errorf("the answer is no Discord's: %s", resp.Status)
	}
	return resp.Header, nil
}

// absent tells whether an error says that there is no such path, and not that something at it is not known.
func absent(err error) bool {
	r, ok := errors.AsType[*Refusal](err)
	return ok && r.Status == http.StatusNotFound && r.Code == 0
}

// refusal reads the answer to a call that failed. One that is not Discord's, of a proxy maybe, is told by its
// status alone; with 401, 404 and 429 that says enough.
func refusal(status int, text []byte) error {
	var told struct {
		Code    *int   `json:"code"`
		Message string `json:"message"`
		Errors  any    `json:"errors"`
	}
	err := json.Unmarshal(text, &told)
	switch {
	case err == nil && told.Message != "":
	case status == http.StatusUnauthorized || status == http.StatusNotFound || status == http.StatusTooManyRequests:
		return &Refusal{Status: status}
	default:
		return fmt.Errorf("the answer is no Discord's: %d %s", status, http.StatusText(status))
	}
	r := &Refusal{Status: status, Text: strings.TrimPrefix(told.Message, strconv.Itoa(status)+": ")}
	if told.Code != nil {
		r.Code = *told.Code
	}
	faults := faulty("", told.Errors)
	if n := len(faults) - maxTold; n > 0 {
		faults = append(faults[:maxTold], fmt.Sprintf("and %d more", n))
	}
	if len(faults) > 0 {
		r.Text += ": " + strings.Join(faults, "; ")
	}
	return r
}

// faulty lists what is wrong with a form, each with its path:
// https://docs.discord.com/developers/reference#error-messages
func faulty(at string, errs any) []string {
	var list []string
	switch errs := errs.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(errs)) {
			if k == "_errors" {
				list = append(list, faulty(at, errs[k])...)
			} else {
				list = append(list, faulty(strings.TrimPrefix(at+"."+k, "."), errs[k])...)
			}
		}
	case []any:
		for _, e := range errs {
			if one, ok := e.(map[string]any); ok {
				list = append(list, fmt.Sprintf("%s: %v", at, one["message"]))
			}
		}
	}
	return list
}
