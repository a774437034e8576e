package discord

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"marketbot/internal/adapters/payload"
)

// interactionOf is an interaction of a type with data and further fields, as JSON.
func interactionOf(tb testing.TB, kind, data, more string) payload.Value {
	fields := map[string]any{
		"id": messageID, "token": "very-secret-interaction", "application_id": botUser, "type": json.Number(kind), "version": 1, "channel_id": inChannel, "guild_id": botGuild,
		"channel": map[string]any{"id": inChannel, "type": 0}, "context": 0, "locale": "en-US", "member": map[string]any{"user": map[string]any{"id": somebody}},
		"authorizing_integration_owners": map[string]any{"0": botGuild},
	}
	var extra map[string]any
	if err := json.Unmarshal([]byte("{"+more+"}"), &extra); err != nil {
		tb.Fatalf("%s: %v", more, err)
	}
	maps.Copy(fields, extra)
	fields["data"] = json.RawMessage(data)
	return decoded(tb, fields)
}

// shortly is a reaction without what every interaction of these tests has in common.
func shortly(re reaction) string {
	return strings.Replace(short(re), " key=interaction:"+messageID, "", 1)
}

func TestTypedCommands(t *testing.T) {
	option := func(name, value string) string {
		return fmt.Sprintf(`{"type":3,"name":%q,"value":%q}`, name, value)
	}
	for _, tt := range []struct{ name, options, more, want string }{
		{"share", option("company", "Apple") + "," + option("place", "China"), ``, `ask command "/share Apple China" private`},
		{"share", option("place", "China") + "," + option("company2", "Vivo") + "," + option("company", "Apple"), ``, `ask command "/share Vivo Apple China" private`},
		{"share", option("company", "Apple") + `,{"type":5,"name":"public","value":true}`, ``, `ask command "/share Apple"`},
		{"share", option("company", "Apple") + `,{"type":5,"name":"public","value":false}`, ``, `ask command "/share Apple" private`},
		{"share", ``, ``, `ask command "/share" private`},
		{"share", option("company", "<@1> @everyone") + "," + option("unknown", "x"), ``, `ask command "/share @everyone" private`},
		{"compare", option("b", "Vivo") + "," + option("a", "Apple"), ``, `ask command "/compare Apple Vivo" private`},
		{"ask", option("question", "  who leads?  "), ``, `ask command "who leads?" private`},
		{"ask", option("question", "/help"), ``, `ask command "/help" private`},
		{"help", ``, ``, `ask command "/help" private`},
		{"rank", ``, `"context":1,"guild_id":null,"member":null,"user":{"id":"` + somebody + `"}`, `ask command "/rank" space=dm thread=all`},
		{"rank", ``, `"context":2,"guild_id":null,"member":null,"user":{"id":"` + somebody + `"}`, `ask command "/rank" space=dm private`},
		{"rank", ``, `"channel":{"type":12}`, `ask command "/rank" thread=all private`},
		{"Rank", ``, ``, `excuse (an unknown command)`},
		{"cardsearch", option("cardname", "x"), ``, `excuse (an unknown command)`},
		{"rank", ``, `"member":null`, `excuse (no id, user or channel)`},
		{"rank", ``, `"channel_id":null,"channel":null`, `excuse (no id, user or channel)`},
	} {
		p := interactionOf(t, typeCommand, `{"id":"1","name":"`+tt.name+`","type":1,"options":[`+tt.options+`]}`, tt.more)
		if got := shortly(testReader(t).interaction(p)); got != tt.want {
			t.Errorf("/%s %s %s: got %s, want %s", tt.name, tt.options, tt.more, got, tt.want)
		}
	}
}

// Where the server's default is public, the option still wins.
func TestPublicByDefault(t *testing.T) {
	r := testReader(t)
	r.public = true
	for options, want := range map[string]bool{``: false, `{"type":5,"name":"public","value":false}`: true, `{"type":5,"name":"public","value":true}`: false} {
		re := r.interaction(interactionOf(t, typeCommand, `{"name":"rank","type":1,"options":[`+options+`]}`, ``))
		if re.Message.Private != want {
			t.Errorf("%s: private is %t, want %t", options, re.Message.Private, want)
		}
	}
}

func TestMessageCommand(t *testing.T) {
	for _, tt := range []struct{ message, want string }{
		{`{"content":"who leads, <@1>?","mentions":[{"id":"1","username":"ann"}]}`, `ask message "who leads, ann ?" private`},
		{`{"content":"<@` + botUser + `> who leads?"}`, `ask message "who leads?" private`},
		{`{"content":"","embeds":[{"type":"x"},{"description":"who leads?"}]}`, `ask message "who leads?" private`},
		{`{"content":"","message_snapshots":[{"message":{"content":"who leads?"}}]}`, `ask message "who leads?" private`},
		{`{"content":"","attachments":[{}]}`, `excuse (a message without words)`},
		{`null`, `excuse (a message without words)`},
	} {
		p := interactionOf(t, typeCommand, `{"type":3,"name":"Answer this","target_id":"5","resolved":{"messages":{"5":`+tt.message+`}}}`, ``)
		if got := shortly(testReader(t).interaction(p)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.message, got, tt.want)
		}
	}
	p := interactionOf(t, typeCommand, `{"type":2,"name":"user","target_id":"5"}`, ``)
	if got := shortly(testReader(t).interaction(p)); got != `excuse (an unknown command)` {
		t.Errorf("a user's menu: got %s", got)
	}
}

func TestPresses(t *testing.T) {
	const private = `"message":{"id":"1","flags":64}`
	for _, tt := range []struct{ data, more, want string }{
		{`"custom_id":"ask:who leads: vivo?"`, ``, `ask button "who leads: vivo?"`},
		{`"custom_id":"ask:who leads?"`, private, `ask button "who leads?" private`},
		{`"custom_id":"chart:the ranking in China"`, `"message":{"flags":"64"}`, `ask button "the ranking in China" private`},
		{`"custom_id":"share:/share apple cn"`, private, `ask button "/share apple cn"`},
		{`"custom_id":"compare:en:apple","values":["huawei"]`, ``, `ask button "Apple vs Huawei?"`},
		{`"custom_id":"compare:en:apple","values":["nobody"]`, ``, `excuse (a component without a question)`},
		{`"custom_id":"compare:en:apple"`, ``, `excuse (a component without a question)`},
		{`"custom_id":"evidence:zh:a/1 b/2"`, ``, `prove zh ["a/1" "b/2"]`},
		{`"custom_id":"good:en:interaction:7"`, ``, `rate good interaction:7 en ""`},
		{`"custom_id":"bad:zh:7"`, ``, `rate bad 7 zh ""`},
		{`"custom_id":"bad:zh"`, ``, `excuse (a rating of nothing)`},
		{`"custom_id":"ask:"`, ``, `excuse (a component without a question)`},
		{`"custom_id":"hello"`, ``, `excuse (an unknown component)`},
		{`"custom_id":7`, ``, `excuse (an unknown component)`},
		{``, ``, `excuse (an unknown component)`},
	} {
		p := interactionOf(t, typeComponent, `{`+tt.data+`}`, tt.more)
		if got := shortly(testReader(t).interaction(p)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.data, got, tt.want)
		}
	}
}

// Where the bot is no member, only the token leads.
func TestOutside(t *testing.T) {
	for more, want := range map[string]bool{
		`"authorizing_integration_owners":{"0":"` + botGuild + `"}`:                                                  false,
		`"authorizing_integration_owners":{"0":"` + botGuild + `","1":"` + somebody + `"}`:                           false,
		`"authorizing_integration_owners":{"1":"` + somebody + `"}`:                                                  true,
		`"authorizing_integration_owners":null`:                                                                      false,
		`"context":2,"guild_id":null,"authorizing_integration_owners":{"1":"` + somebody + `"}`:                      true,
		`"context":1,"guild_id":null,"authorizing_integration_owners":{"0":"0","1":"` + somebody + `"}`:              false,
		`"context":1,"guild_id":null,"channel":{"type":1},"authorizing_integration_owners":{"1":"` + somebody + `"}`: false,
	} {
		re := testReader(t).interaction(interactionOf(t, typeCommand, `{"name":"rank","type":1}`, more))
		var to address
		if err := json.Unmarshal(re.Message.Return, &to); err != nil {
			t.Fatal(err)
		}
		if to.Outside != want || to.Token == "" || to.Interaction != messageID || to.Application != botUser {
			t.Errorf("%s: outside is %t, want %t; %s", more, to.Outside, want, re.Message.Return)
		}
	}
}

func TestModals(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{`"custom_id":"reason:en:7","components":[{"type":18,"component":{"type":4,"custom_id":"reason","value":" It was 16%. "}}]`, `complain bad 7 en "It was 16%."`},
		{`"custom_id":"reason:en:7","components":[{"type":1,"components":[{"type":4,"custom_id":"reason","value":"It was 16%."}]}]`, `complain bad 7 en "It was 16%."`},
		{`"custom_id":"reason:en:7","components":[{"type":10},{"type":99,"component":[{}]},{"type":18,"component":{"custom_id":"other","value":"x"}}]`, `complain bad 7 en ""`},
		{`"custom_id":"reason:en:7"`, `complain bad 7 en ""`},
		{`"custom_id":"reason:en"`, `excuse (a rating of nothing)`},
		{`"custom_id":"bug_modal"`, `excuse (an unknown modal)`},
	} {
		if got := shortly(testReader(t).interaction(interactionOf(t, typeModal, `{`+tt.data+`}`, ``))); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.data, got, tt.want)
		}
	}
}

func TestTyping(t *testing.T) {
	for _, tt := range []struct{ command, options, more, want string }{
		{"share", `{"name":"company","value":"app","focused":true}`, ``, `options company "app" en but []`},
		{"share", `{"name":"company","value":"Apple"},{"name":"company3","value":"vi","focused":true},{"name":"place","value":"China"}`, `"locale":"zh-TW"`, `options company "vi" zh but ["Apple" "China"]`},
		{"quote", `{"name":"person","value":"","focused":true}`, `"locale":"de"`, `options person "" en but []`},
		{"airhorn", `{"name":"variant","value":"x","focused":true}`, ``, `options  "" en but []`},
		{"share", ``, ``, `options  "" en but []`},
	} {
		p := interactionOf(t, typeAutocomplete, `{"name":"`+tt.command+`","type":1,"options":[`+tt.options+`]}`, tt.more)
		if got := shortly(testReader(t).interaction(p)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.options, got, tt.want)
		}
	}
}

func TestCustomIDsFit(t *testing.T) {
	if got := custom(idAsk, strings.Repeat("x", 96)); len(got) != 100 {
		t.Errorf("got %q, want 100 characters", got)
	}
	for _, text := range []string{strings.Repeat("x", 97), strings.Repeat("𝕏", 49)} {
		if got := custom(idAsk, text); got != "" {
			t.Errorf("got %q, want none", got)
		}
	}
	if got := customRoom(idEvidence, "en"); got != 88 {
		t.Errorf("evidence has room for %d, want 88", got)
	}
}
