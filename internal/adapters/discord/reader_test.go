package discord

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/setup"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/knowledge"
)

// Who is who in the payloads of these tests: the bot of the samples, its role, and others.
const (
	botUser   = "1457469483726668048"
	botRole   = "1457473602180878604"
	botGuild  = "1457468924290662599"
	somebody  = "1033044521375764530"
	inChannel = "1457510428359004343"
	messageID = "1457536551830421524"
)

func testReader(tb testing.TB) reader {
	b := adaptertest.Book(tb)
	return reader{
		self:     identity{User: botUser, Application: botUser},
		role:     func(guild string) string { return map[string]string{botGuild: botRole}[guild] },
		commands: b.Commands,
		takes:    func(command, option string) (knowledge.Option, bool) { return setup.Takes(b, command, option) },
		compare:  shelf.New(b, adaptertest.Phrases(tb)).Compare,
	}
}

// printed is a reaction on one line.
func printed(re reaction) string {
	switch re.Do {
	case ignore, excuse:
		return string(re.Do) + " (" + re.Why + ")"
	case accept:
		m := re.Message
		s := fmt.Sprintf("%s %s %q key=%s space=%s thread=%s user=%s return=%s", m.Kind, m.Surface, m.Text, m.Key, m.Space, m.Thread, m.User, m.Return)
		if m.Private {
			s += " private"
		}
		if re.Added {
			s += " if-new"
		}
		return s
	case options:
		return fmt.Sprintf("%s %s %q %s but %q", re.Do, re.Kind, re.Typed, re.Language, re.Chosen)
	case prove:
		return fmt.Sprintf("%s %s %q", re.Do, re.Language, re.Claims)
	case rate, complain:
		return fmt.Sprintf("%s %s %s %s %q", re.Do, re.Feedback.Verdict, re.Feedback.Key, re.Language, re.Feedback.Reason)
	}
	return string(re.Do)
}

// short leaves out of a reaction what most rows of a table have in common.
func short(re reaction) string {
	s := printed(re)
	if i := strings.Index(s, " return="); i >= 0 {
		s = s[:i] + s[i+strings.LastIndex(s[i:], "}")+1:]
	}
	for _, common := range []string{" key=" + messageID, " space=" + botGuild, " thread=" + somebody, " user=" + somebody} {
		s = strings.Replace(s, common, "", 1)
	}
	return s
}

// said is a message with further fields, as JSON; a field of null takes one away.
func said(tb testing.TB, more string) payload.Value {
	fields := map[string]any{
		"id": messageID, "channel_id": inChannel, "guild_id": botGuild, "type": 0, "channel_type": 0, "content": "", "mentions": []any{},
		"author": map[string]any{"id": somebody, "username": "someone"},
	}
	var extra map[string]any
	if err := json.Unmarshal([]byte("{"+more+"}"), &extra); err != nil {
		tb.Fatalf("%s: %v", more, err)
	}
	for k, v := range extra {
		if fields[k] = v; v == nil {
			delete(fields, k)
		}
	}
	return decoded(tb, fields)
}

func encoded(tb testing.TB, v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

func decoded(tb testing.TB, v any) payload.Value {
	raw := encoded(tb, v)
	p, ok := payload.Decode(raw)
	if !ok {
		tb.Fatalf("no JSON: %s", raw)
	}
	return p
}

func TestMessages(t *testing.T) {
	const us, nick = "<@" + botUser + ">", "<@!" + botUser + ">"
	reply := func(author, content string) string {
		return `"type":19,"message_reference":{"type":0,"message_id":"1"},"referenced_message":{"id":"1","author":{"id":"` + author + `","bot":true}},"content":"` + content + `"`
	}
	for _, tt := range []struct{ name, more, want string }{
		{"a mention", `"content":"` + us + ` who leads?"`, `ask mention "who leads?"`},
		{"in the old form", `"content":"` + nick + `who leads?"`, `ask mention "who leads?"`},
		{"in the middle", `"content":"hey ` + us + `, who leads?"`, `ask mention "hey , who leads?"`},
		{"twice", `"content":"` + us + us + ` who leads?"`, `ask mention "who leads?"`},
		{"of our role", `"content":"<@&` + botRole + `> who leads?","mention_roles":["` + botRole + `"]`, `ask mention "who leads?"`},
		{"of another role", `"content":"<@&1> who leads?","mention_roles":["1"]`, `ignore (not for us)`},
		{"of our role elsewhere", `"guild_id":"7","content":"<@&` + botRole + `> who leads?"`, `ignore (not for us)`},
		{"of another user", `"content":"<@1> who leads?","mentions":[{"id":"1"}]`, `ignore (not for us)`},
		{"of everyone", `"content":"@everyone who leads?","mention_everyone":true`, `ignore (not for us)`},
		{"alone", `"content":"` + us + `"`, `ask mention "/help"`},
		{"a command behind it", `"content":"` + us + ` /share apple cn"`, `ask mention "/share apple cn"`},
		{"names for others", `"content":"` + us + ` what did <@1> and <@!2> say in <#3>?","mentions":[{"id":"1","global_name":"Ann","username":"ann1"},{"id":"2","username":"ben","member":{"nick":"Ben"}}]`,
			`ask mention "what did Ann and Ben say in ?"`},
		{"emoji, times, commands, links", `"content":"` + us + ` <:up:12> <a:down:13> since <t:1734000000:R> </share apple:5> <id:guide> <https://a.example/x?y=1> <b>"`,
			`ask mention "up down since 2024-12-12 /share apple https://a.example/x?y=1 <b>"`},
		{"a time that is none", `"content":"` + us + ` <t:99999999999999999999> x"`, `ask mention "x"`},
		{"no address", `"content":"who leads?"`, `ignore (not for us)`},
		{"a reply to us", reply(botUser, "and in europe?"), `ask reply "and in europe?"`},
		{"a reply to us that says nothing to us", reply(botUser, ""), `ignore (no text)`},
		{"a reply to another", reply("1", "and in europe?"), `ignore (not for us)`},
		{"a reply to another that mentions us", reply("1", us+" is that so?"), `ask mention "is that so?"`},
		{"a reply that is not fetched, with a ping", `"type":19,"content":"and in europe?","mentions":[{"id":"` + botUser + `"}]`, `ask reply "and in europe?"`},
		{"a reply that is not fetched, without", `"type":19,"content":"and in europe?"`, `ignore (not for us)`},
		{"a reply to what is deleted", `"type":19,"content":"so?","referenced_message":null`, `ignore (not for us)`},
		{"in a thread", `"channel_type":11,"content":"` + us + ` who leads?"`, `ask mention "who leads?" thread=all`},
		{"directly", `"guild_id":null,"channel_type":1,"content":"who leads?"`, `ask direct "who leads?" space=dm thread=all`},
		{"directly, addressed", `"guild_id":null,"content":"` + us + ` who leads?"`, `ask direct "who leads?" space=dm thread=all`},
		{"directly, nothing", `"guild_id":null,"content":""`, `ask direct "/help" space=dm thread=all`},
		{"directly, forwarded", `"guild_id":null,"message_reference":{"type":1},"message_snapshots":[{"message":{"content":"who <@1> leads?"}}]`, `ask direct "who leads?" space=dm thread=all`},
		{"our own", `"content":"` + us + ` x","author":{"id":"` + botUser + `","bot":true}`, `ignore (own message)`},
		{"a bot's", `"content":"` + us + ` x","author":{"id":"1","bot":true}`, `ignore (a bot)`},
		{"a webhook's", `"content":"` + us + ` x","webhook_id":"1"`, `ignore (a webhook)`},
		{"the system's", `"content":"` + us + ` x","author":{"id":"1","system":true}`, `ignore (Discord itself)`},
		{"nobody's", `"content":"` + us + ` x","author":null`, `ignore (nobody)`},
		{"a pin", `"type":6,"content":"` + us + ` x"`, `ignore (message of type 6)`},
		{"a crosspost", `"flags":2,"content":"` + us + ` x"`, `ignore (a crosspost)`},
		{"the answer to a command", `"type":20,"content":"` + us + ` x"`, `ignore (message of type 20)`},
		{"no channel", `"channel_id":null,"content":"` + us + ` x"`, `ignore (no id or channel)`},
	} {
		if got := short(testReader(t).message(said(t, tt.more))); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestAddress(t *testing.T) {
	re := testReader(t).message(said(t, `"content":"<@`+botUser+`> x"`))
	const want = `{"channel":"` + inChannel + `","guild":"` + botGuild + `","message":"` + messageID + `"}`
	if got := string(re.Message.Return); got != want {
		t.Errorf("a message is replied to by %s, want %s", got, want)
	}
	if got := re.Message.At.Format("2006-01-02 15:04:05.000"); got != "2026-01-05 00:49:53.676" {
		t.Errorf("it was said at %s", got)
	}
}

func TestChanges(t *testing.T) {
	const us = "<@" + botUser + ">"
	const soon, late = `"edited_timestamp":"2026-01-05T01:00:00.123000+00:00"`, `"edited_timestamp":"2026-01-07T01:00:00+00:00"`
	for _, tt := range []struct{ name, more, want string }{
		{"its words", soon + `,"content":"` + us + ` who leads?"`, `edit mention "who leads?" if-new`},
		{"without the address, which may have been there", soon + `,"content":"who leads?"`, `edit  "who leads?"`},
		{"of an old message", late + `,"content":"` + us + ` who leads?"`, `edit mention "who leads?"`},
		{"directly", soon + `,"guild_id":null,"content":"who leads?"`, `edit direct "who leads?" space=dm thread=all if-new`},
		{"without type", soon + `,"type":null,"content":"` + us + ` x"`, `edit mention "x" if-new`},
		{"embeds only", `"edited_timestamp":null,"content":"` + us + ` x","embeds":[{}]`, `ignore (changed, but not its words)`},
		{"no time", `"content":"` + us + ` x"`, `ignore (changed, but not its words)`},
		{"words that are withheld", soon, `ignore (changed to no words)`},
		{"by nobody", soon + `,"author":null,"content":"` + us + ` x"`, `ignore (changed by: nobody)`},
		{"by us", soon + `,"author":{"id":"` + botUser + `"},"content":"` + us + ` x"`, `ignore (changed by: own message)`},
		{"a pin", soon + `,"type":6,"content":"` + us + ` x"`, `ignore (changed message of type 6)`},
	} {
		if got := short(testReader(t).changed(said(t, tt.more))); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	re := testReader(t).changed(said(t, soon+`,"content":"x"`))
	if got := re.Message.At.Format("2006-01-02 15:04:05.000"); got != "2026-01-05 01:00:00.123" {
		t.Errorf("it was changed at %s", got)
	}
}

func TestDeletions(t *testing.T) {
	for _, tt := range []struct{ event, body, want string }{
		{deleted, `{"id":"1","channel_id":"2","guild_id":"3"}`, `delete  "" key=1 space=3 thread= user=`},
		{deleted, `{"id":"1","channel_id":"2"}`, `delete  "" key=1 space=dm thread= user=`},
		{deleted, `{"id":"1"}`, `ignore (no id or channel)`},
		{deleted, `{}`, `ignore (no id or channel)`},
		{deletedBulk, `{"ids":["1","4",null],"channel_id":"2","guild_id":"3"}`, `delete  "" key=1 space=3 thread= user=|delete  "" key=4 space=3 thread= user=|ignore (no id or channel)`},
		{deletedBulk, `{"ids":"1"}`, ``},
	} {
		p, _ := payload.Decode([]byte(tt.body))
		var got []string
		for _, re := range testReader(t).read(tt.event, p) {
			got = append(got, short(re))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s %s: got %s, want %s", tt.event, tt.body, got, tt.want)
		}
	}
}

func TestRoles(t *testing.T) {
	var r roles
	for _, tt := range []struct{ event, body, want string }{
		{"GUILD_CREATE", `{"id":"1","roles":[{"id":"1"},{"id":"2","tags":{"bot_id":"8"}},{"id":"3","tags":{"bot_id":"9"}}]}`, "3"},
		{"GUILD_DELETE", `{"id":"1"}`, ""},
		{"GUILD_CREATE", `{"id":"1","roles":null}`, ""},
		{"GUILD_ROLE_CREATE", `{"guild_id":"1","role":{"id":"4","tags":{"bot_id":"8"}}}`, ""},
		{"GUILD_ROLE_CREATE", `{"guild_id":"1","role":{"id":"4","tags":{"bot_id":"9"}}}`, "4"},
		{"GUILD_ROLE_CREATE", `{}`, "4"},
	} {
		p, _ := payload.Decode([]byte(tt.body))
		r.learn(tt.event, p, "9")
		if got := r.of("1"); got != tt.want {
			t.Errorf("after %s %s: got %q, want %q", tt.event, tt.body, got, tt.want)
		}
	}
}
