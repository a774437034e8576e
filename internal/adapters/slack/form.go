package slack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/payload"
)

// A form is the body of a call that posts, encoded as it is filled. The library makes the same body, but by way of a
// map, sorted, and with the token in it that must be taken out again: that took a fifth of all the time a question
// costs, since the blocks are most of it.
type form []byte

// form begins the message of a page. Nothing of it links names or is parsed. The blocks are there even if there are
// none: an update then takes the old ones away.
func (g page) form(channel string) form {
	blocks := json.RawMessage("[]")
	if len(g.Blocks) > 0 {
		blocks = encoded(g.Blocks)
	}
	f := make(form, 0, 2*len(blocks)+2*len(g.Text)+512)
	f = f.add("channel", channel).add("parse", "none").add("link_names", "false")
	f = f.add("text", g.Text) // render has escaped it
	return escaped(append(f, "&blocks="...), blocks)
}

// stamped marks a message as the answer of a post.
func (f form) stamped(post string) form {
	return f.add("metadata", string(encoded(slack.SlackMetadata{EventType: stamp, EventPayload: map[string]any{"id": post}})))
}

// threaded puts a message into a thread; empty: none.
func (f form) threaded(ts string) form {
	if ts == "" {
		return f
	}
	return f.add("thread_ts", ts)
}

// add adds a field. Names need no escaping.
func (f form) add(name, value string) form {
	if len(f) > 0 {
		f = append(f, '&')
	}
	return escaped(append(append(f, name...), '='), value)
}

func escaped[T ~string | ~[]byte](f form, value T) form {
	const hex = "0123456789ABCDEF"
	for i := range len(value) {
		switch c := value[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '~':
			f = append(f, c)
		case c == ' ':
			f = append(f, '+')
		default:
			f = append(f, '%', hex[c>>4], hex[c&15])
		}
	}
	return f
}

// say calls a method that posts and returns where the message is. Its errors are the library's.
func (a *Adapter) say(ctx context.Context, method string, f form) (channel, ts string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.config.api()+method, bytes.NewReader(f))
	if err != nil {
		return "", "", bare(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+a.config.BotToken.Reveal())
	res, err := a.lean.http.Do(req)
	if err != nil {
		return "", "", bare(err)
	}
	defer res.Body.Close()
	body := io.LimitReader(res.Body, maxAnswer)
	defer io.Copy(io.Discard, body) // what is not read of an error, else the connection cannot be used again
	switch wait, err := strconv.Atoi(res.Header.Get("Retry-After")); {
	case res.StatusCode == http.StatusTooManyRequests && err == nil:
		return "", "", &slack.RateLimitedError{RetryAfter: time.Duration(wait) * time.Second}
	case res.StatusCode != http.StatusOK:
		return "", "", slack.StatusCodeError{Code: res.StatusCode, Status: res.Status}
	}
	raw, _ := a.bodies.Get().(*bytes.Buffer)
	if raw == nil {
		raw = bytes.NewBuffer(make([]byte, 0, callBuffer))
	}
	defer a.bodies.Put(raw)
	raw.Reset()
	if _, err := raw.ReadFrom(body); err != nil {
		return "", "", bare(err)
	}
	return placed(raw.Bytes())
}

// placed reads what came of a post. The message itself comes back, too, but nobody reads it.
func placed(raw []byte) (channel, ts string, err error) {
	var answer struct{ OK, Error, Channel, TS any }
	d := json.NewDecoder(bytes.NewReader(shallow(raw)))
	d.UseNumber()
	if err := d.Decode(&answer); err != nil {
		return "", "", err
	}
	if payload.Of(answer.OK).Flag() {
		return payload.Of(answer.Channel).Text(), payload.Of(answer.TS).Text(), nil
	}
	return "", "", slack.SlackErrorResponse{Err: cmp.Or(payload.Of(answer.Error).Text(), unexplained)}
}

// shallow returns an object of JSON with null for every object and array in it. It looks at no more than where they
// end: decoding what nobody reads took as long as encoding the post.
func shallow(raw []byte) []byte {
	out := make([]byte, 0, 512)
	depth := 0
	for len(raw) > 0 {
		n := 1
		switch raw[0] {
		case '"':
			n = quoted(raw)
		case '{', '[':
			if depth++; depth == 2 {
				out = append(out, "null"...)
			}
		case '}', ']':
			if depth--; depth == 1 {
				raw = raw[1:]
				continue
			}
		}
		if depth < 2 {
			out = append(out, raw[:n]...)
		}
		raw = raw[n:]
	}
	return out
}

// quoted is how long the string is that raw begins with, quotes included.
func quoted(raw []byte) int {
	for i := 1; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(raw)
}
