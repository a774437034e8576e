package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/knowledge"
)

// lastPerson returns whom the last turn of a thread was about: the person named or quoted last, else the only one the book knows of
// who confirmed something.
func (th *thread) lastPerson(e *Engine) string {
	if n := len(th.people); n > 0 {
		return th.people[n-1]
	}
	if th.last.finding == nil {
		return ""
	}
	for _, c := range th.last.finding.Claims {
		if list := e.index.Staff(c.By); len(list) == 1 {
			return list[0].ID
		}
	}
	return ""
}

// ofPerson reports whether the last question was about a person, or answered with one's words.
func (th *thread) ofPerson() bool {
	if th.last == nil {
		return false
	}
	f := th.last.finding
	return len(th.last.query.People) > 0 || f != nil && len(f.Quotes) > 0
}

// thingTokens is how many tokens a question has at most that names only the thing it is for: "and the title?"
const thingTokens = 4

// position reads "title?", "what is his job?" and, behind a person, "company?" as the question who that is.
func (th *thread) position(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	who := q.Cues.Has("back.he") && q.With == "" && q.Facet == "facet.who" && len(q.Bare) == 0 && len(r.tokens) <= thingTokens+1
	post := bareOnly(q, "noun.role", "noun.employee", "noun.position", "act.hold") && (slices.Contains(q.Bare, "noun.role") || q.Cues.Has("back.he") && len(q.Bare) > 0 && q.Bare[0] != "act.hold")
	firm := q.Cues.Has("ask.firm") && !q.Cues.Has("ask.count") && (len(r.tokens) <= thingTokens || r.language == "zh") && th.ofPerson() && bareOnly(q, "act.make")
	if !namesNone(q) || !short(r) || len(q.People) > 1 || q.Cues.Has("back.they") || !who && !(post && (th.ofPerson() || q.Cues.Has("back.he") || th.lastPerson(e) != "")) && !firm {
		return q, false
	}
	if len(q.People) == 0 {
		id := th.lastPerson(e)
		if id == "" {
			return q, false
		}
		q = q.Clone()
		q.People = []string{id}
	}
	q = q.Clone()
	q.Quote, q.Facet, q.Contrary, q.Titles = "", "facet.who", false, nil
	q.Intent = e.index.Doing("role")
	return q, q.Intent != nil && e.index.Titled(q.People[0])
}

// employing reads "of which company?" after who somebody is as the question for that once more.
func (th *thread) employing(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	firm := cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last-c.First > 1 }) || q.Cues.Has("ask.firm")
	if last.Intent.Operation != "role" || len(last.People) != 1 || !firm || q.Facet != "facet.who" || len(r.tokens) > barelyTokens || !namesNone(q) || len(q.People)+len(q.Titles)+len(q.Bare) > 0 {
		return q, false
	}
	q = q.Clone()
	q.People, q.Intent, q.Facet, q.Contrary = last.People, last.Intent, "facet.who", false
	return q, true
}

// incumbent reads "who is, then?" and "and who is X's?" after who holds a title as the question who does.
func (th *thread) incumbent(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "role" || len(last.Titles) != 1 || q.Facet != "facet.who" || len(r.tokens) > barelyTokens || len(q.People)+len(q.Titles)+len(q.Bare) > 0 ||
		q.Cues.Has("back.he", "back.they", "set.also") {
		return q, false
	}
	q = q.Clone()
	q.Titles, q.Intent, q.Contrary = last.Titles, last.Intent, false
	if possessing(q, r) {
		return q, true
	}
	if !namesNone(q) {
		return q, false
	}
	if q.Names = last.Names; len(q.Names) == 0 && last.TitleOf != "" {
		q.Names = []string{last.TitleOf}
	}
	return q, true
}

// possessing reports whether a question names nothing but a company of which something is asked: "and who is X's?"
func possessing(q *evidence.Query, r *reading) bool {
	firm := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Company && owns(r, m.Last) })
	names := q.Names
	q = q.Clone()
	q.Names = nil
	return firm && len(names) == 1 && namesNone(q)
}

// subject reads "about what?" behind somebody's words as the question what they were about.
func (th *thread) subject(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if !namesNone(q) || len(q.People)+len(q.Bare) > 0 || len(r.tokens) > thingTokens || !q.Cues.Has("ask.about") || !q.Cues.Has("ask.what") || !th.last.query.Quoting() || f == nil || len(f.Quotes) != 1 {
		return q, false
	}
	q = q.Clone()
	q.People, q.Facet, q.Contrary = []string{f.Quotes[0].Speaker}, "facet.where", false
	q.Intent = e.index.Doing("venue")
	return q, q.Intent != nil
}

// define reads "and X?" behind the question who somebody is as the question what X is, where that is a source, an outlet or an event.
func (th *thread) define(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	in := th.last.query.Intent
	if (in.Operation != "role" && in != e.defining(th.last.query.Others)) || len(q.Others) != 1 || len(q.Names)+len(q.People)+len(q.Bare)+len(q.Percents) > 0 || q.Metric != "" || len(r.tokens) > thingTokens {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary = "", false
	q.Intent = e.defining(q.Others)
	return q, q.Intent != nil
}

// whatIsThat reads "what is that?" after a statement that speaks of one thing that the question did not name as the question what that thing is.
func (th *thread) whatIsThat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if f.Silent() || len(f.Claims) == 0 || !q.Cues.Has("ask.what") || !q.Cues.Has("back.it") || !mute(q) || !barely(r) || len(q.Bare) > 0 || q.Place != "" || q.Facet != "" || q.Cues.Has("set.not", "set.also", "facet.choice") {
		return q, false
	}
	if len(th.last.base.Stated()) == 1 {
		return th.onceMore(), true // "there is an 11% in it. What is it?"
	}
	thing, in := e.index.Introduced(f, th.last.base.Names)
	if in == nil {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = []string{thing}, false, in
	return q, true
}

// defining returns the intent that tells what the only one of some is, or nil.
func (e *Engine) defining(others []string) *knowledge.Intent {
	if len(others) != 1 {
		return nil
	}
	return e.index.Defining(others[0])
}
