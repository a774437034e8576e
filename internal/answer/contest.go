package answer

import (
	"math"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/knowledge"
)

// uncovered reports whether a match is of what the book does not cover.
func uncovered(m intent.Match) bool { return m.Intent.Operation == "uncovered" }

// unneeded makes readings as not covered of a question for a metric less likely that explain no word which a figure of
// the book leaves unexplained: then nothing in the question says what it is that the book does not cover.
func unneeded(options []option) {
	least := math.Inf(1)
	for _, o := range options {
		if o.query.Figures() && !o.finding.Silent() && o.finding.Fit >= fullAnswer {
			least = min(least, o.mass)
		}
	}
	for i := range options {
		if o := &options[i]; uncovered(o.match) && o.mass >= least {
			o.value -= unneededCost
		}
	}
}

// oneOfThem makes readings as not covered of "which of those two ...?" less likely that are hardly ahead of a statement which is about one of
// the two that were named last and not the other, and leaves no more unexplained.
func oneOfThem(options []option, two []string) {
	for i := range options {
		o := &options[i]
		if uncovered(o.match) && slices.ContainsFunc(options, func(p option) bool {
			return p.query.Intent.Operation == "tell" && p.finding.Status == evidence.Answered && p.finding.Tied && p.mass <= o.mass && p.value > o.value-plainMargin &&
				slices.Contains(p.finding.Claims[0].Who, two[0]) != slices.Contains(p.finding.Claims[0].Who, two[1])
		}) {
			o.value -= plainMargin + declining
		}
	}
}

// offField reports whether a match is an off-topic one that is not unlikely.
func offField(m intent.Match) bool { return m.Intent.Operation == "offtopic" && m.Score >= 0 }

// estranged makes readings for figures less likely of a question with words that they leave unexplained and an off-topic
// reading explains, which is not unlikely itself: "apple pie recipe share".
func estranged(options []option) {
	for k := range options {
		off := &options[k]
		if off.match.Intent == nil || !offField(off.match) {
			continue
		}
		for i := range options {
			if o := &options[i]; o.query.Figures() && (o.mass-off.mass >= strangeMass || o.mass-off.mass >= strangeAlone && unmoored(o.query)) {
				o.value -= strangeCost
			}
		}
	}
}

// unmoored reports whether a question names nothing that a figure is of, and has no word that asks: "tie score in the game".
func unmoored(q *evidence.Query) bool {
	return mute(q) && q.Place == "" && q.Facet == "" && !slices.ContainsFunc(q.Cues, func(id string) bool { return strings.HasPrefix(id, "ask.") || strings.HasPrefix(id, "facet.") })
}

// lacking reports whether a question has none of the cues and concepts of which an intent needs one.
func lacking(in *knowledge.Intent, q *evidence.Query) bool {
	return len(in.Needs) > 0 && !q.Cues.Has(in.Needs...) && !slices.ContainsFunc(in.Needs, func(id string) bool { return slices.Contains(q.Concepts, id) })
}

// near returns the matches, best first, that are no further behind the best of which the question has what it needs.
func near(reach float32, ranked []intent.Match, q *evidence.Query) []intent.Match {
	best := float32(math.Inf(-1))
	for _, m := range ranked {
		if v := m.Score; lacking(m.Intent, q) {
			best = max(best, v-needCost)
		} else {
			best = max(best, v)
		}
	}
	for i, m := range ranked {
		if m.Score < best-reach {
			return ranked[:i]
		}
	}
	return ranked
}

// nameless reports whether a question names nothing that it could be about.
func nameless(q *evidence.Query) bool {
	thing := slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "noun.") })
	return unnamed(q) && q.Metric == "" && q.Place == "" && (!thing || q.Cues.Has("back.it", "back.he"))
}

// compounded reports whether a verb is joined to the firm that does it: "X-powered phones". Then it is no other way round.
func compounded(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && strings.HasPrefix(m.ID, "act.") && m.First > 1 && r.tokens[m.First-1].Text == "-" && firms(r, func(f *gazetteer.Mention) bool { return f.Last == m.First-1 }) > 0
	})
}

// ambiguous makes the contrary reading of a yes/no question less likely where the plain one of the same intent is nearly as likely: a flat
// "no" takes more than that. So it does where what it denies has the question's own verb.
func (e *Engine) ambiguous(options []option) {
	for i := range options {
		o := &options[i]
		if o.match.Intent == nil || !o.match.Contrary || o.query.Facet != "facet.whether" {
			continue
		}
		for j := range options {
			if p := &options[j]; p.match.Intent == o.match.Intent && !p.match.Contrary && o.match.Score-p.match.Score < plainMargin {
				o.value -= ambiguousCost
			}
		}
		if !o.query.Cues.Has("set.not", "set.except") && e.index.Worded(o.finding, o.query.Bare) {
			o.value -= ambiguousCost // it says itself what it does
		}
	}
}
