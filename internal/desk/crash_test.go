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
	mu       sync.Mutex
	ids      map[string]int      // how often an id was posted
	texts    map[string][]string // by channel, in order; first posts only
	underWay sync.RWMutex        // read by calls
	progress chan<- struct{}
}

func (f *fakePlatform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.underWay.RLock()
	defer f.underWay.RUnlock()
	id := r.FormValue("id")
	if r.Method == http.MethodGet {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.ids[id] > 0 {
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
	f.progress <- struct{}{}
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
	if f.ids[id]++; f.ids[id] == 1 {
		f.texts[channel] = append(f.texts[channel], text)
	}
}

// settle waits for what a dead process has still sent, as a platform has long done when a process is back.
func (f *fakePlatform) settle() {
	f.underWay.Lock()
	defer f.underWay.Unlock()
}

func (f *fakePlatform) counts() (answered, doubles int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, n := range f.ids {
		answered++
		doubles += n - 1
	}
	return answered, doubles
}

func pause() { <-time.After(rand.N(4 * time.Millisecond)) }

// crowd sends messages to the process that lives just now, again and again until each is acknowledged.
type crowd struct {
	client  *http.Client
	mu      sync.Mutex
	address string
	changed chan struct{} // closed when the address changes
}

func (c *crowd) move(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.address = address
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *crowd) say(m desk.Message) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	for {
		c.mu.Lock()
		address, changed := c.address, c.changed
		c.mu.Unlock()
		if resp, err := c.client.Post("http://"+address, "application/json", bytes.NewReader(data)); err == nil {
			body, err := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if err == nil && resp.StatusCode == http.StatusOK {
				return nil
			}
			if err == nil {
				return fmt.Errorf("%s: %s", resp.Status, body)
			}
		}
		select { // it is dead: the platform delivers again
		case <-changed:
		case <-time.After(time.Minute):
			return errors.New("nobody came back to life")
		}
	}
}

const channels = 40

// TestCrash kills the process at random instants under a stream of messages with duplicates. CRASH_KILLS says how
// often; then the stream is 2,000 messages. The bar is 200.
func TestCrash(t *testing.T) {
	kills, each := 15, 15
	if s := os.Getenv("CRASH_KILLS"); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
		each = 50
	}
	t.Run("reading back", func(t *testing.T) {
		if doubles := crash(t, kills, each, false); doubles != 0 {
			t.Errorf("%d double posts, want none", doubles)
		}
	})
	t.Run("blind", func(t *testing.T) { crash(t, (kills+2)/3, each, true) })
}

func crash(t *testing.T, kills, each int, blind bool) (doubles int) {
	total := channels * each
	progress := make(chan struct{}, 10*total)
	fake := &fakePlatform{ids: map[string]int{}, texts: map[string][]string{}, progress: progress}
	server := httptest.NewServer(fake)
	defer server.Close()
	people := &crowd{client: client(), changed: make(chan struct{})}
	env := append(os.Environ(), ledgerVar+"="+filepath.Join(t.TempDir(), "bot.db"), platformVar+"="+server.URL)
	if blind {
		env = append(env, blindVar+"=1")
	}

	process := start(t, env, people)
	defer func() { process.kill() }()
	var wg sync.WaitGroup
	for c := range channels {
		wg.Go(func() {
			if err := talk(people, c, each); err != nil {
				t.Error(err)
			}
		})
	}
	when := make([]int, kills) // after how many posts
	for i := range when {
		when[i] = rand.N(channels * each)
	}
	slices.Sort(when)
	posts := 0
	await := func(n int) bool {
		for posts < n {
			select {
			case <-progress:
				posts++
			case <-time.After(time.Minute):
				t.Errorf("nothing happens any more after %d posts", posts)
				return false
			}
		}
		return true
	}
	for _, n := range when {
		if !await(n) {
			return
		}
		pause()
		process.kill()
		fake.settle()
		process = start(t, env, people)
	}
	wg.Wait()
	for answered := 0; answered < total; answered, doubles = fake.counts() {
		if answered, _ = fake.counts(); answered < total && !await(posts+1) {
			break
		}
	}
	check(t, fake, each)
	_, doubles = fake.counts()
	t.Logf("%d kills, %d questions in %d channels: %d answered, %d lost, %d double posts", kills, total, channels,
		len(fake.ids), total-len(fake.ids), doubles)
	return doubles
}

// talk sends a channel's messages in order, many of them more than once.
func talk(people *crowd, channel, each int) error {
	for i := range each {
		m := desk.Message{Platform: "fake", Channel: fmt.Sprint(channel), Thread: "th", User: "U", Key: fmt.Sprint(channel, "-", i), Text: fmt.Sprint(i)}
		for range 1 + rand.N(3)/2 {
			if err := people.say(m); err != nil {
				return err
			}
		}
		if early := rand.N(i + 1); early%5 == 0 {
			m.Key, m.Text = fmt.Sprint(channel, "-", early), fmt.Sprint(early)
			if err := people.say(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// check sees that each channel got each answer, in order, with the context it has without crashes.
func check(t *testing.T, fake *fakePlatform, each int) {
	t.Helper()
	fake.mu.Lock()
	defer fake.mu.Unlock()
	for c := range channels {
		var want []string
		for i := range each {
			want = append(want, fmt.Sprint(min(i, 16), " ", i))
		}
		if got := fake.texts[fmt.Sprint(c)]; !slices.Equal(got, want) {
			t.Errorf("channel %d got %q, want %q", c, got, want)
		}
	}
}

type process struct {
	cmd *exec.Cmd
	log bytes.Buffer
}

func start(t *testing.T, env []string, people *crowd) *process {
	t.Helper()
	p := &process{cmd: exec.Command(os.Args[0])}
	p.cmd.Env = env
	p.cmd.Stderr = &p.log
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.kill()
		t.Fatalf("the process does not start: %v\n%s", err, &p.log)
	}
	people.move(strings.TrimSpace(line))
	return p
}

// kill is kill -9.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}
