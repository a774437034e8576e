package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// sentenceOf reads "only the last sentence" behind somebody's words as that one of theirs.
func (th *thread) sentenceOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if q.Sentence == 0 || f == nil || len(f.Quotes) != 1 || !short(r) || !unnamed(q) || len(q.Percents) > 0 || q.Metric != "" || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	q = q.Clone()
	q.People, q.Facet, q.Contrary, q.Ranks = []string{f.Quotes[0].Speaker}, "", false, nil
	q.Intent = e.index.Intent("quote")
	return q, q.Intent != nil
}

// whoseWord reads "who is 'they'?" behind somebody's words as the question whom that word of theirs stands for.
func (th *thread) whoseWord(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if q.Facet != "facet.who" || f == nil || len(f.Quotes) != 1 || !barely(r) || !nobody(q) || q.Metric != "" || len(q.Bare) > 0 {
		return q, false
	}
	end := lastWord(r.tokens)
	if end == 0 || f.Quotes[0].Means[r.tokens[end-1].Text] == "" {
		return q, false
	}
	q = q.Clone()
	q.Pronoun, q.Quote, q.Contrary = r.tokens[end-1].Text, f.Quotes[0].ID, false
	q.Intent = e.index.Intent("quote")
	return q, q.Intent != nil
}

// measureOf reads "is that its share or its growth?" after a question that states a figure, or after a rate, as one for what that is a figure of.
func (th *thread) measureOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	measure := q.Metric != "" || q.Cues.Has("metric.unheld", "ask.growth") || slices.ContainsFunc(q.Bare, ofWay)
	opens := len(last.Stated()) == 1 && len(r.tokens) > 0 && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == 0 }) // "so ... or ...?"
	if !q.Cues.Has("facet.choice") || !q.Cues.Has("back.it") && !opens || !measure || !short(r) || !nobody(q) || q.Asked.Said || q.Abroad != "" || !asksAtMost(q, "facet.whether") || !last.Figures() ||
		q.Cues.Has("deg.more", "deg.less", "deg.top", "unit.points", "set.not") || slices.ContainsFunc(q.Bare, func(id string) bool {
		return !ofThing(id) && !ofWay(id) && id != "act.sell" && id != "act.ship" && id != "adj.fast"
	}) {
		return q, false
	}
	stated := last.Stated()
	if len(stated) != 1 || len(last.Names) > 1 {
		last = last.Clone()
		last.Facet, last.Contrary = "", false
		return last, moves[last.Intent.Operation] && th.namedOne() // which says what it is
	}
	q = q.Clone()
	q.Names, q.Percents, q.Contrary, q.Facet = last.Names, stated, false, "facet.whether"
	q.Cues = evidence.Cues{"facet.choice", "metric.unheld"}
	q.Intent = e.index.Intent("verify")
	return q, q.Intent != nil
}

// shown notes what a quotation that a question wants shows or is about: "a line that proves X was first", "any quote on X?" A sentence or a line that it
// wants one of is only the form of an answer.
func shown(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "noun.quotation" && r.language == "zh" && closes(r, m) {
			shownBefore(q, r, m)
			return
		}
		if m.Kind != gazetteer.Concept || m.ID != "noun.quotation" || m.Last >= len(r.tokens) || inSentence(r, m, 0) || sentenceOn(r, m) || !bears(r, m.Last) {
			continue
		}
		for _, c := range r.mentions {
			if c.First >= m.Last && (c.Kind == gazetteer.Concept || c.Kind == gazetteer.Product) {
				q.Shown = once(q.Shown, c.ID)
			}
		}
		return
	}
}

// shownBefore notes what a quotation shows where its clause stands before it, behind a word for showing or explaining.
func shownBefore(q *evidence.Query, r *reading, quotation *gazetteer.Mention) {
	shows := false
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Concept || c.Last > quotation.First {
			continue
		}
		if shows && c.ID != "act.show" && c.ID != "act.make" {
			q.Shown = once(q.Shown, c.ID)
		}
		shows = shows || c.ID == "act.explain"
	}
}

// bears reports whether what stands at a token says what a quotation before it is about or shows: "that ...", "on ...", "is about ...", "in which ...".
func bears(r *reading, at int) bool {
	begins := func(at int, ids ...string) bool {
		return cue(r, "", func(c *gazetteer.Mention) bool { return c.First == at && slices.Contains(ids, c.ID) })
	}
	return begins(at, "ask.about", "back.it", "facet.where") || bearer(r, at) || begins(at, "facet.whether") && begins(at+1, "ask.about") || begins(at+1, "ask.which") && wordOf(r, "word.in", at)
}

// bearer reports whether a word for showing or proving begins at a token.
func bearer(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.First == at && (m.ID == "act.show" || m.ID == "noun.fact" || m.ID == "act.confirm")
	})
}

// usesWords drops the "use" of "what words did X use?": it is no topic.
func usesWords(q *evidence.Query, r *reading) {
	for _, w := range r.mentions {
		if w.Kind == gazetteer.Concept && (w.ID == "act.say" || w.ID == "noun.quotation") && cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == w.First && (c.ID == "ask.what" || c.ID == "ask.which")
		}) {
			use := func(id string) bool { return id == "act.use" }
			q.Concepts, q.Bare = slices.DeleteFunc(q.Concepts, use), slices.DeleteFunc(q.Bare, use)
			return
		}
	}
}
