package discord

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/housetest"
	"marketbot/internal/housetest/crash"
)

const (
	loadRate   = 500 // commands a second, where LOAD_RATE says no other
	loadSpoken = 40  // messages a second: for posts in channels, Discord allows 50 calls a second
	loadDelay  = 20 * time.Millisecond
	loadFirst  = 2500000000000000000 // the id of the first event
)

// BenchmarkLoad lets events arrive at the whole bot as it serves, whether it keeps up or not, from a Discord in the
// benchmark's process that takes 20 ms for every answer: commands by the gateway and by HTTP, and messages. The times
// count from when an event was due: to its acknowledgement, where there is one, and to the end of the call that
// answers it. CPU is told apart for the bot and for the benchmark.
// go test -run - -bench Load -benchtime 10000x ./internal/adapters/discord
func BenchmarkLoad(b *testing.B) {
	bot := crash.Bot(b)
	for _, kind := range []string{"gateway", "http", "messages"} {
		b.Run(kind, func(b *testing.B) {
			m := newMill(b, kind, bot)
			cmd, err := m.start()
			if err != nil {
				b.Fatal(err)
			}
			defer func() { cmd.Process.Kill(); cmd.Wait() }()
			m.Gateway.UntilLive(0)
			m.until("the bot is ready", func() bool { return m.ready() == http.StatusOK })
			m.grind(b, cmd.Process.Pid)
		})
	}
}

// A mill is a victim that is not killed but flooded: its fake keeps nothing.
type mill struct {
	*victim
	spoken  bool
	due     []time.Time
	acks    []time.Duration
	posts   []time.Duration
	missing sync.WaitGroup // posts
}

func newMill(b *testing.B, kind, bot string) *mill {
	m := &mill{victim: newVictim(b, kind, bot, nil, 0), spoken: kind == "messages"}
	m.client.Transport.(*http.Transport).MaxIdleConnsPerHost = 1000
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v10/interactions/{id}/{token}/callback", func(w http.ResponseWriter, r *http.Request) { m.took(w, r, r.PathValue("id")) })
	mux.HandleFunc("POST /api/v10/channels/{id}/messages", func(w http.ResponseWriter, r *http.Request) { m.took(w, r, r.PathValue("id")) })
	mux.Handle("/", m.Handler())
	srv := httptest.NewServer(mux)
	b.Cleanup(srv.Close)
	for i, v := range m.env {
		v = strings.Replace(v, m.URL, srv.URL+"/api/v10/", 1)
		m.env[i] = strings.Replace(v, "LOG_LEVEL=warn", "LOG_LEVEL=info", 1) // as it is by default: a line for each question
	}
	return m
}

// took is a call that answers, the bare minimum of it, for its cost is on the same cores. The id is that of the
// interaction, or of the channel, which each event has of its own.
func (m *mill) took(w http.ResponseWriter, r *http.Request, id string) {
	io.Copy(io.Discard, r.Body) // what is wrong with it shows in other tests
	time.Sleep(loadDelay)
	w.Header().Set("Content-Type", "application/json")
	if m.spoken {
		fmt.Fprintf(w, `{"id":"1","channel_id":%q}`, id)
	} else {
		fmt.Fprintf(w, `{"interaction":{"id":%q,"type":2},"resource":{"type":4,"message":{"id":"1","channel_id":"1"}}}`, id)
	}
	if i, err := strconv.Atoi(id); err == nil && i >= loadFirst && i-loadFirst < len(m.posts) && m.posts[i-loadFirst] == 0 {
		m.posts[i-loadFirst] = time.Since(m.due[i-loadFirst])
		m.missing.Done()
	}
}

// throw delivers the event with a number.
func (m *mill) throw(b *testing.B, i int) {
	id, at := fmt.Sprint(loadFirst+i), time.Now()
	body := []byte(fmt.Sprintf(`{"id":%q,"token":"t%d","application_id":%q,"type":2,"version":1,"channel_id":%q,"channel":{"id":%q,"type":0},"guild_id":%q,"context":0,"locale":"en-US",`+
		`"member":{"user":{"id":"26%d","username":"ann"}},"authorizing_integration_owners":{"0":%q},"data":{"id":"1","type":1,"name":"share","options":[{"type":3,"name":"company","value":"apple"}]}}`,
		id, i, discordtest.ApplicationID, discordtest.ChannelID, discordtest.ChannelID, discordtest.GuildID, i, discordtest.GuildID))
	switch {
	case m.spoken:
		m.Gateway.DispatchTo(0, created, map[string]any{"id": id, "channel_id": id, "guild_id": discordtest.GuildID, "type": 0, "content": "<@" + discordtest.BotID + "> " + share,
			"timestamp": at, "author": map[string]any{"id": discordtest.PersonID, "username": "ann"}})
	case m.address == "":
		m.Gateway.DispatchTo(0, interacted, json.RawMessage(body))
	default:
		if status, _, err := m.request(body); err != nil || status != http.StatusAccepted {
			b.Errorf("event %d: %d, %v", i, status, err)
			m.missing.Done()
		}
	}
	m.acks[i] = time.Since(m.due[i])
}

// grind delivers b.N events and reports.
func (m *mill) grind(b *testing.B, pid int) {
	m.due, m.acks, m.posts = make([]time.Time, b.N), make([]time.Duration, b.N), make([]time.Duration, b.N)
	m.missing.Add(b.N)
	rate := housetest.LoadRate(b, loadRate)
	if m.spoken {
		rate = min(rate, loadSpoken)
	}
	b.ResetTimer()
	meter, began := housetest.StartMeter(b, pid), time.Now()
	var deliveries sync.WaitGroup
	for i := range b.N {
		m.due[i] = began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(m.due[i]))
		deliveries.Go(func() { m.throw(b, i) })
	}
	deliveries.Wait()
	m.missing.Wait()
	b.ReportMetric(float64(b.N)/time.Since(began).Seconds(), "events/s")
	b.StopTimer()
	b.Logf("at the end: %s", housetest.MemoryOf(b, pid))
	meter.Report(b)
	housetest.ReportTimes(b, "post", m.posts)
	if m.address != "" {
		housetest.ReportTimes(b, "ack", m.acks)
	}
}
