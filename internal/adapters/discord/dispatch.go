package discord

import (
	"context"
	"runtime/debug"
	"slices"
	"time"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// The bounds of taking in what came.
const (
	// Of an interaction: the response that it was not taken in must come before the answer is deferred (deferAfter).
	acceptWithin = 1200 * time.Millisecond

	// Of a message. The gateway does not deliver it again: what cannot be stored is tried again, while the others of
	// its channel wait.
	storeWithin = 5 * time.Second
	stores      = 4
	storePause  = 250 * time.Millisecond // after the first failure, then four times as long each time
)

// dispatch carries out what a delivery asks for. It returns what an interaction is to be responded to with; nil where
// the desk's answer will be the response, or nobody waits for one. When ctx ends, nothing is tried again, but what has
// come is taken in.
func (a *Adapter) dispatch(ctx context.Context, event string, p payload.Value) (r *response) {
	defer func() {
		if v := recover(); v != nil {
			a.count("panic", event)
			a.log.Error("discord: a delivery broke its translation", "event", event, "panic", v, "stack", string(debug.Stack()))
			if r = nil; event == interacted {
				r = a.pages.say(language(p.Text("locale")), "note.lost")
			}
		}
	}()
	for _, re := range a.reader().read(event, p) {
		a.count("received", string(re.Do))
		r = a.carryOut(ctx, re)
	}
	return r
}

func (a *Adapter) carryOut(ctx context.Context, re reaction) *response {
	switch re.Do {
	case accept:
		if re.Interaction != "" {
			return a.acceptInteraction(ctx, re)
		}
		a.acceptMessage(ctx, re)
	case pong:
		return &response{Type: respondPong}
	case options:
		return a.completed(re)
	case prove:
		return a.pages.evidence(re.Language, a.pages.Cite(re.Claims))
	case rate, complain:
		return a.rate(ctx, re)
	case excuse:
		a.count("ignored", re.Why)
		return a.pages.say(re.Language, "note.lapsed")
	default:
		a.count("ignored", re.Why)
		a.log.Debug("discord: ignored", "why", re.Why)
	}
	return nil
}

// acceptInteraction hands a question to the desk, whose answer will be the response. The deferral is armed before: once
// the desk has the question, its answer may be on the way.
func (a *Adapter) acceptInteraction(ctx context.Context, re reaction) *response {
	a.turns.begin(re.Interaction, re.Token, re.Message.Private)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), acceptWithin)
	defer cancel()
	outcome, err := a.desk.Accept(ctx, re.Message)
	if err != nil {
		a.turns.settle(re.Interaction)
		a.count("lost", re.Message.Surface)
		a.log.Error("discord: a question was not taken in", "surface", re.Message.Surface, "err", err)
		return a.pages.say(re.Language, "note.lost")
	}
	a.count("accepted", string(outcome))
	return nil
}

// acceptMessage hands a message, its change or its deletion to the desk. Only what the desk knows can change: the
// messages of a busy channel do not reach the ledger. The lane has kept the order, so that a question is known.
func (a *Adapter) acceptMessage(ctx context.Context, re reaction) {
	m := re.Message
	if m.Kind != desk.Ask {
		if _, _, known := a.desk.Question(Platform, m.Key); !known && !re.Added {
			a.count("ignored", "was no question")
			return
		} else if !known {
			m.Kind = desk.Ask
		}
	}
	outcome, err := a.store(ctx, m)
	if err != nil {
		a.count("lost", m.Surface)
		a.log.Error("discord: a message was not taken in", "kind", m.Kind, "surface", m.Surface, "err", err)
		if m.Kind == desk.Ask {
			a.aside.Add("regret", func(ctx context.Context) error { return a.regret(ctx, m) })
		}
		return
	}
	a.count("accepted", string(outcome))
}

// store hands a message to the desk, again where that fails, until ctx ends.
func (a *Adapter) store(ctx context.Context, m desk.Message) (desk.Outcome, error) {
	pause := storePause
	for n := 1; ; n++ {
		outcome, err := a.storeOnce(ctx, m)
		if err == nil || n == stores || !link.Pause(ctx, pause) {
			return outcome, err
		}
		pause *= 4
	}
}

func (a *Adapter) storeOnce(ctx context.Context, m desk.Message) (desk.Outcome, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer cancel()
	return a.desk.Accept(ctx, m)
}

// rate stores a verdict, and asks for the reason of a bad one.
func (a *Adapter) rate(ctx context.Context, re reaction) *response {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), acceptWithin)
	defer cancel()
	if err := a.desk.Feedback(ctx, re.Feedback); err != nil {
		a.count("lost", "feedback")
		a.log.Error("discord: feedback was not stored", "err", err)
		return a.pages.say(re.Language, "note.lost")
	}
	if re.Do == rate && re.Feedback.Verdict == desk.Bad {
		return a.pages.reason(re.Language, re.Feedback.Key)
	}
	return a.pages.say(re.Language, "feedback.thanks")
}

// completed are the choices for what is typed into an option, without those that other options of the command hold.
func (a *Adapter) completed(re reaction) *response {
	list := []choice{}
	for _, c := range a.pages.Completion.Find(re.Kind, re.Typed, re.Language, "", maxChoices+len(re.Chosen)) {
		fits := clip.Count(c.Value) <= maxChoiceValue && c.Value != "" && c.Name != ""
		if fits && !slices.Contains(re.Chosen, c.Value) && len(list) < maxChoices {
			list = append(list, choice{clip.Shorten(c.Name, maxChoiceName), c.Value})
		}
	}
	return &response{respondChoices, choices{list}}
}
