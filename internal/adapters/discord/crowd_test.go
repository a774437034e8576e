package discord

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/desk"
	"marketbot/internal/housetest/crash"
	"marketbot/internal/ledger"
)

// A crowd is the people who ask the victim.
type crowd struct {
	tally *crash.Tally
	over  chan struct{}
	gone  sync.WaitGroup

	// What people say. Held while the gateway or the API is called.
	asking  sync.Mutex
	posting sync.RWMutex // read by requests
	stream  map[place]*inquiry
	lost    []*inquiry // to be said again before anything else is said
	cutOff  int        // questions that died with a process, asked again
	givenUp int        // private commands that were dead at Discord, typed again
	turned  int        // questions that the bot could not take in and said so, asked again

	// What people see. Nothing is called while it is held.
	seeing  sync.Mutex
	awaited map[string]*inquiry // by the id of the message or the interaction
	strays  []discordtest.Message
	sorry   string // the words by which a question is turned away
	late    int    // public commands that were dead at Discord, answered in the channel
}

type place struct{ channel, n int }

// An inquiry is one of the stream, and what came of it.
type inquiry struct {
	place
	channel, user, text, want string
	direct, reply             bool
	command, private          bool

	event map[string]any // as it was said last; nil: not yet
	ids   []string       // of the message, or the interactions: the last is the present one
	token string         // of the present interaction
	said  bool           // it is in the hands of the process, or was
	taken bool           // acknowledged over HTTP

	answers []discordtest.Message
	turned  bool // away: it could not be taken in
}

func newCrowd(sorry string) crowd {
	return crowd{sorry: sorry, tally: crash.NewTally(), over: make(chan struct{}), stream: map[place]*inquiry{}, awaited: map[string]*inquiry{}}
}

// The ids of the crowd: one person for each few questions, since who asks remembers.
const (
	crashGuild  = 2200000000000000000
	crashDirect = 2300000000000000000
	crashPerson = 2400000000000000000
)

// question is one of the stream: of five in a channel the second follows up the first by a reply, so that it needs
// what the bot remembers, the third is said to the bot alone, the last two are commands, a private and a public one.
func (v *victim) question(channel, n int) *inquiry {
	at := place{channel, n}
	if q := v.stream[at]; q != nil {
		return q
	}
	q := &inquiry{place: at, channel: fmt.Sprint(crashGuild + channel), user: fmt.Sprint(crashPerson + 1000*channel + n - n%5), text: share, want: "15%"}
	switch n % 5 {
	case 1:
		q.text, q.want, q.reply = "and vivo?", "17%", true
	case 2:
		q.direct, q.channel = true, fmt.Sprint(crashDirect+channel)
	case 3, 4:
		q.text, q.want, q.command, q.private, q.user = "/rank", "Vivo", true, n%5 == 3, fmt.Sprint(crashPerson+1000*channel+n)
	}
	v.stream[at] = q
	return q
}

// say makes the event of a question. A command is a new one each time.
func (v *victim) say(q *inquiry) {
	var id string
	if q.command {
		id, q.token = v.Interact(discordtest.CommandInteraction, q.channel, q.user, "")
		q.event = map[string]any{"id": id, "token": q.token, "application_id": discordtest.ApplicationID, "type": discordtest.CommandInteraction, "version": 1,
			"channel_id": q.channel, "channel": map[string]any{"id": q.channel, "type": 0}, "guild_id": discordtest.GuildID, "context": 0, "locale": "en-US",
			"member": map[string]any{"user": map[string]any{"id": q.user, "username": "ann"}}, "authorizing_integration_owners": map[string]any{"0": discordtest.GuildID},
			"data": map[string]any{"id": "1", "type": 1, "name": "rank", "options": []any{map[string]any{"type": 5, "name": "public", "value": !q.private}}}}
	} else {
		text := q.text
		if !q.direct && !q.reply {
			text = "<@" + discordtest.BotID + "> " + text
		}
		id = v.Say(q.channel, q.user, text)
		q.event = v.Shown(id)
		q.event["channel_type"] = 1
		if !q.direct {
			q.event["guild_id"], q.event["channel_type"] = discordtest.GuildID, 0
		}
		if q.reply {
			q.event["type"], q.event["referenced_message"] = 19, map[string]any{"id": "1100000000000000014", "author": map[string]any{"id": discordtest.BotID, "bot": true}}
		}
	}
	v.seeing.Lock()
	defer v.seeing.Unlock()
	q.ids = append(q.ids, id)
	v.awaited[id] = q
	q.said, q.taken = false, false
}

// deliver hands a question to the process.
func (v *victim) deliver(channel, n int) bool {
	v.asking.Lock()
	q := v.question(channel, n)
	if len(v.lost) > 0 { // first things first
		v.asking.Unlock()
		return false
	}
	ok, post := v.hand(q)
	v.asking.Unlock()
	if post != nil {
		return post()
	}
	return ok
}

// hand says a question, again where it was said before, and reports whether it is said. What goes by HTTP is still
// to be posted.
func (v *victim) hand(q *inquiry) (ok bool, post func() bool) {
	if !v.live() {
		return false, nil
	}
	if q.event == nil {
		v.say(q)
	}
	q.said = true
	switch {
	case !q.command:
		v.Gateway.DispatchTo(0, created, q.event)
		return true, nil
	case v.address == "":
		v.Gateway.DispatchTo(0, interacted, q.event)
		return true, nil
	}
	body, token := encoded(v.t, q.event), q.token
	v.posting.RLock()
	return false, func() bool { return v.posted(q, token, body) }
}

// posted delivers a command by HTTP and reports whether it was taken.
func (v *victim) posted(q *inquiry, token string, body []byte) bool {
	status, answer, err := v.request(body)
	v.posting.RUnlock()
	v.asking.Lock()
	defer v.asking.Unlock()
	switch {
	case err != nil || q.token != token: // the ledger knows; or it was typed again meanwhile
		return false
	case status == http.StatusOK && v.Callback(token).V == nil: // it could not be taken in, which is said
		v.Inline(token, answer)
	case status == http.StatusAccepted:
		q.taken = true
	}
	return q.taken
}

// request delivers an interaction by HTTP.
func (v *victim) request(body []byte) (status int, answer []byte, err error) {
	in := signed(body)
	out, err := http.NewRequest(http.MethodPost, v.address, in.Body)
	if err != nil {
		return 0, nil, err
	}
	out.Header = in.Header
	res, err := v.client.Do(out)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err = io.ReadAll(res.Body)
	return res.StatusCode, bytes.TrimSpace(answer), err
}

func (v *victim) answered(q *inquiry) bool {
	v.seeing.Lock()
	defer v.seeing.Unlock()
	return len(q.answers) > 0
}

// settle looks, when a process is dead, what of the questions has outlived it. Some time passes for half of the
// commands, too much of it.
func (v *victim) settle() {
	v.REST.Settle()
	v.Gateway.Until("the process is gone", func(s discordtest.State) bool { return !s.Sessions[0].Live })
	v.asking.Lock()
	defer v.asking.Unlock()
	v.posting.Lock() // what comes late must not reach the next process
	defer v.posting.Unlock()
	l, err := ledger.Open("file:"+v.dir+"/bot.db", nil)
	if err != nil {
		v.t.Fatal(err)
	}
	defer l.Close()
	d := desk.New(nil, l, desk.Options{})
	for _, q := range v.stream {
		if !q.said || q.event == nil || v.answered(q) {
			continue
		}
		key := q.ids[len(q.ids)-1]
		if q.command {
			key = interaction{id: key}.key()
		}
		_, _, known := d.Question(Platform, key)
		switch {
		case known && q.command:
			if v.Callback(q.token).V == nil && rand.N(2) == 0 {
				v.Age(q.token, respondWithin)
			}
		case known:
		case q.taken:
			v.t.Errorf("question %d of channel %d (%s): acknowledged and lost", q.n, q.place.channel, q.text)
		default:
			v.cutOff++
			v.again(q)
		}
	}
	slices.SortFunc(v.lost, func(a, b *inquiry) int { return a.n - b.n })
}

// again has a question asked again that nobody will answer.
func (v *victim) again(q *inquiry) {
	if !slices.Contains(v.lost, q) {
		v.lost = append(v.lost, q)
	}
	if q.command {
		q.event = nil
	}
}

// turnedAway reports, once, that a question could not be taken in.
func (v *victim) turnedAway(q *inquiry) (was bool) {
	v.seeing.Lock()
	defer v.seeing.Unlock()
	was, q.turned = q.turned, false
	return was
}

// mind asks again, as people do who get no answer, until the crowd disperses.
func (v *victim) mind() {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-v.over:
			return
		case <-tick.C:
		}
		v.asking.Lock()
		for _, q := range v.stream {
			switch {
			case v.turnedAway(q):
				v.turned++
				v.again(q)
			case q.private && q.said && q.event != nil && !v.answered(q) && v.Lapsed(q.token):
				v.givenUp++
				v.again(q)
			}
		}
		list := slices.Clone(v.lost)
		v.asking.Unlock()
		for _, q := range list {
			if !v.retry(q) {
				break
			}
		}
	}
}

// retry says a question again.
func (v *victim) retry(q *inquiry) bool {
	v.asking.Lock()
	defer v.asking.Unlock()
	ok, post := v.hand(q)
	if post != nil {
		v.asking.Unlock()
		ok = post()
		v.asking.Lock()
	}
	if ok {
		v.lost = slices.DeleteFunc(v.lost, func(o *inquiry) bool { return o == q })
	}
	return ok
}

func (v *victim) disperse() {
	close(v.over)
	v.gone.Wait()
}

// heard notes an answer. One that is neither a reply nor a response names the command that it answers in its buttons.
func (v *victim) heard(m discordtest.Message) {
	v.seeing.Lock()
	defer v.seeing.Unlock()
	q := v.awaited[cmp.Or(m.Interaction, m.Reference, rated(m))]
	if q == nil {
		v.strays = append(v.strays, m)
		return
	}
	if strings.Contains(m.Text(), v.sorry) {
		q.turned = true
		return
	}
	q.answers = append(q.answers, m)
	if q.command && m.Interaction == "" {
		v.late++
	}
	v.tally.Post(fmt.Sprint(q.place))
}

// rated is the interaction that the buttons of a message rate the answer to.
func rated(m discordtest.Message) string {
	for _, row := range m.Body.List("components") {
		for _, p := range row.List("components") {
			if _, id, ok := strings.Cut(p.Text("custom_id"), ":"+interaction{}.key()); ok {
				return id
			}
		}
	}
	return ""
}
