package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"marketbot/internal/ledger"
)

// Question returns the question of a key as it stands after edits, with the handle of its answer, which is
// empty until that is posted: for buttons under an answer. Questions are remembered for 48 hours.
func (d *Desk) Question(platform, k string) (m Message, handle string, ok bool) {
	e, ok, err := d.ledger.Find(keyOf(platform, k))
	if err != nil || !ok || e.State == ledger.Withdrawn {
		if err != nil {
			d.o.Log.Error("question not read", "platform", platform, "key", k, "error", err)
		}
		return m, "", false
	}
	if err := json.Unmarshal(e.Message, &m); err != nil {
		return m, "", false
	}
	return m, e.Handle, true
}

// Knows reports whether somebody has asked the bot in the thread of m (its Platform, Space, Channel and
// Thread) within 24 hours, and was not turned away: whether a message there without an address is meant for it.
// What others asked privately does not count for m's User.
func (d *Desk) Knows(m Message) bool {
	id := threadOf(m)
	if id == "" {
		return false
	}
	list, err := d.ledger.Thread(id)
	if err != nil {
		d.o.Log.Error("thread not read", "platform", m.Platform, "error", err)
	}
	return len(visible(list, m)) > 0
}

// earlier returns the questions of the thread before a question.
func (d *Desk) earlier(question ledger.Entry, m Message) []string {
	if len(question.Before) == 0 {
		return nil
	}
	list, err := d.ledger.Before(question)
	if err != nil {
		d.o.Log.Error("thread not read", "platform", m.Platform, "error", err)
	}
	return visible(list, m)
}

// visible returns the texts of the questions whose answers m's user can see.
func visible(list []ledger.Entry, m Message) (texts []string) {
	for _, e := range list {
		if e.State == ledger.Withdrawn || e.State == ledger.Limited || e.Note {
			continue
		}
		var q Message
		if json.Unmarshal(e.Message, &q) == nil && (!q.Private || q.User == m.User) {
			texts = append(texts, q.Text)
		}
	}
	return texts
}

// Verdict is what a user thinks of an answer.
type Verdict string

// The verdicts.
const (
	Good Verdict = "good"
	Bad  Verdict = "bad"
)

// Feedback is a user's verdict on an answer. The ledger keeps it as JSON.
type Feedback struct {
	ID       string    `json:"id"` // of the click, the same for every redelivery; empty: never a duplicate
	Platform string    `json:"platform"`
	Key      string    `json:"key"` // of the question
	Space    string    `json:"space"`
	Channel  string    `json:"channel"`
	User     string    `json:"user"`
	Verdict  Verdict   `json:"verdict"`
	Reason   string    `json:"reason"`   // in the user's words; may come in a second Feedback
	Question string    `json:"question"` // its text; empty: filled in, with Intent and Status, while the question is remembered
	Intent   string    `json:"intent"`
	Status   string    `json:"status"`
	At       time.Time `json:"at"` // zero: now
}

// Feedback stores a verdict for the curators. It is durable when Feedback returns.
func (d *Desk) Feedback(ctx context.Context, f Feedback) error {
	if f.At.IsZero() {
		f.At = d.o.Now()
	}
	if e, ok, err := d.ledger.Find(keyOf(f.Platform, f.Key)); ok && err == nil && f.Question == "" {
		var m Message
		if json.Unmarshal(e.Message, &m) == nil {
			f.Question, f.Intent, f.Status = m.Text, e.Intent, e.Status
		}
	}
	data, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("desk: feedback: %w", err)
	}
	click := ""
	if f.ID != "" {
		click = keyOf(f.Platform, f.ID)
	}
	if err := d.ledger.AddFeedback(ctx, click, data); err != nil {
		return fmt.Errorf("desk: feedback: %w", err)
	}
	return nil
}
