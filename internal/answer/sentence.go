package answer

import (
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// What makes a message one of several questions.
const (
	maxSentences = 4
	minWords     = 3 // in a sentence that may be a question
	minFirst     = 2 // in a question before an "and" that begins another
)

// asks counts the question marks of a reading.
func asks(r *reading) (n int) {
	for _, t := range r.tokens {
		if t.Kind == utterance.Break && strings.ContainsAny(t.Text, "?？") {
			n++
		}
	}
	return n
}

// several reports whether a reading has more than one sentence.
func (e *Engine) several(r *reading) bool {
	parts, _ := e.sentences(r)
	return len(parts) > 1
}

// sentences cuts a reading's text at full stops, question and exclamation marks, semicolons and line ends,
// and at other breaks where a preface that names nothing ends and a question begins. Sentences of fewer than minWords words do not count. It reports whether an "and" begins a second question.
func (e *Engine) sentences(r *reading) (out []string, two bool) {
	start, words := 0, 0
	and := cue(r, "back.and", func(*gazetteer.Mention) bool { return true })
	cut := func(end, least int) {
		if least == minWords && len(out) > 0 && marked(out) == len(out) && cue(r, "facet.", func(c *gazetteer.Mention) bool {
			return questionWord(c.ID) && r.tokens[c.First].Start == from(r, start)
		}) {
			least = 1 // "... is it? Why?"
		}
		if words >= least {
			out = append(out, r.text[start:end])
		}
		start, words = end, 0
	}
	for i, t := range r.tokens {
		from, second := 0, false
		if words >= minWords && spaced(r, i) {
			cut(t.Start, minWords)
		}
		if and && words >= minFirst {
			from, second = e.begins(r, i)
		}
		switch {
		case second && (words >= minWords || questions(r, i)):
			cut(t.Start, minFirst)
			start, words, two = r.tokens[from].Start, 1, true
		case t.Kind == utterance.Word || t.Kind == utterance.Han || t.Kind == utterance.Number:
			words++
		case endsSentence(r, i) && apart(r, i) && !abbreviated(r, i):
			cut(t.End, minWords)
		case t.Kind == utterance.Break && strings.ContainsAny(t.Text, ":-–—：,，") && leadsIn(r, i):
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

// endsSentence reports whether token i is a mark that ends a sentence, or a closing one right before such: 'say "X 99%". Who leads?'
func endsSentence(r *reading, i int) bool {
	t := r.tokens[i]
	if t.Kind != utterance.Break {
		return false
	}
	closing := strings.ContainsAny(t.Text, "\"'”’)]") && t.End < len(r.text) && strings.ContainsAny(r.text[t.End:t.End+1], ".?!")
	return closing || strings.ContainsAny(t.Text, ".?!;\n。？！；")
}

// from is where the first word stands behind a place in the text, or the end.
func from(r *reading, start int) int {
	for _, t := range r.tokens {
		if t.Start >= start && t.Kind != utterance.Break {
			return t.Start
		}
	}
	return len(r.text)
}

// spaced reports whether a space parts a token from the one before, both of a script that is written without: it stands for a break.
func spaced(r *reading, i int) bool {
	return i > 0 && r.tokens[i].Kind == utterance.Han && r.tokens[i-1].Kind == utterance.Han && r.tokens[i-1].End < r.tokens[i].Start
}

// leadsIn reports whether a question begins behind token i, and what stands before names nothing.
func leadsIn(r *reading, i int) bool {
	return (asking(r, i+1) || asking(r, i+2)) && !questions(r, i) && !masked(r, &gazetteer.Mention{First: 0, Last: i}) &&
		!cue(r, "ask.title", func(c *gazetteer.Mention) bool { return c.Last <= i })
}

// questionWord reports whether a cue is "who", "when" or the like: what a question asks for, and no "does" or "or".
func questionWord(id string) bool {
	return strings.HasPrefix(id, "facet.") && id != "facet.whether" && id != "facet.choice"
}

// questions reports whether a question word stands before token i: "who leads, and by how much?"
func questions(r *reading, i int) bool {
	return cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First < i && questionWord(c.ID) })
}

// begins reports whether token i is an "and" before another question, and at which token that begins: "... and who is second?", "what is X, and
// has it ...?"
func (e *Engine) begins(r *reading, i int) (from int, ok bool) {
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
			case questionWord(m.ID):
				return i, true
			}
		}
	}
	return i, false
}

// inquires reports whether the clause before token i asks something: "what is X, and ...".
func inquires(r *reading, i int) bool {
	return cue(r, "", func(c *gazetteer.Mention) bool { return c.First < i && inquiring(c.ID) })
}

// inquiring reports whether a cue is a question word, "what" and "which" among them.
func inquiring(id string) bool { return id == "ask.what" || id == "ask.which" || questionWord(id) }

// apart reports whether a break is followed by space or an ideograph: "u.s." and "3.5" hold together.
func apart(r *reading, i int) bool {
	t := r.tokens[i]
	if i+1 == len(r.tokens) || t.Text == "\n" || t.Text[0] >= 0x80 {
		return true
	}
	return r.tokens[i+1].Start > t.End
}

// abbreviated reports whether a full stop stands behind a word of up to three letters that has no vowel, or before a number: "vs. X", "no. 1".
func abbreviated(r *reading, i int) bool {
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
func asking(r *reading, i int) bool {
	for i < len(r.tokens) && r.tokens[i].Kind == utterance.Break {
		i++
	}
	return cue(r, "", func(c *gazetteer.Mention) bool { return c.First == i && inquiring(c.ID) })
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
