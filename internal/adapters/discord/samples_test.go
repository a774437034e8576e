package discord

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

// A sample is one file, taken for what it holds.
type sample struct {
	name, event string // event: empty if it is no delivery
	body        payload.Value
}

func samples(t testing.TB) []sample {
	t.Helper()
	var out []sample
	for _, f := range housetest.SharedFiles(t, "samples/discord", 100) { // what Discord really sent, and its documentation
		p, ok := payload.Decode(f.Bytes)
		if !ok {
			t.Fatalf("%s is no JSON", f.Name)
		}
		s := sample{name: f.Name}
		s.event, s.body = delivery(p)
		out = append(out, s)
	}
	return out
}

// delivery tells what a sample is.
func delivery(p payload.Value) (event string, body payload.Value) {
	if name, ok := strings.CutPrefix(p.Text("type"), "GATEWAY_"); ok {
		return name, p.At("data")
	}
	signed, _ := payload.Decode([]byte(p.Text("body")))
	switch {
	case p.Text("op") == "0":
		return p.Text("t"), p.At("d")
	case signed.Has():
		return interacted, signed
	case p.Has("data") && strings.Contains("2345", p.Text("type")):
		return interacted, p
	case p.Has("author"):
		return created, p
	}
	return "", p
}

// The kind of reaction to every sample stands in testdata/samples.txt.
func TestSamples(t *testing.T) {
	r := testReader(t)
	var got strings.Builder
	for _, s := range samples(t) {
		if s.event == "" {
			fmt.Fprintf(&got, "%s: no delivery\n", s.name)
			continue
		}
		for _, re := range r.read(s.event, s.body) {
			fmt.Fprintf(&got, "%s: %s\n", s.name, printed(re))
		}
	}
	housetest.Golden(t, "testdata/samples.txt", got.String(), *update)
}

// bareAdapter is not connected to anything.
func bareAdapter(t testing.TB, count func(what, detail string)) *Adapter {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	a, err := New(Config{Token: config.NewSecret(botToken), PublicKey: publicKey(), APIURL: "http://127.0.0.1:1/", Count: count},
		adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, log), log)
	if err != nil {
		t.Fatal(err)
	}
	a.who.Store(&identity{User: botUser, Application: botUser})
	a.roles.set(botGuild, botRole)
	return a
}

// Mutations of the samples, taken for every kind of delivery, break nothing. Interactions among them are responded to.
func TestPoison(t *testing.T) {
	each := 12
	if testing.Short() {
		each = 5
	}
	var broken []string
	accepted := 0
	a := bareAdapter(t, func(what, detail string) {
		switch what {
		case "panic":
			broken = append(broken, detail)
		case "accepted":
			accepted++
		}
	})
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 0
	for _, s := range samples(t) {
		raw := encoded(t, s.body.V)
		for range each {
			var v any
			if err := json.Unmarshal(raw, &v); err != nil {
				t.Fatal(err)
			}
			spoilt := encoded(t, adaptertest.Spoil(rnd, v))
			p, _ := payload.Decode(spoilt)
			for _, event := range []string{created, updated, deleted, deletedBulk, interacted, "GUILD_CREATE", s.event} {
				before := accepted
				a.roles.learn(event, p, botUser)
				r := a.dispatch(t.Context(), event, p)
				waits := event == interacted && slices.Contains([]string{typeCommand, typeComponent, typeAutocomplete, typeModal}, p.Text("type"))
				if waits && r == nil && accepted == before {
					t.Fatalf("%s: no response to\n%s", s.name, spoilt)
				}
				n++
			}
			if len(broken) > 0 {
				t.Fatalf("%s: panic at\n%s", s.name, spoilt)
			}
		}
	}
	t.Logf("%d mutations", n)
}
