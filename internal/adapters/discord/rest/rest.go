// Package rest calls Discord's REST API: it keeps to the rate limits route by route, says what went wrong without
// telling a secret, and stops before Discord bans. What the calls are for it does not know.
package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
)

// Home is where Discord's API is (https://discord.com/developers/docs/reference#api-versioning).
const Home = "https://discord.com/api/v10"

// agent is what Discord wants to be told: the library and its version
// (https://discord.com/developers/docs/reference#user-agent). It blocks who does not tell.
const agent = "DiscordBot (https://github.com/bwmarrin/discordgo, 0.29.0)"

const (
	maxAnswer = 4 << 20          // bytes of an answer that are read
	patience  = 15 * time.Second // for one attempt
	attempts  = 3                // of a call that may be made again
	idleCalls = 512              // connections kept where HTTP/2 is not spoken: as many as the desk posts at once
)

// Config says how to reach the API.
type Config struct {
	Token     config.Secret     // of the bot, without "Bot "
	URL       string            // with or without a slash at its end; empty: [Home]
	Transport http.RoundTripper // nil: net/http's, with the proxy that the environment names
	Pause     time.Duration     // before a second attempt, doubled before the third; 0: 250 ms

	// Count is told of everything that metrics count: a kind of event and a detail of few values. May be nil.
	Count func(what, detail string)
}

// Client calls the API. Any number of goroutines may use it.
type Client struct {
	token config.Secret
	base  *url.URL
	via   http.RoundTripper
	pause time.Duration
	count func(what, detail string)
	pace  *pace
	brake *brake
}

// New returns a client. Nothing is called yet.
func New(c Config) (*Client, error) {
	if c.URL == "" {
		c.URL = Home
	}
	base, err := url.Parse(strings.TrimRight(c.URL, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("DISCORD_API_URL %q is no address (hint: such as %s)", c.URL, Home)
	}
	if c.Transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConns, t.MaxIdleConnsPerHost = idleCalls, idleCalls
		c.Transport = t
	}
	if c.Pause == 0 {
		c.Pause = 250 * time.Millisecond
	}
	if c.Count == nil {
		c.Count = func(string, string) {}
	}
	return &Client{token: c.Token, base: base, via: c.Transport, pause: c.Pause, count: c.Count, pace: newPace(), brake: newBrake()}, nil
}

// A Call is one request.
type Call struct {
	Method string
	Route  string   // "/channels/{channel}/messages": what errors and logs show
	IDs    []string // what stands for the braces, in order
	Query  url.Values
	Body   any // written as JSON; nil: none
	Files  []File

	// Again says that the call may be made again though it may have taken effect. It need not be said of other
	// methods than POST.
	Again bool
}

// A File goes along with a call's body, which names it among its attachments by its index.
type File struct {
	Name, Type string
	Bytes      []byte
}

// Do makes a call and returns the answer. Errors of Discord's are an [*Error]; they, and all others, hold neither
// token nor address. It waits a little where a rate limit will be over soon, else it returns an [*Error] with status
// 429 that says when.
func (c *Client) Do(ctx context.Context, call Call) (payload.Value, error) {
	body, kind, err := call.encode()
	if err != nil {
		return payload.Value{}, call.wrap(err)
	}
	for n := 1; ; n++ {
		v, err := c.attempt(ctx, call, body, kind)
		if err == nil || n == attempts || !call.repeatable() || !passing(err) || ctx.Err() != nil {
			return v, call.wrap(err)
		}
		c.count("rest retried", call.Route)
		if rest(ctx, c.pause<<(n-1)+rand.N(c.pause)) != nil {
			return v, call.wrap(err)
		}
	}
}

// rest waits, unless ctx ends first.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c Call) repeatable() bool { return c.Again || c.Method != http.MethodPost }

func (c Call) wrap(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return err // names the call itself
	}
	return fmt.Errorf("%s %s: %w", c.Method, c.Route, err)
}

// passing reports what may be over a moment later: failures of the network and of Discord's servers.
func passing(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return !ok && !errors.Is(err, ErrBraked) && !errors.Is(err, errTold) || ok && e.Status >= 500
}

// errTold is an answer that came and cannot be read: asking again would not help.
var errTold = errors.New("the answer is no JSON")

func (c *Client) attempt(ctx context.Context, call Call, body []byte, kind string) (payload.Value, error) {
	if err := c.brake.check(time.Now()); err != nil {
		c.count("rest braked", call.Route)
		return payload.Value{}, err
	}
	seat, err := c.pace.wait(ctx, call)
	if err != nil {
		return payload.Value{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := c.request(ctx, call, body, kind)
	if err != nil {
		c.pace.leave(seat, nil, nil)
		return payload.Value{}, err
	}
	res, err := c.via.RoundTrip(req)
	if err != nil {
		c.pace.leave(seat, nil, nil)
		return payload.Value{}, quiet(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if res.StatusCode/100 != 2 {
		failed := refusal(call, res, text)
		c.brake.note(failed, time.Now())
		c.pace.leave(seat, res.Header, failed)
		c.count("rest refused", fmt.Sprint(res.StatusCode))
		return payload.Value{}, failed
	}
	c.pace.leave(seat, res.Header, nil)
	if err != nil {
		return payload.Value{}, fmt.Errorf("read the answer: %w", quiet(err))
	}
	if len(text) == 0 {
		return payload.Value{}, nil
	}
	v, ok := payload.Decode(text)
	if !ok {
		return payload.Value{}, errTold
	}
	return v, nil
}

// quiet takes the address out of an error: it may hold the token of an interaction.
func quiet(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
