// Package terminal speaks to a person at a keyboard, and to script tests: it renders replies as text and holds
// conversations.
package terminal

import (
	"fmt"
	"strconv"
	"strings"

	"marketbot/internal/answer"
)

// Phrases words what stands around an answer: [answer.Engine.Phrase].
type Phrases func(lang, key string, slots ...string) string

// Render returns a reply as text for a screen, with a line feed at its end. It is pure: the same reply and
// screen give the same bytes, and nothing of the reply's text acts on the terminal (see [Clean]).
func Render(r answer.Reply, say Phrases, s Screen) string {
	p := &page{screen: s}
	phrase := func(key string, slots ...string) string { return say(r.Language, key, slots...) }
	p.answer(r)
	if r.Table != nil {
		p.gap()
		p.table(r.Table)
	}
	if len(r.Derived) > 0 {
		p.gap()
		p.derived(r, phrase)
	}
	if r.AsOf != "" {
		p.gap()
		p.block(dim, "", "", phrase("page.as-of", "period", r.AsOf))
	}
	if len(r.Citations) > 0 {
		p.gap()
		p.evidence(r, phrase)
	}
	if len(r.Suggestions) > 0 {
		p.gap()
		p.block(dim, "", "", phrase("page.next"))
		for i, q := range r.Suggestions {
			p.block(link, fmt.Sprintf("  %d ", i+1), "    ", q)
		}
	}
	return p.text.String()
}

// answer writes the headline and, as one paragraph, the other sentences.
func (p *page) answer(r answer.Reply) {
	if len(r.Lines) == 0 {
		return
	}
	p.block(bold, "", "", r.Lines[0])
	rest := answer.Reply{Language: r.Language, Lines: r.Lines[1:]}
	if text := rest.Text(); text != "" {
		p.block(plain, "", "", text)
	}
}

func (p *page) derived(r answer.Reply, phrase func(string, ...string) string) {
	p.block(dim, "", "", phrase("page.derived"))
	for _, d := range r.Derived {
		p.block(plain, "  ", "    ", d.String())
	}
}

// evidence lists what the answer rests on; articles are named once, behind what is taken from them.
func (p *page) evidence(r answer.Reply, phrase func(string, ...string) string) {
	p.block(dim, "", "", phrase("page.evidence"))
	said := r.Text()
	for i, c := range r.Citations {
		note := phrase("page.note", "how", phrase("certainty."+c.Certainty, "source", c.Source), "n", strconv.Itoa(c.Paragraph))
		if c.Fragment == "" || strings.Contains(said, c.Fragment) { // a quotation that the answer gives
			p.block(dim, "  ", "  ", note)
		} else {
			p.block(plain, "  ", "  ", "“"+c.Fragment+"”")
			p.block(dim, "    ", "    ", note)
		}
		if i+1 == len(r.Citations) || r.Citations[i+1].Article != c.Article {
			publisher := c.Publisher
			if publisher == "" {
				publisher = phrase("publisher.unknown")
			}
			p.block(dim, "  ", "  ", phrase("page.article", "title", c.Article, "publisher", publisher))
		}
	}
}
