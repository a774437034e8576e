package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/ledger"
)

// work does one step for an item: drop it, or try to post its reply once.
func (d *Desk) work(ctx context.Context, s Sender, it *item, changes []*item) (r result) {
	defer func() {
		if p := recover(); p != nil {
			d.panicked(Message{}, p)
			r = result{retry: d.o.Now().Add(d.o.BackoffMax)}
		}
	}()
	if it.unsaved != nil {
		return d.record(ctx, it, it.unsaved, it.then)
	}
	p, ok, err := d.plan(it, changes)
	if err != nil {
		return d.trouble(it, err)
	}
	if !ok {
		return result{gone: []uint64{it.seq}}
	}
	r = result{tried: true}
	saved := []ledger.Entry{}
	for _, e := range p.overtake {
		e.State = ledger.Withdrawn
		saved = append(saved, e)
		r.gone = append(r.gone, e.Seq)
		d.o.Watch(d.event(WasWithdrawn, p.message, nil))
	}
	if p.drop == "" && d.spent(p.entry) {
		return d.giveUp(ctx, it, p, saved, r, errors.New("it was cut off too often"))
	}
	if p.drop != "" {
		return d.dropped(ctx, it, p, saved, r)
	}
	p.entry.State = ledger.Posting
	p.entry.Attempts++
	if err := d.ledger.Save(context.WithoutCancel(ctx), append(saved, p.entry)...); err != nil {
		return d.trouble(it, err)
	}
	reply, handle, err := d.try(ctx, s, p)
	return d.settle(ctx, it, p, r, reply, handle, err)
}

func (d *Desk) dropped(ctx context.Context, it *item, p plan, saved []ledger.Entry, r result) result {
	p.entry.State = p.drop
	r.gone = append(r.gone, it.seq)
	if p.drop == ledger.Withdrawn {
		d.o.Watch(d.event(WasWithdrawn, p.message, nil))
	}
	d.log(slog.LevelInfo, p, nil)
	return d.record(ctx, it, append(saved, p.entry), r)
}

// try answers and sends once.
func (d *Desk) try(ctx context.Context, s Sender, p plan) (reply answer.Reply, handle string, err error) {
	post := Post{ID: idOf(p.entry), Message: p.message, Kind: p.kind, Attempt: p.entry.Attempts, Doubt: p.entry.Doubt}
	if p.kind != Ask {
		post.Handle = p.question.Handle
	}
	if post.Reply, err = d.reply(p); err != nil {
		return reply, "", err
	}
	if p.entry.Note {
		post.Message.Private = true
	}
	if d.o.SendTimeout > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, d.o.SendTimeout)
		defer cancel()
	}
	defer func() {
		if v := recover(); v != nil {
			err = d.panicked(p.message, v)
		}
	}()
	handle, err = s.Send(ctx, post)
	return post.Reply, handle, err
}

// reply asks the engine. The same question makes it panic again, so then there is no second attempt.
func (d *Desk) reply(p plan) (r answer.Reply, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Never{Err: d.panicked(p.message, v)}
		}
	}()
	switch {
	case p.entry.Note:
		return d.o.Note(p.message), nil
	case p.kind == Delete:
		return r, nil
	}
	r = d.engine.Answer(answer.Question{Text: p.message.Text, Context: d.earlier(p.question, p.message)})
	if p.entry.Attempts == 1 {
		e := d.event(WasAnswered, p.message, nil)
		e.Intent, e.Status = r.Intent, r.Status
		d.o.Watch(e)
	}
	return r, nil
}

func (d *Desk) panicked(m Message, v any) error {
	err := fmt.Errorf("panic: %v", v)
	d.o.Log.Error("panic", "platform", m.Platform, "key", m.Key, "panic", v, "stack", string(debug.Stack()))
	d.o.Watch(d.event(WasPanic, m, err))
	return err
}

// settle records what came of an attempt.
func (d *Desk) settle(ctx context.Context, it *item, p plan, r result, reply answer.Reply, handle string, err error) result {
	now := d.o.Now()
	if d.o.Pace > 0 {
		r.pause = now.Add(d.o.Pace)
	}
	var later *Later
	var never *Never
	switch {
	case err == nil:
		return d.posted(ctx, it, p, r, reply, handle)
	case errors.As(err, &later):
		p.entry.State = ledger.Answered
		r.retry = now.Add(max(later.After, d.o.Backoff))
		r.pause = r.retry
	case errors.As(err, &never):
		return d.giveUp(ctx, it, p, nil, r, err)
	default:
		p.entry.State, p.entry.Doubt = ledger.Answered, true
		if ctx.Err() == nil { // else it was the desk that ended the attempt
			p.entry.Failures++
		}
		if d.spent(p.entry) || p.entry.Note {
			return d.giveUp(ctx, it, p, nil, r, err)
		}
		r.retry = now.Add(d.backoff(p.entry.Failures))
	}
	d.o.Watch(d.event(WasRetried, p.message, err))
	d.o.Log.Debug("reply not posted yet", "platform", p.message.Platform, "key", p.message.Key, "attempt", p.entry.Attempts, "error", err)
	return d.record(ctx, it, []ledger.Entry{p.entry}, r)
}

func (d *Desk) spent(e ledger.Entry) bool { return d.o.Attempts > 0 && e.Failures >= d.o.Attempts }

// backoff doubles with every failure and is spread over its second half, so that what failed together is not
// tried again together.
func (d *Desk) backoff(failures int) time.Duration {
	b := d.o.BackoffMax
	if shift := max(failures-1, 0); shift < 30 {
		b = min(b, d.o.Backoff<<shift)
	}
	if b <= 1 {
		return 0
	}
	return b/2 + rand.N(b/2)
}

func (d *Desk) posted(ctx context.Context, it *item, p plan, r result, reply answer.Reply, handle string) result {
	p.entry.Handle, p.entry.State = handle, ledger.Posted
	p.entry.Intent, p.entry.Status = reply.Intent, string(reply.Status)
	if p.entry.Note {
		p.entry.State, p.entry.Handle = ledger.Limited, ""
	}
	saved := []ledger.Entry{p.entry}
	if p.entry.Of != "" && !p.entry.Note {
		q, err := p.changedQuestion(handle, reply)
		if err != nil {
			return d.trouble(it, err)
		}
		saved = append(saved, q)
	}
	r.gone = append(r.gone, it.seq)
	if !p.entry.Note {
		e := d.event(WasPosted, p.message, nil)
		e.Intent, e.Status, e.Latency = reply.Intent, reply.Status, d.latency(p)
		d.o.Watch(e)
	}
	d.log(slog.LevelInfo, p, nil)
	return d.record(ctx, it, saved, r)
}

// changedQuestion is the question's entry after its change was posted.
func (p plan) changedQuestion(handle string, reply answer.Reply) (ledger.Entry, error) {
	q := p.question
	if p.message.Kind == Delete {
		q.State = ledger.Withdrawn
		return q, nil
	}
	m := p.message
	m.Kind = Ask
	data, err := json.Marshal(m)
	if err != nil {
		return q, err
	}
	q.Message, q.Edited, q.State, q.Note = data, m.At, ledger.Posted, false
	q.Intent, q.Status = reply.Intent, string(reply.Status)
	if handle != "" {
		q.Handle = handle
	}
	return q, nil
}

func (d *Desk) latency(p plan) time.Duration {
	now, at := d.o.Now(), p.message.At
	if at.IsZero() || at.After(now) {
		at = p.entry.At
	}
	return now.Sub(at)
}

func (d *Desk) giveUp(ctx context.Context, it *item, p plan, saved []ledger.Entry, r result, err error) result {
	p.entry.State = ledger.Failed
	if p.entry.Note {
		p.entry.State = ledger.Limited
	}
	saved = append(saved, p.entry)
	if p.kind == Delete {
		p.question.State = ledger.Withdrawn
		saved = append(saved, p.question)
	}
	r.gone = append(r.gone, it.seq)
	if !p.entry.Note {
		d.o.Watch(d.event(WasFailed, p.message, err))
	}
	d.log(slog.LevelWarn, p, err)
	return d.record(ctx, it, saved, r)
}

// record makes durable what has happened. When it cannot be, only the recording is tried again, not the post.
func (d *Desk) record(ctx context.Context, it *item, saved []ledger.Entry, then result) result {
	if err := d.ledger.Save(context.WithoutCancel(ctx), saved...); err != nil {
		it.unsaved, it.then = saved, then
		return d.trouble(it, err)
	}
	it.unsaved = nil
	return then
}

// trouble is what happens when the ledger cannot be read or written: the item waits.
func (d *Desk) trouble(it *item, err error) result {
	it.troubles++
	d.o.Log.Error("ledger in trouble", "seq", it.seq, "error", err)
	return result{retry: d.o.Now().Add(d.backoff(it.troubles))}
}

// log writes the one line of a finished entry, without the question's text.
func (d *Desk) log(level slog.Level, p plan, err error) {
	m, e := p.message, p.entry
	attrs := []slog.Attr{
		slog.String("platform", m.Platform), slog.String("key", m.Key), slog.String("kind", string(m.Kind)), slog.String("surface", m.Surface),
		slog.String("space", m.Space), slog.String("channel", m.Channel), slog.String("user", m.User),
		slog.String("outcome", string(e.State)), slog.String("intent", e.Intent), slog.String("status", e.Status),
		slog.Int("attempts", e.Attempts), slog.Duration("latency", d.latency(p)),
	}
	if err != nil {
		attrs = append(attrs, slog.Any("error", err))
	}
	d.o.Log.LogAttrs(context.Background(), level, "question", attrs...)
}
