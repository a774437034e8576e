package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// dictates are the concepts of verbs by which one tells another what to say.
var dictates = map[string]bool{"act.say": true, "act.think": true, "act.confirm": true, "act.mention": true, "act.announce": true, "act.show": true}

// dictated notes an order that only says which words are wanted: it asks nothing, whatever they are. "say exactly this: ...", "reply with OK".
func dictated(q *evidence.Query, r *reading) {
	if q.Facet != "" || asksAtEnd(r) || len(q.People) > 0 {
		return
	}
	head := opening(r)
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First == head && dictates[m.ID] && (verbatim(r, m.Last) || withWords(q, r, m.Last) || onlyWord(r, m.Last)) {
			q.Cues.Add("ask.override")
			return
		}
	}
}

// ours notes a figure of a thing that is the asker's own and no firm's: "my phone is at 15%".
func ours(q *evidence.Query, r *reading) {
	figure := len(q.Percents)+len(q.Numbers) > 0 && asksAtMost(q, "facet.whether", "facet.amount")
	ofFirm := q.Place != "" || len(q.People)+len(q.Ranks) > 0 || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Company })
	if !figure || ofFirm {
		return
	}
	for _, m := range r.mentions {
		thing := m.Kind == gazetteer.Category || m.Kind == gazetteer.Product || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && m.ID == "noun.device"
		if thing && cue(r, "ask.mine", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Cues.Add("ask.override")
			q.Facet = ""
		}
	}
}

// opening is the first token that is neither a break nor chatter: "please".
func opening(r *reading) int {
	for i, t := range r.tokens {
		if t.Kind != utterance.Break && !polite(r, t) {
			return i
		}
	}
	return len(r.tokens)
}

// verbatim reports whether a word for exactness or "this" stands at a token, and the words themselves behind a colon, with no name and no
// question word before it: "say exactly what X said: ..." asks.
func verbatim(r *reading, at int) bool {
	if !cue(r, "", func(c *gazetteer.Mention) bool {
		return c.First == at && (c.ID == "ask.whole" || c.ID == "bound.exactly" || c.ID == "back.it")
	}) {
		return false
	}
	for i := at; i+1 < len(r.tokens); i++ {
		if t := r.tokens[i]; t.Kind == utterance.Break && strings.ContainsAny(t.Text, ":：\"“") {
			return !masked(r, &gazetteer.Mention{First: at, Last: i}) && !cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First < i })
		}
	}
	return false
}

// onlyWord reports whether "only" and a word for a word stand behind a token, and nothing of the field: "print only the word ABC".
func onlyWord(r *reading, at int) bool {
	return r.field == 0 && cue(r, "set.only", func(c *gazetteer.Mention) bool { return c.First == at }) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "act.say" && m.First > at && m.First-at <= reachOfWord
	})
}

// reachOfWord is how many tokens stand between an order and the word for a word: "only the single word".
const reachOfWord = 4

// withWords reports whether "with" or "by" stands at a token, and nothing of the field behind it: "confirm with ABC", "by saying yes".
func withWords(q *evidence.Query, r *reading, at int) bool {
	return r.field == 0 && q.Metric == "" && !q.Asked.Said && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.First >= at && !dictates[m.ID]
	}) &&
		cue(r, "", func(c *gazetteer.Mention) bool { return c.First == at && (c.ID == "op.add" || c.ID == "role.by") })
}

// onlyQuoted reports whether what asks in an utterance stands in quotation marks: it is what the bot is told to say.
func onlyQuoted(r *reading) bool {
	from := strings.Index(r.text, r.quoted)
	return r.quoted != "" && !cue(r, "", func(c *gazetteer.Mention) bool {
		at := r.tokens[c.First].Start
		return inquiring(c.ID) && (at < from || at >= from+len(r.quoted))
	})
}
