package discord

import (
	"slices"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/answer"
)

// around is what a message says beside the reply itself.
type around struct {
	Key      string // of the question, for feedback
	Question string
	Private  bool // only the asker sees it: offer to share it
}

// render makes the message of a reply. The sentences are its content: notifications, search and people who have
// embeds switched off get the answer, which components of the second version would keep from them (a message with
// those has no content). Table, period and sources are an embed below.
//
// It is pure, keeps within Discord's limits whatever the reply holds, and nothing of the reply's or the question's
// text acts on Discord.
func (s pages) render(r answer.Reply, o around) message {
	if len(r.Lines) == 0 {
		r.Lines = []string{s.Say(r.Language, "unknown.plain")}
	}
	b := &builder{pages: s, reply: r}
	m := newMessage(b.answer())
	if e := b.evidence(); e != (embed{}) {
		m.Embeds = append(m.Embeds, e)
	}
	b.suggestions()
	b.tools(o)
	b.compare()
	m.Components = append(m.Components, b.rows...)
	m.plain = s.Plain(r, maxContent, escape)
	if o.Private {
		m.Flags = ephemeral
	}
	return m
}

// A builder puts the parts of a message together.
type builder struct {
	pages
	reply answer.Reply
	rows  []row
	ids   []string // custom ids in use: a message has each once
}

func (b *builder) phrase(key string, slots ...string) string {
	return b.Say(b.reply.Language, key, slots...)
}

// answer writes the headline in bold and the other sentences.
func (b *builder) answer() string {
	lines := b.Fit(b.reply.Lines, b.reply.Language, maxContent-len("****\n"), escape)
	text := "**" + lines[0] + "**"
	if rest := shelf.Joined(b.reply.Language, lines[1:]); rest != "" {
		text += "\n" + rest
	}
	return text
}

// evidence is what the answer rests on: table, period, workings, sources. The footer is not parsed.
func (b *builder) evidence() embed {
	var e embed
	var parts []string
	if t := b.reply.Table; t != nil && len(t.Rows) > 0 {
		e.Title = line(shelf.Caption(t), maxTitle)
		parts = append(parts, b.table(t))
	}
	if b.reply.AsOf != "" {
		parts = append(parts, line(b.phrase("page.as-of", "period", b.reply.AsOf), maxNote))
	}
	if w := b.Workings(b.reply); w != "" {
		parts = append(parts, line(b.phrase("page.derived")+": "+w, maxNote))
	}
	e.Description = strings.Join(parts, "\n")
	sources := b.Sources(b.reply, maxSources)
	for i, s := range sources {
		sources[i] = caption(s, maxFooter/(maxSources+1)-1)
	}
	if len(sources) > 0 {
		e.Footer = &footer{strings.Join(sources, "\n")}
	}
	return e
}

// maxSources is how many articles are named; there may be one line more, which says how many are not.
const maxSources = 3

// button adds one to a list, unless it does not fit, or is there already.
func (b *builder) button(list []part, style int, text, id string) []part {
	if id == "" || slices.Contains(b.ids, id) || len(list) == maxButtons {
		return list
	}
	b.ids = append(b.ids, id)
	return append(list, part{Type: componentButton, Style: style, Label: caption(text, maxButtonLabel), ID: id})
}

func (b *builder) add(parts []part) {
	if len(parts) > 0 {
		b.rows = append(b.rows, row{componentRow, parts})
	}
}

// suggestions are buttons that ask the next question.
func (b *builder) suggestions() {
	var list []part
	for _, q := range b.reply.Suggestions {
		if q = asked(q); q != "" {
			list = b.button(list, stylePrimary, q, custom(idAsk, q))
		}
	}
	b.add(list)
}

// asked is a question as a custom id holds it.
func asked(q string) string {
	return strings.Join(strings.Fields(clip.Clean(clip.Cut(q, 8*maxCustomID))), " ")
}

// tools are the other things to do with an answer, and whether it was good.
func (b *builder) tools(o around) {
	var list []part
	lang := b.reply.Language
	if ids := b.Cited(b.reply, customRoom(idEvidence, lang)); ids != "" {
		list = b.button(list, styleSecondary, b.phrase("button.evidence"), custom(idEvidence, lang, ids))
	}
	if q := asked(b.Charted(b.reply)); q != "" {
		list = b.button(list, styleSecondary, b.phrase("button.chart"), custom(idChart, q))
	}
	if q := asked(o.Question); o.Private && q != "" {
		list = b.button(list, styleSecondary, b.phrase("button.share"), custom(idShare, q))
	}
	if o.Key != "" {
		list = b.button(list, styleSecondary, b.phrase("feedback.good"), custom(idGood, lang, o.Key))
		list = b.button(list, styleSecondary, b.phrase("feedback.bad"), custom(idBad, lang, o.Key))
	}
	b.add(list)
}

// compare is a select of what the answer's subject may be compared with.
func (b *builder) compare() {
	subject := b.Subject(b.reply)
	id := custom(idCompare, b.reply.Language, subject)
	if subject == "" || id == "" {
		return
	}
	var options []option
	for _, e := range b.Rivals(subject, maxOptions) {
		if clip.Count(e.ID) <= maxOptionText {
			options = append(options, option{caption(e.Name.In(b.reply.Language), maxOptionText), e.ID})
		}
	}
	if len(options) > 0 {
		b.add([]part{{Type: componentSelect, ID: id, Placeholder: caption(b.phrase("button.compare"), maxPlaceholder), Options: options}})
	}
}
