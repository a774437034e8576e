package desk_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/desk"
	"marketbot/internal/housetest/crash"
	"marketbot/internal/ledger"
)

// The variables that make the test binary the process that is killed.
const (
	ledgerVar   = "DESK_CRASH_LEDGER"
	platformVar = "DESK_CRASH_PLATFORM"
	blindVar    = "DESK_CRASH_BLIND" // the sender does not look before it sends again
)

func TestMain(m *testing.M) {
	if os.Getenv(ledgerVar) == "" {
		os.Exit(m.Run())
	}
	if err := victim(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// victim is the process that is killed: a desk behind HTTP that posts by HTTP.
func victim() error {
	l, err := ledger.Open("file:"+os.Getenv(ledgerVar), nil)
	if err != nil {
		return err
	}
	d := desk.New(echo{}, l, desk.Options{
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), Pace: -1, Turns: -1,
		User: desk.Rate{Burst: -1}, Channel: desk.Rate{Burst: -1}, Backoff: 5 * time.Millisecond,
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var m desk.Message
			if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			outcome, err := d.Accept(r.Context(), m)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			_, _ = io.WriteString(w, string(outcome))
		}))
	}()
	fmt.Println(listener.Addr())
	return d.Run(context.Background(), map[string]desk.Sender{"fake": wire{url: os.Getenv(platformVar), blind: os.Getenv(blindVar) != "", client: client()}})
}

type echo struct{}

func (echo) Answer(q answer.Question) answer.Reply {
	return answer.Reply{Status: "answered", Lines: []string{strconv.Itoa(len(q.Context)) + " " + q.Text}}
}

// wire posts to the fake platform, and reads back first when in doubt.
type wire struct {
	url    string
	blind  bool
	client *http.Client
}

// client keeps as many connections as there are channels.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: channels}}
}

func (s wire) Send(ctx context.Context, p desk.Post) (string, error) {
	if p.Doubt && !s.blind {
		if handle, err := s.call(ctx, http.MethodGet, p, nil); err != nil || handle != "" {
			return handle, err
		}
	}
	return s.call(ctx, http.MethodPost, p, strings.NewReader(p.Reply.Lines[0]))
}

func (s wire) call(ctx context.Context, method string, p desk.Post, body io.Reader) (string, error) {
	v := url.Values{"id": {p.ID}, "key": {p.Message.Key}, "channel": {p.Message.Channel}}
	r, err := http.NewRequestWithContext(ctx, method, s.url+"?"+v.Encode(), body)
	if err != nil {
		return "", err
	}
	resp, err := s.client.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		err = &desk.Later{After: time.Millisecond, Err: errors.New(resp.Status)}
	} else if err == nil && resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
	}
	return string(data), err
}

// fakePlatform remembers posts by their id. It takes its time before and after it has shown a post, breaks
// down, and refuses, so that all the places where a process may die are met.
type fakePlatform struct {
	*crash.Tally
	mu       sync.Mutex
	ids      map[string]bool
	texts    map[string][]string // by channel, in order; first posts only
	underWay sync.RWMutex        // read by calls
}

func (f *fakePlatform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.underWay.RLock()
	defer f.underWay.RUnlock()
	id := r.FormValue("id")
	if r.Method == http.MethodGet {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.ids[id] {
			_, _ = io.WriteString(w, "handle-"+id)
		}
		return
	}
	text, _ := io.ReadAll(r.Body)
	pause()
	switch rand.N(20) {
	case 0:
		http.Error(w, "", http.StatusTooManyRequests)
		return
	case 1:
		http.Error(w, "", http.StatusBadGateway)
		return
	}
	f.show(id, r.FormValue("channel"), string(text))
	pause()
	if rand.N(20) == 0 {
		http.Error(w, "", http.StatusBadGateway) // though it was posted
		return
	}
	_, _ = io.WriteString(w, "handle-"+id)
}

func (f *fakePlatform) show(id, channel, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.ids[id] {
		f.ids[id] = true
		f.texts[channel] = append(f.texts[channel], text)
	}
	f.Post(id)
}

// settle waits for what a dead process has still sent.
func (f *fakePlatform) settle() {
	f.underWay.Lock()
	defer f.underWay.Unlock()
}

func pause() { <-time.After(rand.N(moment)) }

const (
	channels = 40
	moment   = 4 * time.Millisecond
)

// TestCrash kills the process at random instants under a stream of messages with duplicates. CRASH_KILLS says how
// often; the bar is 200.
func TestCrash(t *testing.T) {
	p := crash.Planned(t, 15, channels, 15)
	t.Run("reading back", func(t *testing.T) {
		if doubles := crashed(t, p, false); doubles != 0 {
			t.Errorf("%d double posts, want none", doubles)
		}
	})
	p.Kills = (p.Kills + 2) / 3
	t.Run("blind", func(t *testing.T) { crashed(t, p, true) })
}

func crashed(t *testing.T, p crash.Plan, blind bool) (doubles int) {
	fake := &fakePlatform{Tally: crash.NewTally(), ids: map[string]bool{}, texts: map[string][]string{}}
	server := httptest.NewServer(fake)
	defer server.Close()
	process := &process{client: client(), env: append(os.Environ(), ledgerVar+"="+filepath.Join(t.TempDir(), "bot.db"), platformVar+"="+server.URL)}
	if blind {
		process.env = append(process.env, blindVar+"=1")
	}
	crash.Stage{Start: process.start, Deliver: process.hear, Settle: fake.settle, Tally: fake.Tally, Pause: moment}.Run(t, p)
	check(t, fake, p)
	_, doubles = fake.Counts()
	return doubles
}

// check sees that each channel got each answer, in order, with the context it has without crashes.
func check(t *testing.T, fake *fakePlatform, p crash.Plan) {
	t.Helper()
	fake.mu.Lock()
	defer fake.mu.Unlock()
	for c := range p.Channels {
		var want []string
		for i := range p.Each {
			want = append(want, fmt.Sprint(min(i, 16), " ", i))
		}
		if got := fake.texts[fmt.Sprint(c)]; !slices.Equal(got, want) {
			t.Errorf("channel %d got %q, want %q", c, got, want)
		}
	}
}

// process is the victim from outside.
type process struct {
	env    []string
	client *http.Client

	mu      sync.Mutex
	address string
}

func (p *process) start() (*exec.Cmd, error) {
	cmd := exec.Command(os.Args[0])
	cmd.Env, cmd.Stderr = p.env, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	p.mu.Lock()
	defer p.mu.Unlock()
	p.address = strings.TrimSpace(line)
	return cmd, err
}

// hear hands a message to the process that lives just now.
func (p *process) hear(channel, n int) bool {
	m := desk.Message{Platform: "fake", Channel: fmt.Sprint(channel), Thread: "th", User: "U", Key: fmt.Sprint(channel, "-", n), Text: fmt.Sprint(n)}
	data, err := json.Marshal(m)
	if err != nil {
		return false
	}
	p.mu.Lock()
	address := p.address
	p.mu.Unlock()
	resp, err := p.client.Post("http://"+address, "application/json", bytes.NewReader(data))
	if err != nil {
		return false
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err == nil && resp.StatusCode == http.StatusOK
}
