package slack

import (
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"marketbot/internal/answer"
	"marketbot/internal/desk"
)

// A page is a rendered reply: blocks, and the same as plain text for notifications, screen readers and
// clients without blocks.
type page struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks"`
}

// around is what a page says beside the reply itself.
type around struct {
	Key      string // of the question, for feedback
	Question string
	Private  bool // only the asker sees it: offer to share it
}

// render makes the page of a reply. It is pure, keeps within Slack's limits whatever the reply holds, and
// nothing of the reply's or the question's text acts on Slack.
func (s *shelf) render(r answer.Reply, o around) page {
	if len(r.Lines) == 0 {
		r.Lines = []string{s.say(r.Language, "unknown.plain")}
	}
	b := &builder{shelf: s, reply: r}
	b.answer()
	b.table()
	b.notes()
	b.suggestions()
	b.tools(o)
	b.feedback(o)
	return page{Text: s.fallback(r), Blocks: b.blocks}
}

// A builder puts the blocks of a page together.
type builder struct {
	*shelf
	reply  answer.Reply
	blocks []slack.Block
}

func (b *builder) phrase(key string, slots ...string) string {
	return b.say(b.reply.Language, key, slots...)
}

func (b *builder) add(block slack.Block) { b.blocks = append(b.blocks, block) }

// answer writes the headline in bold and the other sentences. Rich text is not parsed, so no sentence can
// break out of it.
func (b *builder) answer() {
	lines := b.fit(b.reply.Lines, b.reply.Language, maxSection, plain)
	text := []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(lines[0], &slack.RichTextSectionTextStyle{Bold: true})}
	if rest := joined(b.reply.Language, lines[1:]); rest != "" {
		text = append(text, slack.NewRichTextSectionTextElement("\n"+rest, nil))
	}
	b.add(slack.NewRichTextBlock("", slack.NewRichTextSection(text...)))
}

// joined puts sentences together as the language does.
func joined(lang string, lines []string) string {
	return answer.Reply{Language: lang, Lines: lines}.Text()
}

// fit returns as many whole sentences as have room, made safe for where they go; what was cut is said in the
// last. There is always one.
func (s *shelf) fit(lines []string, lang string, room int, safe func(string) string) []string {
	var out []string
	left := room - count(safe(s.cutNote(lang, len(lines)))) - 1
	for i, l := range lines {
		l = strings.TrimSpace(cut(l, 2*maxText))
		if strings.TrimSpace(plain(l)) == "" {
			continue
		}
		if n := count(safe(l)) + 1; n <= left {
			out, left = append(out, safe(l)), left-n
			continue
		}
		if len(out) == 0 { // one sentence that is too long
			out = append(out, squeezed(l, left, safe))
			i++
		}
		if n := len(lines) - i; n > 0 {
			out = append(out, safe(s.cutNote(lang, n)))
		}
		break
	}
	if len(out) == 0 {
		out = []string{safe(s.say(lang, "unknown.plain"))}
	}
	return out
}

// squeezed returns as much of a text as has room once it is safe.
func squeezed(text string, room int, safe func(string) string) string {
	for n := room; n > 0; n = n * 4 / 5 {
		if s := safe(shorten(text, n)); count(s) <= room {
			return s
		}
	}
	return ""
}

func (s *shelf) cutNote(lang string, n int) string {
	return s.say(lang, "page.cut", "n", strconv.Itoa(n))
}

// notes are what the answer rests on: period, workings, sources.
func (b *builder) notes() {
	var texts []string
	if b.reply.AsOf != "" {
		texts = append(texts, b.phrase("page.as-of", "period", b.reply.AsOf))
	}
	if w := b.workings(b.reply); w != "" {
		texts = append(texts, b.phrase("page.derived")+": "+w)
	}
	texts = append(texts, b.sources(b.reply, maxContextElements-1-len(texts))...)
	if len(texts) == 0 {
		return
	}
	var elements []slack.MixedElement
	for _, t := range texts {
		elements = append(elements, words(shorten(plain(t), maxContextText)))
	}
	b.add(slack.NewContextBlock("", elements...))
}

// words is a text that Slack shows as it is.
func words(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

// label is a text of at most n characters for a button or title; Slack refuses empty ones.
func label(text string, n int) *slack.TextBlockObject {
	text = cut(text, 8*n) // before anything that takes time
	text = strings.TrimSpace(strings.ReplaceAll(plain(text), "\n", " "))
	if text == "" {
		text = "…"
	}
	return words(shorten(text, n))
}

// workings are the formulas of derived figures.
func (s *shelf) workings(r answer.Reply) string {
	var out []string
	for _, d := range r.Derived {
		out = append(out, d.String())
	}
	return strings.Join(out, "; ")
}

// sources are one line for each article: who measured or said what is cited, and where it stands.
func (s *shelf) sources(r answer.Reply, most int) []string {
	type article struct{ title, publisher string }
	var order []article
	notes := map[article][]string{}
	for _, c := range r.Citations {
		a := article{c.Article, c.Publisher}
		if notes[a] == nil {
			order = append(order, a)
		}
		note := s.say(r.Language, "page.note", "how", s.say(r.Language, "certainty."+c.Certainty, "source", c.Source), "n", strconv.Itoa(c.Paragraph))
		if !slices.Contains(notes[a], note) {
			notes[a] = append(notes[a], note)
		}
	}
	var out []string
	for i, a := range order {
		if i == most {
			return append(out, s.say(r.Language, "page.more", "n", strconv.Itoa(len(order)-i)))
		}
		from := s.say(r.Language, "page.article", "title", shorten(a.title, maxCaption), "publisher", first(shorten(a.publisher, maxCaption), s.say(r.Language, "publisher.unknown")))
		out = append(out, from+": "+shorten(strings.Join(notes[a], "; "), 2*maxCaption))
	}
	return out
}

// suggestions are buttons that ask the next question.
func (b *builder) suggestions() {
	var buttons []slack.BlockElement
	for i, q := range b.reply.Suggestions {
		if q = strings.TrimSpace(clean(q)); q == "" || count(q) > maxButtonValue || len(buttons) == 5 {
			continue
		}
		buttons = append(buttons, slack.NewButtonBlockElement(idAsk+":"+strconv.Itoa(i), q, label(q, maxButtonText)))
	}
	if len(buttons) > 0 {
		b.add(slack.NewActionBlock("", buttons...))
	}
}

// tools are the other things to do with an answer.
func (b *builder) tools(o around) {
	var tools []slack.BlockElement
	if ids := b.cited(); ids != "" {
		tools = append(tools, slack.NewButtonBlockElement(shorten(idEvidence+":"+b.reply.Language, maxID), ids, label(b.phrase("button.evidence"), maxButtonText)))
	}
	if q := b.charted(); q != "" {
		tools = append(tools, slack.NewButtonBlockElement(idChart, q, label(b.phrase("button.chart"), maxButtonText)))
	}
	if subject := b.subject(); subject != "" {
		if id := idCompare + ":" + b.reply.Language + ":" + subject; count(id) <= maxID {
			pick := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, label(b.phrase("button.compare"), maxPlaceholder), id)
			pick.MinQueryLength = new(int)
			tools = append(tools, pick)
		}
	}
	if q := strings.TrimSpace(clean(o.Question)); o.Private && q != "" && count(q) <= maxButtonValue {
		tools = append(tools, slack.NewButtonBlockElement(idShare, q, label(b.phrase("button.share"), maxButtonText)))
	}
	if len(tools) > 0 {
		b.add(slack.NewActionBlock("", tools...))
	}
}

// cited are the ids of what is cited, as many as a button holds.
func (b *builder) cited() string {
	var ids string
	for _, c := range b.reply.Citations {
		if _, ok := b.claims[c.ID]; !ok {
			continue
		}
		if next := strings.TrimSpace(ids + " " + c.ID); count(next) <= maxButtonValue {
			ids = next
		}
	}
	return ids
}

// charted is a question whose answer has a chart, where this one has figures but no chart.
func (b *builder) charted() string {
	q := b.reply.Query
	if b.reply.Table != nil || !q.Figures() || len(b.reply.Citations) == 0 {
		return ""
	}
	for _, p := range b.book.Places {
		if p.ID == q.Place || q.Place == "" && p.ID == b.book.Default.Place {
			return b.phrase("suggest.rank", "place", p.Name.In(b.reply.Language))
		}
	}
	return ""
}

// subject is the company or product that an answer about figures is of.
func (b *builder) subject() string {
	if !b.reply.Query.Figures() {
		return ""
	}
	for _, id := range b.reply.Query.Names {
		if e := b.names[id]; e != nil && slices.Contains(comparable, e.Kind) {
			return id
		}
	}
	return ""
}

// feedback asks whether the answer was good.
func (b *builder) feedback(o around) {
	value := " " + b.reply.Language + " " + o.Key
	if o.Key == "" || count(value) > maxButtonValue-len(desk.Good) {
		return
	}
	b.add(slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(idRating,
		slack.NewFeedbackButton(label(b.phrase("feedback.good"), maxButtonText), string(desk.Good)+value),
		slack.NewFeedbackButton(label(b.phrase("feedback.bad"), maxButtonText), string(desk.Bad)+value))))
}

// fallback is the whole reply as text: sentences, table, period and sources. When it is too long, rows of the
// table go first, then sentences; the sources stay.
func (s *shelf) fallback(r answer.Reply) string {
	var tail []string
	if r.AsOf != "" {
		tail = append(tail, shorten(s.say(r.Language, "page.as-of", "period", r.AsOf), maxCaption*2))
	}
	if w := s.workings(r); w != "" {
		tail = append(tail, shorten(s.say(r.Language, "page.derived")+": "+w, maxCaption*2))
	}
	tail = append(tail, s.sources(r, 3)...)
	for i, t := range tail { // half of the text at most
		tail[i] = squeezed(t, maxText/2/len(tail)-1, escape)
	}
	room := maxText - count(strings.Join(tail, "\n")) - 1
	text := joined(r.Language, s.fit(r.Lines, r.Language, room, escape))
	parts := []string{text}
	room -= count(text)
	for _, row := range s.rows(r.Table) {
		if row = escape(row); count(row)+1 <= room {
			parts, room = append(parts, row), room-count(row)-1
		}
	}
	return strings.Join(append(parts, tail...), "\n")
}
