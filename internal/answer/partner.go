package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// predecessor reads "and before them?" after a chosen partner as a question for the one of before.
func (th *thread) predecessor(e *Engine, q *evidence.Query, _ *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("back.it", "back.and") || !slices.Contains(q.Concepts, "adj.former") || len(q.Concepts) > 1 || !unnamed(q) ||
		th.last.query.Figures() || th.last.finding == nil {
		return q, false
	}
	names := e.index.Before(th.last.finding.Claims)
	if len(names) == 0 {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary = names, "", false
	q.Intent = e.index.Standing()
	return q, q.Intent != nil
}

// instead reads "who then?" after how somebody stands in a deal, and "and now?" after who was a partner before, as a question for whoever was chosen.
func (th *thread) instead(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	now := slices.Contains(q.Concepts, "adj.current") && len(q.Bare) < 2 // "who now?"
	since := now && th.last.finding != nil && e.index.Formerly(th.last.finding.Claims) && asksAtMost(q, "facet.who", "facet.whether") && barely(r) && unnamed(q) && q.Metric == "" && !q.Cues.Has("set.not", "set.also")
	whoNow := q.Facet == "facet.who" && barely(r) && unnamed(q) && q.Metric == "" && (len(q.Bare) == 0 || now) && !q.Cues.Has("set.also") && (!q.Cues.Has("back.it") || q.Cues.Has("back.and"))
	if !since && (!whoNow || !th.standing() && !th.chose(e) && !((ofVerb(r) || now) && th.parted(e))) {
		return q, false
	}
	for _, r := range e.index.Chosen() {
		if slices.Contains(last.Names, r.Subject) {
			q = q.Clone()
			q.Names = []string{r.Subject, r.Object}
		}
	}
	if len(q.Names) == 0 && len(e.index.Chosen()) == 1 {
		r := e.index.Chosen()[0]
		q = q.Clone()
		q.Names = []string{r.Subject, r.Object}
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Contrary = e.index.Standing(), "", false
	return q, q.Intent != nil && len(q.Names) > 0
}

// standing reports whether the last answer said how somebody stands in a deal, whatever its question was taken for.
func (th *thread) standing() bool {
	f := th.last.finding
	return th.last.query.Intent.Operation == "relation" || f != nil && slices.ContainsFunc(f.Parts, func(p evidence.Part) bool { return strings.HasPrefix(p.Key, "relation.") })
}

// ofVerb reports whether a question is nothing but who did it, with a verb that stands for another: "so who did?"
func ofVerb(r *reading) bool {
	return cue(r, "facet.who", func(w *gazetteer.Mention) bool {
		return cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == w.Last })
	})
}

// parted reports whether the last answer was about somebody in a deal who was not chosen.
func (th *thread) parted(e *Engine) bool {
	f := th.last.finding
	return th.last.query.Intent.Operation == "tell" && f != nil && len(f.Claims) > 0 && e.index.Unchosen(f.Claims[0])
}

// howItWent reads "and that went well?" after who a partner is or was as a question how it went with them.
func (th *thread) howItWent(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !slices.Contains(q.Bare, "act.succeed") || !bareOnly(q, "act.succeed") || !q.Cues.Has("back.it") || !unnamed(q) || q.Metric != "" || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "facet.choice", "time.future") ||
		!short(r) || th.last.finding == nil || th.last.query.Intent.Operation != "tell" && th.last.query.Intent.Operation != "relation" {
		return q, false
	}
	with := e.index.Partner(th.last.finding.Claims)
	if with == nil {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = []string{with.Subject, with.Object}, false, "facet.whether"
	q.Intent = e.index.Standing()
	return q, q.Intent != nil
}

// chose reports whether the last question was whether somebody chose another, and the book says otherwise.
func (th *thread) chose(e *Engine) bool {
	f := th.last.finding
	return th.last.query.Intent.Operation == "tell" && f != nil && f.Status == evidence.Corrected && len(e.index.Stated(f.Claims)) > 0
}
