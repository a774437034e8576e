package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

const (
	maxAnswer   = 8 << 20          // bytes of an answer of the Web API that are read
	callTimeout = 20 * time.Second // of one call, connecting included
	callBuffer  = 8 << 10          // bytes of a connection: most answers go out in one piece, and come back in one
	idleCalls   = 512              // connections kept where Slack does not speak HTTP/2: as many as the desk posts at once
)

// A lean client stands between the library and Slack. It sends the token in the header, as Slack's own SDKs
// do, and keeps from the library what it does not need and may fail to decode: blocks, attachments and files
// of messages, which come from anybody and from any future.
type lean struct{ http *http.Client }

func newLean() lean {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = idleCalls, idleCalls
	t.WriteBufferSize, t.ReadBufferSize = callBuffer, callBuffer
	return lean{&http.Client{Transport: t, Timeout: callTimeout}}
}

// Do carries out a call of the Web API.
func (l lean) Do(req *http.Request) (*http.Response, error) {
	if err := tokenToHeader(req); err != nil {
		return nil, err
	}
	res, err := l.http.Do(req)
	if err != nil {
		return nil, bare(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, bare(err)
	}
	res.Body = io.NopCloser(bytes.NewReader(strip(raw)))
	return res, nil
}

// bare takes the address off an error: response URLs and socket tickets are secrets.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// tokenToHeader moves the token from the form to the header. The form is not decoded for it: most of it is blocks.
func tokenToHeader(req *http.Request) error {
	if req.Body == nil || !strings.HasPrefix(req.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return nil
	}
	raw, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	body, token, err := cutField(string(raw), "token")
	if err != nil {
		return err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

// cutField takes a field out of an encoded form. No value has an & or = in it that is not encoded.
func cutField(form, name string) (rest, value string, err error) {
	before, after, ok := strings.Cut("&"+form, "&"+name+"=")
	if !ok {
		return form, "", nil
	}
	value, after, _ = strings.Cut(after, "&")
	value, err = url.QueryUnescape(value)
	return strings.Trim(before+"&"+after, "&"), value, err
}

// unexplained is the code of an answer that says neither ok nor why not.
const unexplained = "unexplained_failure"

// strip leaves out what nobody reads here. An answer that says neither ok nor why not gets a reason: the
// library takes a missing one for success.
func strip(raw []byte) []byte {
	var answer map[string]json.RawMessage
	if json.Unmarshal(raw, &answer) != nil {
		return raw
	}
	for _, k := range []string{"view", "blocks", "message"} { // of a post that was just made, say
		delete(answer, k)
	}
	if list, ok := answer["messages"]; ok {
		var messages []json.RawMessage
		if json.Unmarshal(list, &messages) == nil {
			for i, m := range messages {
				messages[i] = stripMessage(m)
			}
			answer["messages"] = encoded(messages)
		}
	}
	if p, _ := payload.Decode(encoded(map[string]json.RawMessage{"ok": answer["ok"], "error": answer["error"]})); !p.Flag("ok") && p.Text("error") == "" {
		answer["error"] = encoded(unexplained)
	}
	return encoded(answer)
}

// kept are the fields of messages that the adapter reads.
var kept = []string{"type", "ts", "thread_ts", "user", "bot_id", "metadata"}

func stripMessage(raw json.RawMessage) json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil {
		return json.RawMessage("{}")
	}
	for k := range m {
		if !slices.Contains(kept, k) {
			delete(m, k)
		}
	}
	return encoded(m)
}

func encoded(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return raw
}

// client is the library's, for the Web API and for opening sockets.
func (c Config) client(l interface {
	Do(*http.Request) (*http.Response, error)
}) *slack.Client {
	return slack.New(c.BotToken.Reveal(),
		slack.OptionAppLevelToken(c.AppToken.Reveal()),
		slack.OptionAPIURL(c.api()),
		slack.OptionHTTPClient(l),
		slack.OptionLog(log.New(io.Discard, "", 0)))
}

// respond posts to a response URL, which takes JSON and needs no token.
func (l lean) respond(ctx context.Context, to string, body any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(encoded(body)))
	if err != nil {
		return fmt.Errorf("response url: %w", bare(err))
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := l.http.Do(req)
	if err != nil {
		return fmt.Errorf("response url: %w", bare(err))
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("response url: %w", bare(err))
	}
	if res.StatusCode == http.StatusTooManyRequests {
		return &desk.Later{After: retryAfter(res.Header), Err: errors.New("response url: rate limited")}
	}
	if p, ok := payload.Decode(raw); ok && !p.Flag("ok") && p.Text("error") != "" {
		return fmt.Errorf("response url: %w", slack.SlackErrorResponse{Err: p.Text("error")})
	}
	if res.StatusCode/100 != 2 {
		if s := strings.TrimSpace(string(raw)); code.MatchString(s) { // used_url, expired_url, no_text as bare words
			return fmt.Errorf("response url: %w", slack.SlackErrorResponse{Err: s})
		}
		return fmt.Errorf("response url: %w", slack.StatusCodeError{Code: res.StatusCode, Status: res.Status})
	}
	return nil
}
