package slack

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"marketbot/internal/housetest"
	"marketbot/internal/housetest/crash"
)

const (
	loadRate     = 2000 // events a second, where LOAD_RATE says no other
	loadChannels = 4000 // the bot posts once a second in each
	loadDelay    = 20 * time.Millisecond
	loadSample   = 10 * time.Second // between two looks at the memory
	loadAgain    = time.Second      // before an event that was not acknowledged is delivered again
)

// BenchmarkLoad lets 2,000 events a second arrive at the whole bot as it serves, whether it keeps up or not, from a Slack in the
// benchmark's process that takes 20 ms for every answer. The times count from when an event was due: to its
// acknowledgement, and to the end of the call that posts its answer. CPU is told apart for the bot and for the
// benchmark, which makes both. The bar: go test -run - -bench Load -benchtime 60000x ./internal/adapters/slack.
func BenchmarkLoad(b *testing.B) {
	bot := crash.Bot(b)
	for _, mode := range modes {
		b.Run(mode, func(b *testing.B) {
			m := newMill(b, mode, bot)
			cmd, err := m.start()
			if err != nil {
				b.Fatal(err)
			}
			defer func() { cmd.Process.Kill(); cmd.Wait() }()
			for i := 0; !m.deliver(-1); i++ { // until it is ready
				if i == 1000 {
					b.Fatalf("the bot does not get ready:\n%s", &m.log)
				}
				time.Sleep(10 * time.Millisecond)
			}
			m.grind(b, cmd.Process.Pid)
		})
	}
}

// A mill is a victim that is not killed but flooded: its fake keeps nothing. Both ends of the wire are written out
// here, since the library's server and client cost as much as half of the bot, whose cores they share.
type mill struct {
	*victim
	wires   chan *wire // to the bot in HTTP mode, and idle
	due     []time.Time
	acks    []time.Duration
	posts   []time.Duration
	missing sync.WaitGroup // posts
	failed  atomic.Int64   // deliveries
}

func newMill(b *testing.B, mode, bot string) *mill {
	m := &mill{victim: newVictim(b, mode, bot), wires: make(chan *wire, 4*loadRate)}
	m.mu.Lock()
	m.mood, m.told = nil, nil
	m.mu.Unlock()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	go m.listen(l)
	for i, v := range m.env {
		v = strings.Replace(v, m.srv.URL, "http://"+l.Addr().String(), 1)
		m.env[i] = strings.Replace(v, "LOG_LEVEL=warn", "LOG_LEVEL=info", 1) // as it is by default: a line for each question
	}
	return m
}

func (m *mill) listen(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go m.converse(c)
	}
}

// converse answers the requests of one connection: chat.postMessage itself, anything else as the fake does.
func (m *mill) converse(c net.Conn) {
	defer c.Close()
	for in := bufio.NewReader(c); ; {
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		if r.URL.Path != "/api/chat.postMessage" {
			w := httptest.NewRecorder()
			m.srv.Config.Handler.ServeHTTP(w, r)
			res := w.Result()
			res.ContentLength = int64(w.Body.Len())
			err = res.Write(c)
		} else if raw, e := io.ReadAll(r.Body); e == nil {
			body := m.posted(raw)
			_, err = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		}
		if err != nil {
			return
		}
	}
}

// posted is chat.postMessage: the bare minimum.
func (m *mill) posted(raw []byte) string {
	form := append([]byte("&"), raw...)
	field := func(name string) string {
		_, rest, _ := bytes.Cut(form, []byte("&"+name+"="))
		value, _, _ := bytes.Cut(rest, []byte("&"))
		s, _ := url.QueryUnescape(string(value))
		return s
	}
	thread := field("thread_ts")
	time.Sleep(loadDelay)
	if i, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSuffix(thread, ".000100"), "17")); err == nil && i < len(m.posts) && m.posts[i] == 0 {
		m.posts[i] = time.Since(m.due[i])
		m.missing.Done()
	}
	return fmt.Sprintf(`{"ok":true,"channel":%q,"ts":"1800000000.000100","message":{"type":"message","user":%q,"ts":"1800000000.000100","thread_ts":%q,"text":%s,"blocks":%s}}`,
		fakeChannel, fakeUser, thread, encoded(field("text")), field("blocks"))
}

// A wire is a connection to the bot.
type wire struct {
	net.Conn
	in *bufio.Reader
}

// call sends a request over an idle connection, or a new one, and waits for the status.
func (m *mill) call(r *http.Request) (status int, err error) {
	var w *wire
	select {
	case w = <-m.wires:
	default:
		c, err := net.Dial("tcp", r.URL.Host)
		if err != nil {
			return 0, err
		}
		w = &wire{Conn: c, in: bufio.NewReader(c)}
	}
	defer func() {
		if err != nil {
			w.Close()
		}
	}()
	w.SetDeadline(time.Now().Add(ackWithin))
	var out bytes.Buffer
	if err := r.Write(&out); err != nil {
		return 0, err
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return 0, err
	}
	res, err := http.ReadResponse(w.in, r)
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return 0, err
	}
	m.wires <- w
	return res.StatusCode, nil
}

// deliver delivers the mention with a number.
func (m *mill) deliver(i int) bool {
	ts := fmt.Sprintf("17%08d.000100", i)
	channel := fmt.Sprint("C0LOAD", i%loadChannels)
	if i < 0 {
		ts = "1600000000.000100"
	}
	body := json.RawMessage(fmt.Sprintf(`{"type":"event_callback","team_id":%q,"api_app_id":"A0FAKE","event_id":"Ev%d","event_time":1700000000,`+
		`"event":{"type":"app_mention","user":"U0LOAD%d","ts":%q,"text":"<@%s> %s","channel":%q,"event_ts":%q},`+
		`"authorizations":[{"team_id":%q,"user_id":%q,"is_bot":true}]}`, fakeTeam, i, i%1000, ts, fakeUser, share, channel, ts, fakeTeam, fakeUser))
	if m.address == "" {
		_, ok := m.envelope(events, body, ackWithin)
		return ok
	}
	status, err := m.call(request(m.address, events, body))
	return err == nil && status == http.StatusOK
}

// grind delivers b.N events and reports.
func (m *mill) grind(b *testing.B, pid int) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // the bot's cores are not to be spent here
	m.due, m.acks, m.posts = make([]time.Time, b.N), make([]time.Duration, b.N), make([]time.Duration, b.N)
	m.missing.Add(b.N)
	rate := housetest.LoadRate(b, loadRate)
	b.ResetTimer()
	meter, began := housetest.StartMeter(b, pid), time.Now()
	sample := began
	var deliveries sync.WaitGroup
	for i := range b.N {
		m.due[i] = began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(m.due[i]))
		if now := time.Now(); now.Sub(sample) >= loadSample {
			sample = now
			b.Logf("after %2.0f s: %s", now.Sub(began).Seconds(), housetest.MemoryOf(b, pid))
		}
		deliveries.Go(func() {
			for !m.deliver(i) {
				m.failed.Add(1)
				time.Sleep(loadAgain)
			}
			m.acks[i] = time.Since(m.due[i])
		})
	}
	deliveries.Wait()
	b.ReportMetric(float64(b.N)/time.Since(began).Seconds(), "events/s")
	m.missing.Wait()
	b.StopTimer()
	b.Logf("at the end: %s; %d deliveries failed", housetest.MemoryOf(b, pid), m.failed.Load())
	meter.Report(b)
	housetest.ReportTimes(b, "ack", m.acks)
	housetest.ReportTimes(b, "post", m.posts)
}
