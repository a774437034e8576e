package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
)

// scripted are the scripts in which the book has phrasings. Of texts in others only names, metrics, places and times are understood.
var scripted = []*unicode.RangeTable{unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana}

// How many words of another script a question may have that nothing knows, and still be one for a figure. Where it names no place of the
// book they must be few and short: one may be a place.
const (
	mostStrange  = 4
	mostHere     = 1
	longestOfOne = 3
)

// strangers counts the words of another script, and those of them that are in no mention. It counts none where other words of the text stand
// in no mention, too: then it is they that ask. Longest is the number of letters of the longest of those in no mention.
func strangers(r *reading) (words, unknown, longest int) {
	for i, t := range r.tokens {
		if t.Kind != utterance.Word && t.Kind != utterance.Han {
			continue
		}
		in := mentionedAt(r, i)
		switch other := strings.IndexFunc(t.Text, func(c rune) bool { return unicode.IsLetter(c) && !unicode.In(c, scripted...) }); {
		case other < 0:
			if !in {
				return 0, 0, 0
			}
		default:
			words++
			if !in {
				unknown++
				longest = max(longest, utf8.RuneCountInString(t.Text))
			}
		}
	}
	return words, unknown, longest
}

// otherScript understands a text in a script of which the book has no phrasings: as the look-up of a metric that it names, for whom and
// where it says so, or of the last question for another name. It reports whether a text is in such a script; what it does not understand has
// no option.
func (e *Engine) otherScript(base *evidence.Query, th *thread, r *reading, words intent.Words, ranked []intent.Match) (o option, found, other bool) {
	n, unknown, longest := strangers(r)
	if n == 0 {
		return o, false, false
	}
	plain := base.Facet == "" || base.Facet == "facet.amount" || base.Facet == "facet.whether"
	here := base.Place != "" || base.Abroad != "" || unknown <= mostHere && longest <= longestOfOne
	if len(ranked) == 0 || !plain || unknown > mostStrange || !here || len(base.People)+len(base.Others)+len(base.Titles) > 0 {
		return o, false, true
	}
	q := base.Clone()
	q.Doubts, q.Concepts, q.Bare, q.Facet, q.Contrary = nil, nil, nil, "", false
	switch {
	case !e.ofDefault(q) && e.index.Held(q.Metric):
		q.Intent = e.index.Intent("growth")
	case q.Metric != "":
		q.Intent = e.index.Intent(e.book.Default.Intent)
	case th.last != nil && len(q.Names) > 0 && unknown <= 1:
		ok := false
		q.Intent = e.index.Intent("follow.entity")
		if q, ok = th.follow(e, q); !ok {
			return o, false, true
		}
	case len(q.Names) > 0 && unknown == 0:
		q.Intent = e.index.Intent(e.book.Default.Intent) // no more than a name
	default:
		return o, false, true
	}
	o, found = e.bareOption(q.Intent, q, r, words, ranked)
	return o, found, true
}
