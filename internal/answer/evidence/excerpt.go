package evidence

import (
	"strings"

	"marketbot/knowledge"
)

func (x *Index) speakersArg() Arg {
	all := x.quoted.speakers
	n := min(len(all), MostListed)
	return Arg{"speakers", Some{Names(all[:n:n]), len(all) - n}}
}

func (x *Index) quoteArgs(v *knowledge.Quotation) []Arg {
	return []Arg{{"speaker", Name(v.Speaker)}, {"role", v.Role}, {"event", Name(v.Event)}, {"outlet", Name(v.Outlet)}, {"town", v.Place},
		{"about", v.About}, {"of", v.Period}, {"words", Raw(strings.Join(v.Sentences, " "))}}
}

// sayQuote says a quotation, only the sentences on the topic where the question names one.
func (x *Index) sayQuote(f *Finding, q *Query, v *knowledge.Quotation) {
	args := x.quoteArgs(v)
	switch n := q.Sentence; {
	case n > 0 && n <= len(v.Sentences):
		args[len(args)-1].Value = Raw(v.Sentences[n-1])
	case n < 0 && len(q.Ranks) == 1 && q.Ranks[0] > 0 && q.Ranks[0] < len(v.Sentences)-1: // "the first and the last sentence"
		args[len(args)-1].Value = Raw(v.Sentences[q.Ranks[0]-1] + " " + Omitted + " " + v.Sentences[len(v.Sentences)-1])
	case n < 0:
		args[len(args)-1].Value = Raw(v.Sentences[len(v.Sentences)-1])
	case len(v.Sentences) > 1 && !q.Cues.Has("ask.whole"):
		if part := x.sentencesOn(q, v); part != "" {
			args[len(args)-1].Value = Raw(part)
		}
	}
	key := "quote.plain"
	if v.Event != "" {
		key = "quote.event"
	} else if v.Outlet != "" {
		key = "quote.outlet"
	}
	f.say(key, args...)
	f.Quotes = append(f.Quotes, v)
}

// sentencesOn returns the sentences that hold most words of the question (of five letters and more, but for the last letter) and of its
// acts, which count three times, with a mark where some between them are left out.
func (x *Index) sentencesOn(q *Query, v *knowledge.Quotation) string {
	hits, most := make([]int, len(v.Sentences)), 0
	for i, s := range v.Sentences {
		low := strings.ToLower(s)
		for j, w := range q.Words {
			if len(w) >= 5 && strings.Contains(low, w[:len(w)-1]) && !contains(q.Words[:j], w) {
				hits[i]++
			}
		}
		for _, id := range q.Bare {
			if q.Which != "noun.quotation" && strings.HasPrefix(id, "act.") && !mere[id] && id != "act.make" && contains(x.lines[v][i].concepts, id) { // a firm is a maker, too
				hits[i] += 3
			}
		}
		most = max(most, hits[i])
	}
	if most < 2 {
		return "" // too little to tell the parts apart
	}
	out, last := "", -1
	for i, s := range v.Sentences {
		switch {
		case hits[i] < most:
			continue
		case last < 0:
		case last == i-1:
			out += " "
		default:
			out += Omitted
		}
		out, last = out+s, i
	}
	return out
}

// Omitted stands in a quotation where sentences are left out.
const Omitted = " [...] "
