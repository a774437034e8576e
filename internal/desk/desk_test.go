package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/ledger"
)

// parrot answers with the question and its context.
type parrot struct{}

func (parrot) Answer(q answer.Question) answer.Reply {
	if q.Text == "panic" {
		panic("a question too far")
	}
	return answer.Reply{Status: "answered", Intent: "echo", Lines: []string{strings.Join(append(q.Context, q.Text), " < ")}}
}

// platform is a Sender that notes what it is told and replies by a script.
type platform struct {
	mu     sync.Mutex
	start  time.Time
	calls  []string
	times  []time.Duration
	posts  []Post
	reply  func(n int, p Post) (string, error) // n counts from 1
	before func(ctx context.Context, p Post)
}

func (s *platform) Send(ctx context.Context, p Post) (string, error) {
	if s.before != nil {
		s.before(ctx, p)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	line := fmt.Sprintf("%s %s", p.Kind, p.Message.Key)
	if p.Kind != Delete {
		line += ": " + p.Reply.Lines[0]
	}
	if p.Handle != "" {
		line += " @" + p.Handle
	}
	if p.Attempt > 1 {
		line += fmt.Sprintf(" #%d", p.Attempt)
	}
	if p.Doubt {
		line += " ?"
	}
	s.calls = append(s.calls, line)
	s.times = append(s.times, time.Since(s.start))
	s.posts = append(s.posts, p)
	if s.reply != nil {
		return s.reply(len(s.calls), p)
	}
	return "h-" + p.Message.Key, nil
}

func (s *platform) told() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

func (s *platform) want(t *testing.T, want ...string) {
	t.Helper()
	if got := s.told(); !slices.Equal(got, want) {
		t.Errorf("posts:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// house is a desk with its ledger and platforms, in a synctest bubble.
type house struct {
	t *testing.T
	*Desk
	ledger  *ledger.Ledger
	log     bytes.Buffer
	slack   *platform
	discord *platform
	mu      sync.Mutex
	events  []Event
	end     context.CancelFunc
	done    chan error
	url     string
}

func inHouse(t *testing.T, o Options, f func(h *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := &house{t: t, url: "memory:"}
		h.open(o)
		f(h)
		h.close()
	})
}

func (h *house) open(o Options) {
	h.t.Helper()
	l, err := ledger.Open(h.url, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.ledger = l
	h.desk(o)
}

// desk makes a desk on the ledger, as after a restart.
func (h *house) desk(o Options) {
	o.Watch = func(e Event) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.events = append(h.events, e)
	}
	o.Log = slog.New(slog.NewTextHandler(&h.log, nil))
	h.Desk = New(parrot{}, h.ledger, o)
	h.slack, h.discord = &platform{start: time.Now()}, &platform{start: time.Now()}
}

func (h *house) run() {
	ctx, cancel := context.WithCancel(context.Background())
	h.end, h.done = cancel, make(chan error, 1)
	go func() { h.done <- h.Run(ctx, map[string]Sender{"slack": h.slack, "discord": h.discord}) }()
	synctest.Wait()
}

func (h *house) stop() {
	h.t.Helper()
	if h.end == nil {
		return
	}
	h.end()
	if err := <-h.done; err != nil {
		h.t.Error(err)
	}
	h.end = nil
}

func (h *house) close() {
	h.t.Helper()
	h.stop()
	if err := h.ledger.Close(); err != nil {
		h.t.Error(err)
	}
}

func (h *house) accept(m Message, want Outcome) {
	h.t.Helper()
	got, err := h.Accept(context.Background(), m)
	if err != nil || got != want {
		h.t.Errorf("Accept(%s %s) = %q, %v; want %q", m.Kind, m.Key, got, err, want)
	}
}

// wait lets time pass and what is due then be done.
func (h *house) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (h *house) count(w What) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		if e.What == w {
			n++
		}
	}
	return n
}

func (h *house) happened(want string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.events, func(e Event) bool {
		return fmt.Sprint(e.What, " ", e.Platform, " ", e.Kind, " ", e.Surface, " ", e.Intent, " ", e.Status, " ", e.Latency) == want
	})
}

func ask(key, text string) Message {
	return Message{Platform: "slack", Key: key, Kind: Ask, Space: "T1", Channel: "C1", Thread: "th", User: "U1", Text: text, Surface: "mention"}
}

func edit(key, text string, at int) Message {
	return Message{Platform: "slack", Key: key, Kind: Edit, Text: text, At: time.Unix(int64(at), 0)}
}

func remove(key string) Message { return Message{Platform: "slack", Key: key, Kind: Delete} }

func in(channel string, m Message) Message {
	m.Channel = channel
	return m
}

func threaded(thread string, m Message) Message {
	m.Thread = thread
	return m
}

func by(user string, m Message) Message {
	m.User = user
	return m
}

func private(m Message) Message {
	m.Private = true
	return m
}

var errDown = errors.New("503")

func TestAQuestionIsAnsweredOnce(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		m := ask("1", "share?")
		m.Return = json.RawMessage(`{"ts":"1.0"}`)
		m.At = time.Now().Add(-3 * time.Second)
		h.run()
		h.accept(m, Accepted)
		h.accept(m, Duplicate)
		h.wait(time.Hour)
		h.accept(m, Duplicate)
		synctest.Wait()
		h.slack.want(t, "ask 1: share?")
		p := h.slack.posts[0]
		if string(p.Message.Return) != `{"ts":"1.0"}` || p.Attempt != 1 || len(p.ID) != 24 {
			t.Errorf("post = %+v", p)
		}
		if h.count(WasPosted) != 1 || h.count(WasDuplicate) != 2 || !h.happened("posted slack ask mention echo answered 3s") {
			t.Errorf("events = %+v", h.events)
		}
		q, handle, ok := h.Question("slack", "1")
		if !ok || handle != "h-1" || q.Text != "share?" {
			t.Errorf("Question = %+v, %q, %v", q, handle, ok)
		}
		log := h.log.String()
		if strings.Count(log, "msg=question") != 1 || strings.Contains(log, "share?") || !strings.Contains(log, "latency=3s") {
			t.Errorf("log = %s, want one line without the text", log)
		}
		for name, m := range map[string]Message{"no key": {Platform: "slack"}, "no platform": {Key: "1"}, "kind": {Platform: "slack", Key: "9", Kind: "x"}} {
			if _, err := h.Accept(context.Background(), m); err == nil {
				t.Errorf("%s: accepted", name)
			}
		}
	})
}

func TestThreads(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.run()
		if h.Knows(ask("", "")) {
			t.Error("a thread nobody asked in is known")
		}
		h.accept(ask("1", "a"), Accepted)
		h.accept(private(by("U2", ask("2", "secret"))), Accepted)
		h.accept(by("U3", ask("3", "b")), Accepted)
		h.accept(by("U2", ask("4", "c")), Accepted)
		h.accept(threaded("", ask("5", "d")), Accepted)
		h.wait(time.Minute)
		if !h.Knows(ask("", "")) || h.Knows(threaded("other", ask("", ""))) || h.Knows(threaded("", ask("", ""))) {
			t.Error("Knows is wrong")
		}
		h.stop()
		h.desk(Options{})
		h.run()
		h.accept(ask("6", "after a restart"), Accepted)
		h.wait(24 * time.Hour)
		h.accept(ask("7", "a day later"), Accepted)
		synctest.Wait()
		h.slack.want(t, "ask 6: a < b < c < after a restart", "ask 7: a day later")
	})
}

func TestThreadContext(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.accept(ask("1", "a"), Accepted)
		h.accept(private(by("U2", ask("2", "secret"))), Accepted)
		h.accept(by("U3", ask("3", "b")), Accepted)
		h.accept(private(by("U2", ask("4", "c"))), Accepted)
		h.run()
		h.wait(time.Minute)
		got := slices.Sorted(slices.Values(h.slack.told()))
		want := []string{"ask 1: a", "ask 2: a < secret", "ask 3: a < b", "ask 4: a < secret < b < c"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// TestChanges plays what happens to a question before and after Run begins.
func TestChanges(t *testing.T) {
	refuse := func(first ...error) func(int, Post) (string, error) {
		return func(n int, p Post) (string, error) {
			if n <= len(first) {
				return "", first[n-1]
			}
			return "h-" + p.Message.Key, nil
		}
	}
	type step struct {
		m       Message
		outcome Outcome
		wait    time.Duration
	}
	for _, tt := range []struct {
		name          string
		reply         func(int, Post) (string, error)
		before, after []step
		want          []string
	}{
		{name: "edited after the answer", after: []step{{ask("1", "a"), Accepted, time.Minute}, {edit("1", "b", 1), Accepted, 0}, {edit("1", "b", 1), Duplicate, time.Minute}},
			want: []string{"ask 1: a", "edit 1: b @h-1"}},
		{name: "edited before the answer", before: []step{{ask("1", "a"), Accepted, 0}, {edit("1", "b", 1), Accepted, 0}, {edit("1", "c", 2), Accepted, 0}},
			want: []string{"ask 1: c"}},
		{name: "edits out of order", before: []step{{ask("1", "a"), Accepted, 0}, {edit("1", "c", 2), Accepted, 0}, {edit("1", "b", 1), Accepted, 0}},
			after: []step{{edit("1", "x", 1), Accepted, time.Minute}}, want: []string{"ask 1: c"}},
		{name: "edited to the same", after: []step{{ask("1", "a"), Accepted, time.Minute}, {edit("1", "a", 1), Accepted, time.Minute}},
			want: []string{"ask 1: a"}},
		{name: "edited there and back", after: []step{{ask("1", "a"), Accepted, time.Minute}, {edit("1", "b", 1), Accepted, time.Minute}, {edit("1", "a", 2), Accepted, time.Minute}},
			want: []string{"ask 1: a", "edit 1: b @h-1", "edit 1: a @h-1"}},
		{name: "edited while the answer waits", reply: refuse(&Later{After: time.Minute, Err: errDown}),
			after: []step{{ask("1", "a"), Accepted, time.Second}, {edit("1", "b", 1), Accepted, time.Hour}},
			want:  []string{"ask 1: a", "ask 1: b #2"}},
		{name: "edited while the answer is in doubt", reply: refuse(errDown),
			after: []step{{ask("1", "a"), Accepted, 100 * time.Millisecond}, {edit("1", "b", 1), Accepted, time.Hour}},
			want:  []string{"ask 1: a", "ask 1: a #2 ?", "edit 1: b @h-1"}},
		{name: "edited after the answer failed", reply: refuse(&Never{errDown}),
			after: []step{{ask("1", "a"), Accepted, time.Minute}, {edit("1", "b", 1), Accepted, time.Minute}, {edit("1", "c", 2), Accepted, time.Minute}},
			want:  []string{"ask 1: a", "ask 1: b", "edit 1: c @h-1"}},
		{name: "edited and never asked", after: []step{{edit("1", "a", 1), Unknown, 0}, {ask("1", "a"), Accepted, time.Minute}},
			want: []string{"ask 1: a"}},
		{name: "two edits wait", before: nil, reply: refuse(nil, &Later{After: time.Minute, Err: errDown}),
			after: []step{{ask("1", "a"), Accepted, time.Minute}, {edit("1", "b", 1), Accepted, 10 * time.Second}, {edit("1", "c", 2), Accepted, time.Hour}},
			want:  []string{"ask 1: a", "edit 1: b", "edit 1: c"}},
		{name: "deleted after the answer", after: []step{{ask("1", "a"), Accepted, time.Minute}, {remove("1"), Accepted, 0}, {remove("1"), Duplicate, time.Minute}, {edit("1", "b", 1), Accepted, time.Minute}, {ask("1", "a"), Duplicate, 0}},
			want: []string{"ask 1: a", "delete 1 @h-1"}},
		{name: "deleted before the answer", before: []step{{ask("1", "a"), Accepted, 0}, {edit("1", "b", 1), Accepted, 0}, {remove("1"), Accepted, 0}}},
		{name: "deleted while the answer waits", reply: refuse(&Later{After: time.Minute, Err: errDown}),
			after: []step{{ask("1", "a"), Accepted, time.Second}, {remove("1"), Accepted, time.Hour}},
			want:  []string{"ask 1: a"}},
		{name: "deleted while the answer is in doubt", reply: refuse(errDown),
			after: []step{{ask("1", "a"), Accepted, 100 * time.Millisecond}, {remove("1"), Accepted, time.Hour}},
			want:  []string{"ask 1: a", "ask 1: a #2 ?", "delete 1 @h-1"}},
		{name: "deleted before it came", after: []step{{remove("1"), Accepted, 0}, {ask("1", "a"), Duplicate, time.Minute}}},
		{name: "deleting fails for good", reply: refuse(nil, &Never{errDown}),
			after: []step{{ask("1", "a"), Accepted, time.Minute}, {remove("1"), Accepted, time.Minute}},
			want:  []string{"ask 1: a", "delete 1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inHouse(t, Options{}, func(h *house) {
				h.slack.reply = tt.reply
				play := func(steps []step) {
					for _, s := range steps {
						h.accept(s.m, s.outcome)
						h.wait(s.wait)
					}
				}
				play(tt.before)
				h.run()
				play(tt.after)
				h.wait(time.Minute)
				h.slack.want(t, tt.want...)
				if n := h.ledger.Len(); n != 0 {
					t.Errorf("%d entries unfinished, want none", n)
				}
				if d := h.Depths()["slack"]; d != (Depth{}) {
					t.Errorf("depth = %+v, want none", d)
				}
			})
		})
	}
}

func TestAnEditKeepsWhatTheQuestionHad(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.run()
		m := ask("1", "a")
		m.Return = json.RawMessage(`{"ts":1}`)
		h.accept(m, Accepted)
		h.accept(ask("2", "x"), Accepted)
		h.wait(time.Minute)
		h.accept(edit("1", "b", 5), Accepted)
		h.wait(time.Minute)
		p := h.slack.posts[2].Message
		if p.User != "U1" || p.Channel != "C1" || string(p.Return) != `{"ts":1}` || p.Kind != Edit || p.Text != "b" || p.At.Unix() != 5 {
			t.Errorf("message of the edit = %+v", p)
		}
		h.accept(ask("3", "c"), Accepted)
		synctest.Wait()
		h.slack.want(t, "ask 1: a", "ask 2: a < x", "edit 1: b @h-1", "ask 3: b < x < c")
	})
}

func TestTrouble(t *testing.T) {
	for _, tt := range []struct {
		name  string
		o     Options
		errs  []error
		want  []string
		state ledger.State
	}{
		{name: "comes back", errs: []error{errDown, errDown}, want: []string{"ask 1: a", "ask 1: a #2 ?", "ask 1: a #3 ?"}, state: ledger.Posted},
		{name: "is gone for good", errs: []error{&Never{errDown}}, want: []string{"ask 1: a"}, state: ledger.Failed},
		{name: "stays", o: Options{Attempts: 3}, errs: []error{errDown, errDown, errDown, errDown}, want: []string{"ask 1: a", "ask 1: a #2 ?", "ask 1: a #3 ?"}, state: ledger.Failed},
		{name: "is too busy, which is no failure", o: Options{Attempts: 1}, errs: []error{&Later{Err: errDown, After: time.Second}, &Later{Err: errDown}}, want: []string{"ask 1: a", "ask 1: a #2", "ask 1: a #3"}, state: ledger.Posted},
		{name: "wrapped", errs: []error{fmt.Errorf("slack: %w", &Never{errDown})}, want: []string{"ask 1: a"}, state: ledger.Failed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inHouse(t, tt.o, func(h *house) {
				h.slack.reply = func(n int, p Post) (string, error) {
					if n <= len(tt.errs) {
						return "", tt.errs[n-1]
					}
					return "h", nil
				}
				h.run()
				h.accept(ask("1", "a"), Accepted)
				h.wait(time.Hour)
				h.slack.want(t, tt.want...)
				e, _, _ := h.ledger.Find("slack/1")
				if e.State != tt.state {
					t.Errorf("state = %s, want %s", e.State, tt.state)
				}
				if tt.state == ledger.Failed && (h.count(WasFailed) != 1 || !strings.Contains(h.log.String(), "level=WARN msg=question")) {
					t.Errorf("giving up is not told: %s", &h.log)
				}
			})
		})
	}
}

func TestPanics(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.slack.reply = func(n int, p Post) (string, error) {
			if n == 1 {
				panic("a sender too far")
			}
			return "h", nil
		}
		h.run()
		h.accept(in("C0", ask("0", "panic")), Accepted)
		h.accept(ask("1", "a"), Accepted)
		h.wait(time.Minute)
		h.slack.want(t, "ask 1: a", "ask 1: a #2 ?")
		if h.count(WasPanic) != 2 || h.count(WasFailed) != 1 || !strings.Contains(h.log.String(), "desk_test.go") {
			t.Errorf("%d panics, %d failures; log %s", h.count(WasPanic), h.count(WasFailed), &h.log)
		}
	})
}

func TestPaceAndRetryAfterHoldUpTheirChannelOnly(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.slack.reply = func(n int, p Post) (string, error) {
			if p.Message.Key == "a" && p.Attempt == 1 {
				return "", &Later{After: 30 * time.Second, Err: errDown}
			}
			return "h", nil
		}
		h.run()
		for _, m := range []Message{
			in("A", ask("a", "1")), in("A", threaded("other", ask("b", "1"))),
			in("B", ask("c", "1")), in("B", threaded("other", ask("d", "1"))), in("B", threaded("third", ask("e", "1"))),
			private(in("A", ask("f", "1"))), private(in("B", ask("g", "1"))),
		} {
			h.accept(m, Accepted)
		}
		h.wait(time.Minute)
		got := map[string][]time.Duration{}
		for i, p := range h.slack.posts {
			got[p.Message.Key] = append(got[p.Message.Key], h.slack.times[i])
		}
		want := "map[a:[0s 30s] b:[31s] c:[0s] d:[1s] e:[2s] f:[0s] g:[0s]]"
		if fmt.Sprint(got) != want {
			t.Errorf("got  %v\nwant %s", got, want)
		}
	})
}

func TestAThreadInTroubleDoesNotHoldUpItsChannel(t *testing.T) {
	inHouse(t, Options{Pace: -1}, func(h *house) {
		h.slack.reply = func(n int, p Post) (string, error) {
			if p.Message.Thread == "bad" {
				return "", errDown
			}
			return "h", nil
		}
		h.run()
		h.accept(threaded("bad", ask("1", "a")), Accepted)
		h.accept(threaded("bad", ask("2", "b")), Accepted)
		h.accept(threaded("good", ask("3", "c")), Accepted)
		synctest.Wait()
		h.slack.want(t, "ask 1: a", "ask 3: c")
	})
	inHouse(t, Options{Pace: -1, User: Rate{Burst: -1}}, func(h *house) { // but when all is bad, not everything is tried
		h.slack.reply = func(n int, p Post) (string, error) { return "", errDown }
		h.run()
		for i := range 100 {
			h.accept(threaded(fmt.Sprint(i), ask(fmt.Sprint(i), "a")), Accepted)
		}
		h.wait(time.Hour)
		if d := h.Depths()["slack"]; d.Outbox != reach || d.Inbox != 100-reach {
			t.Errorf("depth = %+v, want %d tried", d, reach)
		}
	})
}

func TestOnePlatformDoesNotHoldUpAnother(t *testing.T) {
	inHouse(t, Options{Workers: 2, SendTimeout: time.Minute}, func(h *house) {
		h.slack.before = func(ctx context.Context, p Post) { <-ctx.Done() }
		h.run()
		for i := range 10 {
			m := in(fmt.Sprint(i), ask(fmt.Sprint(i), "a"))
			h.accept(m, Accepted)
			m.Platform = "discord"
			h.accept(m, Accepted)
		}
		synctest.Wait()
		if len(h.discord.told()) != 10 || len(h.slack.told()) != 0 {
			t.Errorf("%d posts on discord, %d on slack; want 10 and none", len(h.discord.told()), len(h.slack.told()))
		}
		if d := h.Depths(); d["slack"].Inbox != 10 || d["slack"].Oldest.IsZero() || d["discord"] != (Depth{}) {
			t.Errorf("depths = %+v", d)
		}
		h.wait(time.Minute)
		if len(h.slack.told()) == 0 {
			t.Error("a hanging call was not ended")
		}
	})
}

func TestRate(t *testing.T) {
	o := Options{
		Pace: -1, User: Rate{Burst: 3, Every: 10 * time.Second}, Channel: Rate{Burst: 5, Every: time.Second},
		Note: func(m Message) answer.Reply { return answer.Reply{Lines: []string{"slowly, " + m.User}} },
	}
	inHouse(t, o, func(h *house) {
		h.run()
		n := 0
		say := func(user, channel, text string) {
			n++
			h.accept(by(user, in(channel, threaded("", ask(fmt.Sprint(n), text)))), Accepted)
			synctest.Wait()
		}
		for range 6 {
			say("U1", "A", "q")
		}
		h.slack.want(t, "ask 1: q", "ask 2: q", "ask 3: q", "ask 4: slowly, U1")
		if !h.slack.posts[3].Message.Private || h.slack.posts[2].Message.Private {
			t.Error("the note is not private, or an answer is")
		}
		say("U2", "A", "q")
		say("U2", "A", "q")
		say("U2", "A", "too much for the channel")
		say("U3", "B", "elsewhere")
		h.wait(10 * time.Second)
		say("U1", "A", "again")
		say("U1", "A", "too soon")
		h.wait(10 * time.Minute)
		for range 4 {
			say("U1", "A", "later")
		}
		if got, want := h.slack.told()[4:], []string{"ask 7: q", "ask 8: q", "ask 9: slowly, U2", "ask 10: elsewhere", "ask 11: again", "ask 13: later", "ask 14: later", "ask 15: later", "ask 16: slowly, U1"}; !slices.Equal(got, want) {
			t.Errorf("posts = %q, want %q", got, want)
		}
		if h.count(WasLimited) != 6 {
			t.Errorf("%d limited, want 6", h.count(WasLimited))
		}
		if e, _, _ := h.ledger.Find("slack/5"); e.State != ledger.Limited {
			t.Errorf("state = %s, want limited", e.State)
		}
		h.accept(remove("4"), Accepted)
		h.accept(remove("5"), Accepted)
		h.wait(time.Hour)
		h.accept(edit("6", "asked anew", 1), Accepted)
		synctest.Wait()
		if got, want := h.slack.told()[len(h.slack.told())-1], "ask 6: asked anew"; got != want {
			t.Errorf("last post = %q, want %q", got, want)
		}
	})
}

func TestTheRateGoesByArrival(t *testing.T) {
	inHouse(t, Options{Pace: -1, User: Rate{Burst: 1, Every: time.Minute}}, func(h *house) {
		for i := range 5 {
			h.accept(ask(fmt.Sprint(i), "a"), Accepted)
			h.wait(time.Minute)
		}
		h.run()
		if len(h.slack.told()) != 5 {
			t.Errorf("%d posts, want 5: a backlog is no haste", len(h.slack.told()))
		}
	})
}

func TestTurns(t *testing.T) {
	inHouse(t, Options{Turns: 3, Pace: -1}, func(h *house) {
		h.run()
		for i := range 5 {
			h.accept(by(fmt.Sprint("U", i%2), ask(fmt.Sprint(i), "a")), Accepted)
		}
		h.accept(threaded("other", ask("5", "b")), Accepted)
		h.wait(24 * time.Hour)
		h.accept(ask("6", "c"), Accepted)
		synctest.Wait()
		h.slack.want(t, "ask 0: a", "ask 1: a < a", "ask 2: a < a < a", "ask 5: b", "ask 6: c")
	})
}

func TestLimiterForgets(t *testing.T) {
	l := newLimiter(Rate{Burst: 1, Every: time.Second}, Rate{Burst: -1})
	at := time.Now()
	for i := range 3 * crowd {
		at = at.Add(time.Millisecond)
		l.allow(Message{User: fmt.Sprint(i)}, at)
	}
	if n := len(l.buckets); n > crowd+1 {
		t.Errorf("%d buckets, want at most %d", n, crowd+1)
	}
}

func TestFullInbox(t *testing.T) {
	inHouse(t, Options{Inbox: 2}, func(h *house) {
		h.accept(ask("1", "a"), Accepted)
		h.accept(ask("2", "a"), Accepted)
		if _, err := h.Accept(context.Background(), ask("3", "a")); !errors.Is(err, ErrFull) {
			t.Errorf("error = %v, want ErrFull", err)
		}
		h.run()
		h.wait(time.Minute)
		h.accept(ask("3", "a"), Accepted)
	})
}

// While a disk hangs, what waits for it is bounded, whatever the size of the inbox.
func TestTooMuchAtOnce(t *testing.T) {
	inHouse(t, Options{Inbox: -1}, func(h *house) {
		h.arriving.Add(MaxArriving)
		if _, err := h.Accept(context.Background(), ask("1", "a")); !errors.Is(err, ErrFull) {
			t.Errorf("error = %v, want ErrFull", err)
		}
		h.arriving.Add(-1)
		h.accept(ask("1", "a"), Accepted)
		if n := h.arriving.Load(); n != MaxArriving-1 {
			t.Errorf("%d are arriving, want %d", n, MaxArriving-1)
		}
	})
}

func TestStop(t *testing.T) {
	inHouse(t, Options{Pace: -1}, func(h *house) {
		h.slack.before = func(ctx context.Context, p Post) {
			switch p.Message.Channel {
			case "quick":
				time.Sleep(5 * time.Second)
			case "slow":
				<-ctx.Done()
			}
		}
		h.slack.reply = func(_ int, p Post) (string, error) {
			if p.Message.Channel == "slow" {
				return "", context.Canceled
			}
			return "h", nil
		}
		h.run()
		h.accept(in("quick", ask("1", "a")), Accepted)
		h.accept(in("quick", ask("2", "b")), Accepted)
		h.accept(in("slow", ask("3", "c")), Accepted)
		synctest.Wait()
		began := time.Now()
		h.stop()
		if d := time.Since(began); d > 10*time.Second {
			t.Errorf("stopping took %s", d)
		}
		h.slack.want(t, "ask 1: a", "ask 3: c")
		h.accept(ask("4", "while it is away"), Accepted)
		if n := h.ledger.Len(); n != 3 {
			t.Errorf("%d left, want 3", n)
		}
		h.desk(Options{Pace: -1})
		h.run()
		got := slices.Sorted(slices.Values(h.slack.told()))
		if want := []string{"ask 2: a < b", "ask 3: c #2 ?", "ask 4: while it is away"}; !slices.Equal(got, want) {
			t.Errorf("after the restart %q, want %q", got, want)
		}
		if err := h.Run(context.Background(), nil); err == nil {
			t.Error("a second Run works")
		}
	})
}

func TestASenderThatDoesNotStop(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		free := make(chan bool)
		h.slack.before = func(context.Context, Post) { <-free }
		h.run()
		h.accept(ask("1", "a"), Accepted)
		synctest.Wait()
		began := time.Now()
		h.end()
		if err := <-h.done; err == nil || time.Since(began) > 10*time.Second {
			t.Errorf("Run = %v after %s, want an error within 10 s", err, time.Since(began))
		}
		h.end = nil
		close(free)
		synctest.Wait()
	})
}

// TestTakesUp plays a crash in each state.
func TestTakesUp(t *testing.T) {
	for _, tt := range []struct {
		state ledger.State
		doubt bool
		want  []string
	}{
		{ledger.Accepted, false, []string{"ask 1: a", "ask 2: a < b"}},
		{ledger.Posting, false, []string{"ask 1: a #2 ?", "ask 2: a < b"}},
		{ledger.Answered, false, []string{"ask 1: a #2", "ask 2: a < b"}},
		{ledger.Answered, true, []string{"ask 1: a #2 ?", "ask 2: a < b"}},
		{ledger.Posted, false, []string{"ask 2: a < b"}},
		{ledger.Failed, false, []string{"ask 2: a < b"}},
		{ledger.Withdrawn, false, []string{"ask 2: b"}},
	} {
		t.Run(fmt.Sprint(tt.state, tt.doubt), func(t *testing.T) {
			inHouse(t, Options{}, func(h *house) {
				h.accept(ask("1", "a"), Accepted)
				h.accept(ask("2", "b"), Accepted)
				e, _, _ := h.ledger.Find("slack/1")
				e.State, e.Doubt = tt.state, tt.doubt
				if tt.state != ledger.Accepted {
					e.Attempts = 1
				}
				if err := h.ledger.Save(context.Background(), e); err != nil {
					t.Fatal(err)
				}
				h.desk(Options{})
				h.run()
				h.wait(time.Minute)
				h.slack.want(t, tt.want...)
			})
		})
	}
}

func TestAQuestionThatKillsIsGivenUp(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.accept(ask("1", "a"), Accepted)
		for range 5 {
			e, _, _ := h.ledger.Find("slack/1")
			e.State, e.Failures = ledger.Posting, e.Failures+1
			if err := h.ledger.Save(context.Background(), e); err != nil {
				t.Fatal(err)
			}
		}
		h.desk(Options{Attempts: 5})
		h.run()
		h.slack.want(t)
		if e, _, _ := h.ledger.Find("slack/1"); e.State != ledger.Failed {
			t.Errorf("state = %s, want failed", e.State)
		}
	})
}

func TestAPlatformThatIsNotConnected(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		m := ask("1", "a")
		m.Platform = "teams"
		h.accept(m, Accepted)
		h.run()
		h.wait(time.Hour)
		if d := h.Depths()["teams"]; d.Inbox != 1 || !strings.Contains(h.log.String(), "platform=teams") {
			t.Errorf("depth = %+v, log = %s", d, &h.log)
		}
	})
}

func TestLongAndBrokenTexts(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.run()
		h.accept(ask("1", strings.Repeat("世", MaxText)), Accepted)
		h.accept(ask("2", "a\xff\x00b"), Accepted)
		h.wait(time.Minute)
		if n := len(h.slack.posts[0].Message.Text); n > MaxText || n < MaxText-3 {
			t.Errorf("%d bytes kept", n)
		}
		if got := h.slack.posts[1].Message.Text; got != "a\ufffd\x00b" {
			t.Errorf("text = %q", got)
		}
	})
}

func TestFeedback(t *testing.T) {
	inHouse(t, Options{}, func(h *house) {
		h.run()
		h.accept(ask("1", "share?"), Accepted)
		synctest.Wait()
		for _, f := range []Feedback{
			{ID: "c1", Platform: "slack", Key: "1", User: "U1", Verdict: Bad},
			{ID: "c1", Platform: "slack", Key: "1", User: "U1", Verdict: Bad},
			{ID: "c2", Platform: "slack", Key: "1", User: "U1", Verdict: Bad, Reason: "stale"},
			{Platform: "slack", Key: "none", Verdict: Good},
		} {
			if err := h.Feedback(context.Background(), f); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		if err := h.ledger.Feedback(0, func(_ uint64, r json.RawMessage) bool {
			var f Feedback
			if err := json.Unmarshal(r, &f); err != nil || f.At.IsZero() {
				t.Errorf("%s: %v", r, err)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s %s", f.Verdict, f.Question, f.Intent, f.Status, f.Reason))
			return true
		}); err != nil {
			t.Fatal(err)
		}
		if want := []string{"bad share? echo answered ", "bad share? echo answered stale", "good    "}; !slices.Equal(got, want) {
			t.Errorf("feedback = %q, want %q", got, want)
		}
	})
}
