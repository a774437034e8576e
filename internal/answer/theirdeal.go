package answer

import "marketbot/internal/answer/gazetteer"

// theirDeal reads "when did the deal start?" behind a question about a firm that was not chosen for any as one about its deal. It is nil for any
// other.
func (e *Engine) theirDeal(u *turn, th *thread, s *scratch) *turn {
	r := u.reading
	firm := th.unchosenFirm(e)
	if firm == "" || !short(r) || !mute(u.base) || u.base.Facet == "facet.who" || len(r.forms.Owner) == 0 {
		return nil
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "noun.deal" {
			continue
		}
		at := m.First - 1
		if !wordOf(r, "word.the", at) && !cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == at && c.Last == m.First }) {
			continue
		}
		name := e.words.name(r.language, firm)
		if r.language != "zh" {
			name += r.forms.Owner[0] + " "
		}
		v := e.sentence(r.text[:r.tokens[at].Start]+name+r.text[r.tokens[m.First].Start:], th.blank(), s, nil)
		if v.finding == nil || v.aside() {
			return nil
		}
		return in(u, v)
	}
	return nil
}

// unchosenFirm returns the one firm beside the subject of a deal of which the last question was whether it has one, where it was not chosen; else "".
func (th *thread) unchosenFirm(e *Engine) (firm string) {
	if th.last == nil || th.last.query.Intent == nil || th.last.query.Figures() || th.last.query.Quoting() {
		return ""
	}
	for _, n := range th.last.base.Names {
		if e.index.Outside(n) {
			if firm != "" {
				return ""
			}
			firm = n
		}
	}
	return firm
}
