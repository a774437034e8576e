package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// What makes a message one of several questions.
const (
	maxSentences  = 4
	minWords      = 3   // in a sentence that may be a question
	minFirst      = 2   // in a question before an "and" that begins another
	sure          = 0.5 // value of a sentence's reading that counts by itself
	bySentenceWin = 0.3 // how much surer one sentence must be than the whole
)

// clear is the value of a reading of the whole that needs no second look.
const clear = 1.2

// asks counts the question marks of a reading.
func asks(r reading) (n int) {
	for _, t := range r.tokens {
		if t.Kind == utterance.Break && strings.ContainsAny(t.Text, "?？") {
			n++
		}
	}
	return n
}

// several reports whether a reading has more than one sentence.
func (e *Engine) several(r reading) bool {
	parts, _ := e.sentences(r)
	return len(parts) > 1
}

// sentences cuts a reading's text at full stops, question and exclamation marks, semicolons and line ends,
// and at other breaks where a preface that names nothing ends and a question begins. Sentences of fewer than minWords words do not count. It reports whether an "and" begins a second question.
func (e *Engine) sentences(r reading) (out []string, two bool) {
	start, words := 0, 0
	and := cue(r, "back.and", func(gazetteer.Mention) bool { return true })
	cut := func(end, least int) {
		if words >= least {
			out = append(out, r.text[start:end])
		}
		start, words = end, 0
	}
	for i, t := range r.tokens {
		from, second := 0, false
		if and && words >= minFirst {
			from, second = e.begins(r, i)
		}
		switch {
		case second && (words >= minWords || questions(r, i)):
			cut(t.Start, minFirst)
			start, words, two = r.tokens[from].Start, 1, true
		case t.Kind == utterance.Word || t.Kind == utterance.Han || t.Kind == utterance.Number:
			words++
		case t.Kind == utterance.Break && strings.ContainsAny(t.Text, ".?!;\n。？！；") && apart(r, i) && !abbreviated(r, i):
			cut(t.End, minWords)
		case t.Kind == utterance.Break && strings.ContainsAny(t.Text, ":-–—：,，") && (asking(r, i+1) || asking(r, i+2)) && !questions(r, i) && !masked(r, gazetteer.Mention{First: 0, Last: i}) &&
			!cue(r, "ask.title", func(c gazetteer.Mention) bool { return c.Last <= i }):
			cut(t.End, minWords) // "first week here: what is ...?"
		}
	}
	least := minWords
	if two {
		least = minFirst // "... and why?"
	}
	cut(len(r.text[:min(len(r.text), utterance.MaxBytes)]), least)
	return out, two
}

// questions reports whether a question word stands before token i: "who leads, and by how much?"
func questions(r reading, i int) bool {
	return cue(r, "facet.", func(c gazetteer.Mention) bool {
		return c.First < i && c.ID != "facet.whether" && c.ID != "facet.choice"
	})
}

// begins reports whether token i is an "and" before another question, and at which token that begins: "... and who is second?", "what is X, and
// has it ...?"
func (e *Engine) begins(r reading, i int) (from int, ok bool) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "back.and" || c.First != i {
			continue
		}
		if wordOf(r, "word.how", c.Last) && breakBefore(r, i) && inquires(r, i) {
			return c.Last, true
		}
		for _, m := range r.mentions {
			switch {
			case m.Kind != gazetteer.Cue || m.First != c.Last:
			case m.ID == "facet.whether" && breakBefore(r, i) && inquires(r, i):
				return c.Last, true
			case m.ID == "ask.what" || m.ID == "ask.which":
				if breakBefore(r, i) && inquires(r, i) || questions(r, i) {
					return i, true
				}
			case strings.HasPrefix(m.ID, "facet.") && m.ID != "facet.whether" && m.ID != "facet.choice":
				return i, true
			}
		}
	}
	return i, false
}

// inquires reports whether the clause before token i asks something: "what is X, and ...".
func inquires(r reading, i int) bool {
	return questions(r, i) || cue(r, "", func(c gazetteer.Mention) bool { return c.First < i && (c.ID == "ask.what" || c.ID == "ask.which") })
}

// apart reports whether a break is followed by space or an ideograph: "u.s." and "3.5" hold together.
func apart(r reading, i int) bool {
	t := r.tokens[i]
	if i+1 == len(r.tokens) || t.Text == "\n" || t.Text[0] >= 0x80 {
		return true
	}
	return r.tokens[i+1].Start > t.End
}

// abbreviated reports whether a full stop stands behind a word of up to three letters that has no vowel, or before a number: "vs. X", "no. 1".
func abbreviated(r reading, i int) bool {
	if i == 0 || r.tokens[i].Text != "." || r.tokens[i-1].Kind != utterance.Word {
		return false
	}
	w := r.tokens[i-1].Text
	if i+1 < len(r.tokens) && r.tokens[i+1].Kind == utterance.Number && len(w) <= 3 {
		return true // "no. 1"
	}
	return len(w) <= 3 && w[0] < 0x80 && !strings.ContainsAny(w, "aeiouy")
}

// asking reports whether a question word stands at token i, or behind a break there.
func asking(r reading, i int) bool {
	for i < len(r.tokens) && r.tokens[i].Kind == utterance.Break {
		i++
	}
	return cue(r, "", func(c gazetteer.Mention) bool {
		return c.First == i && (c.ID == "ask.what" || c.ID == "ask.which" || strings.HasPrefix(c.ID, "facet.") && c.ID != "facet.whether" && c.ID != "facet.choice")
	})
}

// bySentence understands the sentences of a message one after the other, each with those before as its
// thread. It returns the only sure one where it is surer than the whole, all of them joined where several are
// sure, and nil where the whole is as good.
func (e *Engine) bySentence(whole *turn, parts []string, two bool, th *thread, s *scratch) *turn {
	if len(whole.query.Excepted) > 0 && whole.query.Figures() && !whole.finding.Silent() && asks(whole.reading) < 2 && !two {
		return nil // who is left out is said in one sentence, and what is asked in another
	}
	if whole.query.Cues.Has("ask.percent") && whole.finding.Silent() && whole.value > enough && asks(whole.reading) < 2 && !two {
		return nil // what is said before a question for a figure is no answer to it
	}
	if whole.finding.Sure && (whole.query.Twice || whole.query.Cleft != "") {
		return nil // both sides are told at once, or it is none other who is meant
	}
	inner := th.copy()
	least := sure
	if whole.query.Cues.Has("ask.override") {
		least = enough // beside an order to the bot any question counts
	}
	apart := marked(parts) > 1
	var found, all []*turn // all: those declined, too
	for _, text := range parts {
		u := e.sentence(text, &inner, s, nil)
		inner.add(u)
		if apart && asks(u.reading) > 0 && u.alone() {
			if all = append(all, u); u.finding.Silent() {
				continue
			}
		}
		if u.finding.Silent() || u.finding.Status == evidence.Clarify || u.query.Intent == nil || u.aside() || u.value < least || u.pointed && doubts(e.slots(u.reading), u.reading) || u.query.Cues.Has("ask.override") || u.echo() ||
			whole.query.Cues.Has("ask.override") && u.query.Facet == "" && asks(u.reading) == 0 && len(u.query.Claimed)+len(u.query.Percents) > 0 ||
			u.reading.field == 0 && u.query.Facet == "" && whole.finding.Silent() && whole.value > 0 { // "I need the figure" asks by itself for nothing

			continue
		}
		if !slices.ContainsFunc(found, func(v *turn) bool { return same(u.finding, v.finding) }) {
			found = append(found, u)
		}
	}
	wholeSure := !whole.finding.Silent() && whole.query.Intent != nil && !whole.aside()
	if len(all) > 1 && slices.ContainsFunc(all, func(u *turn) bool { return !u.finding.Silent() }) && !within(all, whole.finding) {
		return joined(whole, all)
	}
	switch {
	case two && len(found) > 0 && whole.finding.Silent() && whole.query.Intent != nil && whole.value > found[0].value:
		return nil // what declines is the surer reading of both
	case len(found) == 1 && (whole.refutes() || whole.lacks(found[0]) && !found[0].finding.Sure || whole.query.Premised && whole.finding.Status == evidence.Corrected):
		return nil // what it takes for granted is wrong, or there is no answer to all of it
	case len(found) == 1 && (!wholeSure || found[0].value > whole.value+bySentenceWin):
		return in(whole, found[0])
	case len(found) > 1 && two && !within(found, whole.finding):
		return joined(whole, found)
	case len(found) > 1 && !(wholeSure && whole.value > found[0].value+bySentenceWin):
		return joined(whole, found)
	}
	return nil
}

// introduced understands "X had 24. And Y, what did they have?": the second of two sentences goes on with another name, and the first, which
// asks nothing, is only what stands before it in the thread. It is nil where a message is no such thing.
func (e *Engine) introduced(whole *turn, parts []string, th *thread, s *scratch) *turn {
	if len(parts) != 2 || !whole.query.Figures() || len(whole.query.Names) != 2 {
		return nil
	}
	cut := len(utterance.Split(parts[0]))
	if first := e.slots(e.read(parts[0], false, s)); first.Facet != "" || first.Cues.Has("ask.what", "ask.which") {
		return nil
	}
	if cut >= len(whole.reading.tokens) || !cue(whole.reading, "back.and", func(c gazetteer.Mention) bool { return c.First == cut }) ||
		firms(whole.reading, func(m gazetteer.Mention) bool { return m.Last <= cut }) != 1 || firms(whole.reading, func(m gazetteer.Mention) bool { return m.First > cut }) != 1 {
		return nil
	}
	inner := th.copy()
	inner.add(e.sentence(parts[0], &inner, s, nil))
	v := e.sentence(parts[1], &inner, s, nil)
	if v.finding == nil || v.query.Intent == nil || !v.query.Figures() || len(v.query.Percents)+len(v.query.Numbers) > 0 {
		return nil // what is said of the first is not asked of the second
	}
	return in(whole, v)
}

// marked counts the sentences that end in a question mark.
func marked(parts []string) (n int) {
	for _, text := range parts {
		if t := strings.TrimSpace(text); strings.HasSuffix(t, "?") || strings.HasSuffix(t, "？") {
			n++
		}
	}
	return n
}

// alone reports whether a sentence is a question by itself that is understood.
func (u *turn) alone() bool {
	if u.query.Intent == nil || u.aside() || u.finding.Status == evidence.Clarify || u.query.Cues.Has("ask.override") || u.reading.field == 0 || u.echo() {
		return false
	}
	return u.value >= sure || !u.finding.Silent() && u.value > 0
}

// echo reports whether a sentence only points back at what stands before it, so that a statement is no answer to it alone:
// "does the article bear that out?"
func (u *turn) echo() bool {
	if u.query.Facet == "facet.who" || u.query.Facet == "facet.why" || u.query.Facet == "" && u.query.Cues.Has("ask.what", "ask.which") {
		return false // "who was it before?"
	}
	return u.reading.field == 0 && u.query.Cues.Has("back.it") && u.query.Intent.Operation == "tell" && (!u.finding.Tied || len(u.query.Bare) == 0)
}

// lacks reports whether a message is declined with what a sentence of it says: it asks for more.
func (u *turn) lacks(part *turn) bool {
	return u.finding.Silent() && u.value > enough && len(part.finding.Claims) > 0 && len(u.finding.Claims) > 0 && u.finding.Says(part.finding)
}

// quoted understands the statement that a message holds in quotation marks, to be checked: "can I print 'X leads'?" It is
// nil where the whole says more.
func (e *Engine) quoted(whole *turn, th *thread, s *scratch) *turn {
	if (whole.query.Facet == "facet.who" || whole.query.Voice != "") && slices.Contains(whole.query.Concepts, "act.say") {
		return nil // it is who said it that is asked for, or whether somebody did
	}
	if coded(whole.reading, whole.query) || whole.query.Quote != "" || whole.query.Cues.Has("ask.override") || !whole.finding.Silent() && whole.value >= sure {
		return nil
	}
	text := quotation(whole.reading.text)
	if strings.Count(text, " ") < minWords-1 {
		return nil
	}
	u := e.sentence(text, th, s, nil)
	if u.finding.Silent() || u.query.Intent == nil || u.aside() || u.reading.field == 0 || u.value < max(whole.value, enough+fieldBonus) {
		return nil
	}
	return in(whole, u)
}

// quotation returns what stands between the first pair of quotation marks of a text, or "".
func quotation(text string) string {
	for i, r := range text {
		end := closing[r]
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if end == 0 || i > 0 && unicode.IsLetter(before) && before < 0x2E80 {
			continue // an apostrophe; where no spaces stand between words, a quotation may follow one
		}
		rest := text[i+utf8.RuneLen(r):]
		for j, c := range rest {
			if c != end {
				continue // an invalid byte, too: it is shorter than what it is read as
			}
			if behind, _ := utf8.DecodeRuneInString(rest[j+utf8.RuneLen(c):]); !unicode.IsLetter(behind) || behind >= 0x2E80 {
				return rest[:j]
			}
		}
	}
	return ""
}

// closing are the marks that end a quotation, by those that open it.
var closing = map[rune]rune{'"': '"', '\'': '\'', '“': '”', '‘': '’', '«': '»', '„': '“'}

// within reports whether a finding cites all that some turns do.
func within(found []*turn, f *evidence.Finding) bool {
	return !slices.ContainsFunc(found, func(u *turn) bool { return !f.Says(u.finding) || len(u.finding.Claims) == 0 && !f.Words(u.finding) })
}

// in returns a sentence's turn as that of the whole message.
func in(whole, part *turn) *turn {
	u := *part
	u.reading = whole.reading
	return &u
}

// joined returns the answers of several sentences as one.
func joined(whole *turn, found []*turn) *turn {
	u := in(whole, found[0])
	if i := slices.IndexFunc(found, func(v *turn) bool { return !v.finding.Silent() }); i > 0 {
		u = in(whole, found[i])
		answered := *found[0].finding
		answered.Status, u.finding = u.finding.Status, &answered
	}
	for _, v := range found[1:] {
		if len(v.finding.Claims) == 0 || len(v.finding.Derived) > 0 || !u.finding.Says(v.finding) {
			u.finding = u.finding.And(v.finding)
		}
	}
	return u
}

// same reports whether two findings cite the same evidence.
func same(f, g *evidence.Finding) bool {
	return slices.Equal(f.Claims, g.Claims) && slices.Equal(f.Quotes, g.Quotes) && (len(f.Claims) > 0 || f.Words(g))
}
