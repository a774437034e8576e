package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/payload"
)

// The bounds of interactions by HTTP.
const (
	maxBody      = 1 << 20 // bytes of an interaction; a message with all its embeds has less than a quarter of that
	maxInFlight  = 512     // interactions at once
	signedWithin = 5 * time.Minute
)

// Handler receives the interactions that Discord sends by HTTP where the app has an Interactions Endpoint URL. Discord
// tries it with bad signatures too, and takes the URL away if those are not refused with 401:
// https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint
func (a *Adapter) Handler() http.Handler {
	return link.Posted(maxBody, maxInFlight, func(why string) { a.count("refused", why) }, a.receive)
}

func (a *Adapter) receive(w http.ResponseWriter, r *http.Request, raw []byte) {
	if err := a.verify(r.Header, raw, time.Now()); err != nil {
		a.count("refused", "signature")
		a.log.Warn("discord: a request is not signed by Discord", "err", err)
		http.Error(w, "not signed by Discord", http.StatusUnauthorized)
		return
	}
	p, ok := payload.Decode(raw)
	if !ok || !p.Has() {
		a.count("undecodable", "body")
		http.Error(w, "no interaction", http.StatusBadRequest)
		return
	}
	a.health.Inbound()
	reply(w, a.dispatch(r.Context(), interacted, p))
}

// reply answers a request. Without a response the interaction is answered by a call of ours:
// https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
func reply(w http.ResponseWriter, r *response) {
	if r == nil {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(r) // an error means that Discord has hung up
}

// verify checks the signature of a request, and that it is at most five minutes old:
// https://docs.discord.com/developers/interactions/overview#validating-security-request-headers
func (a *Adapter) verify(h http.Header, body []byte, now time.Time) error {
	stamp := h.Get("X-Signature-Timestamp")
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	switch {
	case len(a.key) != ed25519.PublicKeySize:
		return errors.New("there is no public key (hint: DISCORD_PUBLIC_KEY)")
	case err != nil || len(signature) != ed25519.SignatureSize:
		return errors.New("there is no signature")
	case !ed25519.Verify(a.key, append([]byte(stamp), body...), signature):
		return errors.New("the signature is another's")
	}
	sec, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return errors.New("the time is no number")
	}
	if age := now.Sub(time.Unix(sec, 0)); age > signedWithin || age < -signedWithin {
		return errors.New("it was signed more than five minutes ago, or will be (hint: is the clock right?)")
	}
	return nil
}
