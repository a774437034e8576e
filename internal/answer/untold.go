package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// untold looks once more at an answer beside all that the question names, whatever reading of it was taken: a firm, a place, a period or a person of whom
// the answer tells nothing. What it tells is of others then, and it says so, or declines.
func (e *Engine) untold(u *turn, whole *turn) *turn {
	u = e.looked(u, whole)
	if u.leaned && u.finding.Status == evidence.Unknown && u.query.Facet != "facet.whether" {
		if one := onlyFirm(u.reading); one != nil && merelyNames(u.reading, one) {
			if f := e.index.OfNamed(u.finding, []string{one.ID}); f != nil {
				u.finding = f // "what about X?": it is what there is on X that is asked for
			}
		}
	}
	if f := e.asserted(u, whole); f != nil {
		u.finding = f
	}
	return u
}

// looked takes each look at an answer until one of them has something to say.
func (e *Engine) looked(u *turn, whole *turn) *turn {
	if f := e.misrated(u); f != nil {
		u.finding = f
		return u
	}
	if u.finding.Status != evidence.Answered || len(u.finding.Claims)+len(u.finding.Quotes) == 0 {
		return u
	}
	for i := range looks {
		l := &looks[i]
		if !u.reading.marks.any(&l.needs) {
			continue
		}
		if f := l.look(e, u, whole); f != nil {
			u.finding = f
			return u
		}
	}
	return u
}

// looks are the ways in which an answer is looked at once more, each with what must be mentioned for it to find anything, in their order.
var looks = [...]struct {
	needs marks
	look  func(e *Engine, u, whole *turn) *evidence.Finding // nil: there is nothing to say
}{
	{anything, (*Engine).ofStranger},
	{ids("facet.whether"), (*Engine).byStranger},
	{ids("ask.about"), (*Engine).unquoted},
	{kinds(gazetteer.Quote), (*Engine).misquoted},
	{choices.or(ids("back.it")), (*Engine).offersUnknown},
	{kinds(gazetteer.Place), (*Engine).abroadOnly},
	{kinds(gazetteer.Period), (*Engine).anotherTime},
	{kinds(gazetteer.Metric), (*Engine).otherMetric},
	{figured, (*Engine).contradicted},
	{ids("dir.", "move.up", "move.down"), (*Engine).unmoved},
	{ids("dir.up", "move.up"), (*Engine).opposed},
	{kinds(gazetteer.Company, gazetteer.Product, gazetteer.Person, gazetteer.Outlet, gazetteer.Event, gazetteer.Source), (*Engine).uninvolved},
}

// uninvolved corrects an answer that tells nothing of a firm which the question names, and declines where nothing tells of a product. A firm that the
// question offers to choose from, or excepts, needs no part in it.
func (e *Engine) uninvolved(u, whole *turn) *evidence.Finding {
	base := whole.base
	if len(base.Names)+len(base.People)+len(base.Others) == 0 {
		return nil
	}
	without := base.Cues.Has("set.except", "set.not", "set.aside")
	named := slices.Concat(base.Names, base.People, base.Others)
	none := slices.DeleteFunc(e.index.Uninvolved(u.finding, named), func(n string) bool {
		return without && slices.Contains(base.Excepted, n) || byTheWay(whole.reading, n)
	})
	if len(none) == 0 {
		if cue(u.reading, "facet.choice", func(c *gazetteer.Mention) bool {
			return slices.ContainsFunc(u.reading.mentions, func(m *gazetteer.Mention) bool {
				return m.Kind == gazetteer.Product && m.First >= c.Last && loosely(u.reading, c.Last, m.First) && e.index.Tells(u.finding, m.ID)
			})
		}) {
			return nil // "A, B or C?": it tells which of them it is
		}
		return e.index.Unmentioned(u.finding, base.Names)
	}
	if base.Cues.Has("set.also") && u.query.Facet != "facet.who" {
		return e.index.BesideThem(u.finding, none) // "X has it too?" asks of X what is known of others
	}
	return u.finding.Disclaimed(none)
}

// abroadOnly declines where the only places that a question names are outside the book, and the answer tells of none of them.
func (e *Engine) abroadOnly(u, _ *turn) *evidence.Finding {
	region := ""
	for _, m := range u.reading.mentions {
		switch {
		case m.Kind != gazetteer.Place || m.Ordinary || e.byChance(u, m):
		case !m.Foreign || e.index.Reaches(u.finding, m.ID):
			return nil
		default:
			region = m.ID
		}
	}
	if region == "" || u.query.Pronoun != "" {
		return nil
	}
	return e.index.NotThere(u.finding, region)
}

// byChance reports whether a place outside the book is no place that is asked about: an ordinary word, "us", a part of a quotation, or where a sanction or a
// tariff is from.
func (e *Engine) byChance(u *turn, m *gazetteer.Mention) bool {
	_, ordinary := e.abroad[u.reading.tokens[m.First].Text]
	return m.Last-m.First == 1 && ordinary && u.base.Abroad != m.ID || quotes(u.reading, m.First) || slices.ContainsFunc(u.reading.mentions, func(c *gazetteer.Mention) bool {
		return c.First == m.Last && c.Kind == gazetteer.Concept && fromAbroad[c.ID]
	})
}

// anotherTime declines figures where the only periods that a question names are ones of which the book has none.
func (e *Engine) anotherTime(u, _ *turn) *evidence.Finding {
	if u.base.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	var other evidence.Period
	for _, m := range u.reading.mentions {
		if m.Kind != gazetteer.Period || m.Period.Quarter == 0 {
			continue
		}
		year, quarter := int(m.Period.Year), int(m.Period.Quarter)
		if e.index.Dated(year, quarter) {
			return nil
		}
		if year == 0 {
			year = e.index.Latest.Year
		}
		other = evidence.Period{Year: year, Quarter: quarter}
	}
	if other.Quarter == 0 {
		return nil
	}
	return e.index.NotThen(u.finding, other)
}

// otherMetric declines figures where the metrics that a question names are ones of which the book has none, and adds that of some where it has others.
func (e *Engine) otherMetric(u, _ *turn) *evidence.Finding {
	if u.base.Cues.Has("set.not", "set.except", "facet.choice") {
		return nil
	}
	lacking, have := "", u.base.Cues.Has("ask.growth")
	for _, m := range u.reading.mentions {
		switch {
		case m.Kind != gazetteer.Metric || m.Ordinary || quotes(u.reading, m.First) || cue(u.reading, "ask.", func(c *gazetteer.Mention) bool { return c.First < m.First && m.First < c.Last }):
		case e.index.Held(m.ID):
			have = true
		default:
			lacking = m.ID
		}
	}
	if lacking == "" {
		return nil
	}
	return e.index.WithoutMetric(u.finding, lacking, have)
}

// ofStranger declines somebody's words or view where those of one whom nothing knows are asked for, and corrects them where they are not for that one.
func (e *Engine) ofStranger(u, whole *turn) *evidence.Finding {
	if !e.index.Personal(u.finding) && len(whole.base.People) == 0 {
		return nil
	}
	name, words := e.unknownName(u.reading)
	if name == "" || words == 1 && len(u.finding.Quotes) == 0 {
		return nil
	}
	return e.index.NotHeard(u.finding, name, len(whole.base.People) > 0)
}

// unquoted declines a firm's view or comment where nothing quotes anybody of it: "X's take on Y".
func (e *Engine) unquoted(u, _ *turn) *evidence.Finding {
	r, who := u.reading, ""
	cue(r, "ask.about", func(c *gazetteer.Mention) bool {
		firms(r, func(m *gazetteer.Mention) bool {
			if owns(r, m.Last) && m.Last+1 == c.First && c.Last-c.First > 1 && e.index.Speaker(m.ID) == "" {
				who = m.ID
			}
			return false
		})
		return who != ""
	})
	if who == "" || len(u.finding.Quotes) > 0 {
		return nil
	}
	return e.index.NotHeard(u.finding, e.words.name(r.language, who), false)
}

// misquoted says that somebody's words are not those in quotation marks whose they are asked to be: "'use our AI to power their tablets', who said that?"
func (e *Engine) misquoted(u, _ *turn) *evidence.Finding {
	if u.reading.quoted == "" || u.query.Quote == "" || len(u.finding.Quotes) != 1 || u.base.Cues.Has("facet.choice") {
		return nil
	}
	return e.index.Misquoted(u.finding, u.reading.quoted)
}

// unknownName returns a name that nothing knows and that is no part of a quotation, or "": two words or three, "Ann Poe", "Fox News", or one by its capital. And of how many words it is.
func (e *Engine) unknownName(r *reading) (name string, words int) {
	for i := 0; i < len(r.tokens); i++ {
		end := i
		for end < len(r.tokens) && end-i < mostOfName && r.tokens[end].Kind == utterance.Word && e.unlisted(r.written(end)) && (!mentionedAt(r, end) || end > i && !masked(r, &gazetteer.Mention{First: end, Last: end + 1}) && capitalised(r.text, r.tokens[end])) {
			end++
		}
		one := end-i == 1 && proper(r.text, r.tokens, i) && !e.known(r.tokens[i].Text)
		if (end-i > 1 || one) && !quotes(r, i) && !(i == 0 && broken(r, end, min(end+1, len(r.tokens)))) {
			return r.span(i, end), end - i
		}
		i = max(i, end-1)
	}
	return "", 0
}

// offersUnknown declines where a question offers two things to choose from that nothing knows, "the A or the B?", or singles one out, "is it A that ...?"
func (e *Engine) offersUnknown(u, _ *turn) *evidence.Finding {
	r := u.reading
	unknown := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].Kind == utterance.Word && capitalised(r.text, r.tokens[i]) && !mentionedAt(r, i) && !quotes(r, i) && !small(r.tokens[i])
	}
	past := func(i, step int) int {
		for i >= 0 && i < len(r.tokens) && (small(r.tokens[i]) || r.tokens[i].Kind == utterance.Break) && !mentionedAt(r, i) {
			i += step
		}
		return i
	}
	for _, c := range r.mentions {
		switch {
		case c.Kind != gazetteer.Cue:
		case c.ID == "facet.choice" && unknown(past(c.First-1, -1)) && unknown(past(c.Last, 1)):
			return e.doubtful(r.written(past(c.First-1, -1)))
		case c.ID == "back.it" && c.First == 1 && wordOf(r, "word.be", 0) && unknown(c.Last) && wordOf(r, "word.that", c.Last+1):
			return e.doubtful(r.written(c.Last))
		}
	}
	return nil
}

// unmoved declines a statement as an answer to whether a firm is up or down, of which it says nothing: "is X up since the news?"
func (e *Engine) unmoved(u, _ *turn) *evidence.Finding {
	if u.query.Intent == nil || u.query.Intent.Operation != "tell" || len(u.finding.Parts) == 0 || u.finding.Parts[0].Key != "lead" || e.index.TellsWay(u.finding) {
		return nil
	}
	r := u.reading
	if firms(r, func(m *gazetteer.Mention) bool {
		at := m.First - 1
		if at > 0 && r.tokens[at].Kind == utterance.Break {
			at-- // "$X"
		}
		return wordOf(r, "word.be", at) && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return c.First == m.Last && (ofWay(c.ID) || c.ID == "move.up" || c.ID == "move.down")
		})
	}) == 0 {
		return nil
	}
	return &evidence.Finding{Status: evidence.Unknown, Parts: []evidence.Part{e.covers("unknown.covers")}}
}

// opposed takes back the reason for a decline as the answer to why something rose: "what made it jump?"
func (e *Engine) opposed(u, whole *turn) *evidence.Finding {
	base := whole.base
	up := slices.Contains(base.Concepts, "dir.up") || base.Cues.Has("move.up")
	if base.Facet != "facet.why" || !up || !bareOnly(base, "dir.up", "act.win", "noun.reason", "adj.former", "noun.period", "rel.threshold") || base.Cues.Has("set.not") {
		return nil
	}
	return e.index.Opposed(base, u.finding)
}

// spelt is a word of a text as it is written there.
func (r *reading) spelt(folded string) string {
	if i := slices.IndexFunc(r.tokens, func(t utterance.Token) bool { return t.Text == folded }); i >= 0 {
		return r.written(i)
	}
	return folded
}

// written is a token as it is written.
func (r *reading) written(i int) string { return r.span(i, i+1) }

// span is what is written from a token up to another, without that.
func (r *reading) span(from, to int) string { return r.text[r.tokens[from].Start:r.tokens[to-1].End] }

// quotes reports whether a token stands in quotation marks.
func quotes(r *reading, i int) bool {
	return r.quoted != "" && strings.Contains(r.quoted, r.written(i))
}

// byTheWay reports whether all mentions of a firm are ordinary words, or one of two that the question offers to choose from: "X or Y".
func byTheWay(r *reading, id string) bool {
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.ID == id && !m.Ordinary && !cue(r, "facet.choice", func(c *gazetteer.Mention) bool {
			return c.Last <= m.First && loosely(r, c.Last, m.First) && offers(r, id, c.First-reachOfOffer, c.First) ||
				m.Last <= c.First && loosely(r, m.Last, c.First) && offers(r, id, c.Last, c.Last+reachOfOffer)
		})
	})
}

// reachOfOffer is within how many tokens of an "or" the other firm stands that is offered.
const reachOfOffer = 4

// offers reports whether another firm is mentioned between two tokens.
func offers(r *reading, than string, from, to int) bool {
	return firms(r, func(m *gazetteer.Mention) bool { return m.ID != than && from <= m.First && m.First < to }) > 0
}

// loosely reports whether nothing but small words and breaks stand between two tokens.
func loosely(r *reading, from, to int) bool {
	return !slices.ContainsFunc(r.tokens[from:to], func(t utterance.Token) bool { return t.Kind != utterance.Break && !small(t) })
}
