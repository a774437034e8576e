package slack

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/shelf"
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
func (s pages) render(r answer.Reply, o around) page {
	if len(r.Lines) == 0 {
		r.Lines = []string{s.Say(r.Language, "unknown.plain")}
	}
	b := &builder{pages: s, reply: r}
	b.answer()
	b.table()
	b.notes()
	b.suggestions()
	b.tools(o)
	b.feedback(o)
	return page{Text: s.Plain(r, maxText, escape), Blocks: b.blocks}
}

// pages makes what Slack shows of replies and of the book.
type pages struct{ *shelf.Shelf }

// A builder puts the blocks of a page together.
type builder struct {
	pages
	reply  answer.Reply
	blocks []slack.Block
}

func (b *builder) phrase(key string, slots ...string) string {
	return b.Say(b.reply.Language, key, slots...)
}

func (b *builder) add(block slack.Block) { b.blocks = append(b.blocks, block) }

// answer writes the headline in bold and the other sentences. Rich text is not parsed, so no sentence can
// break out of it.
func (b *builder) answer() {
	lines := b.Fit(b.reply.Lines, b.reply.Language, maxSection, plain)
	text := []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(lines[0], &slack.RichTextSectionTextStyle{Bold: true})}
	if rest := shelf.Joined(b.reply.Language, lines[1:]); rest != "" {
		text = append(text, slack.NewRichTextSectionTextElement("\n"+rest, nil))
	}
	b.add(slack.NewRichTextBlock("", slack.NewRichTextSection(text...)))
}

// notes are what the answer rests on: period, workings, sources.
func (b *builder) notes() {
	var texts []string
	if b.reply.AsOf != "" {
		texts = append(texts, b.phrase("page.as-of", "period", b.reply.AsOf))
	}
	if w := b.Workings(b.reply); w != "" {
		texts = append(texts, b.phrase("page.derived")+": "+w)
	}
	texts = append(texts, b.Sources(b.reply, maxContextElements-1-len(texts))...)
	if len(texts) == 0 {
		return
	}
	var elements []slack.MixedElement
	for _, t := range texts {
		elements = append(elements, words(clip.Shorten(plain(t), maxContextText)))
	}
	b.add(row[slack.MixedElement]{slack.MBTContext, elements})
}

// A row is a block of elements side by side. The library's own blocks encode the same, but their elements apart from
// the rest, and take three times as long for it.
type row[E any] struct {
	Type     slack.MessageBlockType `json:"type"`
	Elements []E                    `json:"elements"`
}

// BlockType and ID make it a [slack.Block].
func (r row[E]) BlockType() slack.MessageBlockType { return r.Type }

// ID is what nobody asks for here.
func (r row[E]) ID() string { return "" }

// words is a text that Slack shows as it is.
func words(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

// label is a text of at most n characters for a button or title; Slack refuses empty ones.
func label(text string, n int) *slack.TextBlockObject {
	text = clip.Cut(text, 8*n) // before anything that takes time
	text = strings.TrimSpace(strings.ReplaceAll(plain(text), "\n", " "))
	if text == "" {
		text = "…"
	}
	return words(clip.Shorten(text, n))
}

// suggestions are buttons that ask the next question.
func (b *builder) suggestions() {
	var buttons []slack.BlockElement
	for i, q := range b.reply.Suggestions {
		if q = strings.TrimSpace(clip.Clean(q)); q == "" || clip.Count(q) > maxButtonValue || len(buttons) == 5 {
			continue
		}
		buttons = append(buttons, slack.NewButtonBlockElement(idAsk+":"+strconv.Itoa(i), q, label(q, maxButtonText)))
	}
	if len(buttons) > 0 {
		b.add(row[slack.BlockElement]{slack.MBTAction, buttons})
	}
}

// tools are the other things to do with an answer.
func (b *builder) tools(o around) {
	var tools []slack.BlockElement
	if ids := b.Cited(b.reply, maxButtonValue); ids != "" {
		tools = append(tools, slack.NewButtonBlockElement(clip.Shorten(idEvidence+":"+b.reply.Language, maxID), ids, label(b.phrase("button.evidence"), maxButtonText)))
	}
	if q := b.Charted(b.reply); q != "" {
		tools = append(tools, slack.NewButtonBlockElement(idChart, q, label(b.phrase("button.chart"), maxButtonText)))
	}
	if subject := b.Subject(b.reply); subject != "" {
		if id := idCompare + ":" + b.reply.Language + ":" + subject; clip.Count(id) <= maxID {
			pick := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, label(b.phrase("button.compare"), maxPlaceholder), id)
			pick.MinQueryLength = new(int)
			tools = append(tools, pick)
		}
	}
	if q := strings.TrimSpace(clip.Clean(o.Question)); o.Private && q != "" && clip.Count(q) <= maxButtonValue {
		tools = append(tools, slack.NewButtonBlockElement(idShare, q, label(b.phrase("button.share"), maxButtonText)))
	}
	if len(tools) > 0 {
		b.add(row[slack.BlockElement]{slack.MBTAction, tools})
	}
}

// feedback asks whether the answer was good.
func (b *builder) feedback(o around) {
	value := " " + b.reply.Language + " " + o.Key
	if o.Key == "" || clip.Count(value) > maxButtonValue-len(desk.Good) {
		return
	}
	b.add(row[slack.BlockElement]{slack.MBTContextActions, []slack.BlockElement{slack.NewFeedbackButtonsBlockElement(idRating,
		slack.NewFeedbackButton(label(b.phrase("feedback.good"), maxButtonText), string(desk.Good)+value),
		slack.NewFeedbackButton(label(b.phrase("feedback.bad"), maxButtonText), string(desk.Bad)+value))}})
}
