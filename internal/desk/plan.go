package desk

import (
	"bytes"
	"encoding/json"
	"fmt"

	"marketbot/internal/ledger"
)

// plan is what is to be done about an entry.
type plan struct {
	entry    ledger.Entry
	question ledger.Entry   // the entry that is changed; the entry itself if it is a question
	message  Message        // the question as it stands
	kind     Kind           // of the post
	overtake []ledger.Entry // changes that need no post of their own
	drop     ledger.State   // if not empty, nothing is posted: what becomes of the entry
}

// plan looks at an item and at the changes that came after it. Ok is false when there is nothing left of it.
func (d *Desk) plan(it *item, changes []*item) (p plan, ok bool, err error) {
	if p.entry, ok, err = d.entry(it); !ok || err != nil || p.entry.State.Done() {
		return p, false, err
	}
	if p.entry.State == ledger.Posting { // a crash cut an attempt off
		p.entry.Doubt = true
		p.entry.Failures++
	}
	if err := p.read(d.ledger); err != nil {
		return p, false, err
	}
	later, err := d.entries(changes)
	if err != nil {
		return p, false, err
	}
	if p.drop == "" && !p.entry.Doubt && !p.entry.Note {
		if err := p.look(later); err != nil {
			return p, false, err
		}
	}
	if p.drop == "" {
		d.limit(&p)
	}
	return p, true, nil
}

// entry returns the entry of an item. What was just accepted is as it was: only working on it changes it.
func (d *Desk) entry(it *item) (e ledger.Entry, ok bool, err error) {
	if it.fresh != nil {
		e, it.fresh = *it.fresh, nil
		return e, true, nil
	}
	return d.ledger.Entry(it.seq)
}

func (d *Desk) entries(items []*item) (list []ledger.Entry, err error) {
	for _, it := range items {
		e, ok, err := d.ledger.Entry(it.seq)
		if err != nil {
			return nil, err
		}
		if ok && !e.State.Done() {
			list = append(list, e)
		}
	}
	return list, nil
}

// read decodes the entry's message and sees what it changes.
func (p *plan) read(l *ledger.Ledger) error {
	var m Message
	if err := json.Unmarshal(p.entry.Message, &m); err != nil {
		return fmt.Errorf("entry %d: %w", p.entry.Seq, err)
	}
	p.message, p.kind = m, m.Kind
	if m.Kind == Ask {
		p.question = p.entry
		return nil
	}
	question, ok, err := l.Find(p.entry.Of)
	if err != nil {
		return err
	}
	if !ok || question.State == ledger.Withdrawn {
		p.drop = ledger.Withdrawn
		return nil
	}
	var asked Message
	if err := json.Unmarshal(question.Message, &asked); err != nil {
		return fmt.Errorf("entry %d: %w", question.Seq, err)
	}
	p.question = question
	p.message = asked.changed(m)
	posted := question.State == ledger.Posted && !question.Note
	switch {
	case m.Kind == Delete && !posted:
		p.drop = ledger.Withdrawn
	case m.Kind == Edit && (m.Text == asked.Text || m.At.Before(question.Edited)):
		p.drop = ledger.Withdrawn
	case m.Kind == Edit && !posted: // its answer never came: here is another chance
		p.kind = Ask
	}
	return nil
}

// changed returns the message as another one changes it.
func (m Message) changed(by Message) Message {
	m.Kind = by.Kind
	if by.Kind == Edit {
		m.Text = by.Text
	}
	if !by.At.IsZero() {
		m.At = by.At
	}
	if len(by.Return) > 0 && !bytes.Equal(by.Return, []byte("null")) {
		m.Return = by.Return
	}
	return m
}

// look sees whether later changes make the entry's post needless or change it before it goes out.
func (p *plan) look(later []ledger.Entry) error {
	newest, edit := -1, Message{}
	for i, e := range later {
		var m Message
		if err := json.Unmarshal(e.Message, &m); err != nil {
			return fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		if m.Kind == Delete {
			p.drop, p.overtake = ledger.Withdrawn, later[:i]
			return nil
		}
		if !m.At.Before(edit.At) {
			newest, edit = i, m
		}
	}
	switch {
	case newest < 0 || p.kind == Delete:
	case p.entry.Of == "":
		p.message = p.message.changed(edit)
		p.message.Kind = Ask
		p.entry.Edited = edit.At
		data, err := json.Marshal(p.message)
		if err != nil {
			return err
		}
		p.entry.Message = data
		p.question = p.entry
		p.overtake = later
	case !edit.At.Before(p.message.At):
		p.drop = ledger.Withdrawn
	}
	return nil
}

// limit sees whether the asker has a turn left. Who has not is told once, privately; a Delete needs no turn.
func (d *Desk) limit(p *plan) {
	if p.entry.State != ledger.Accepted || p.entry.Note || p.kind == Delete {
		return
	}
	over := d.o.Turns >= 0 && p.entry.Turn > d.o.Turns
	if !over && d.limiter.allow(p.message, p.entry.At) {
		return
	}
	d.o.Watch(d.event(WasLimited, p.message, nil))
	if d.o.Note == nil || !d.limiter.note(p.message, p.entry.At) {
		p.drop = ledger.Limited
		return
	}
	p.entry.Note = true
	p.kind = Ask
}
