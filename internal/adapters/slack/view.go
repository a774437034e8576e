package slack

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/answer"
)

// homeView is the home tab: what the book covers, and questions to begin with.
func (s pages) homeView(examples []string) slack.HomeTabViewRequest {
	const lang = "en" // Slack does not say which language the viewer reads
	say := func(key string, slots ...string) string { return s.Say(lang, key, slots...) }
	b := &builder{pages: s, reply: answer.Reply{Language: lang, Suggestions: examples}}
	b.add(slack.NewHeaderBlock(label(say("chat.welcome", "covered", s.Book.Title.In(lang)), maxHeader)))
	if len(examples) > 0 {
		b.add(section(say("home.examples")))
		b.suggestions()
	}
	var articles, names, metrics, commands []string
	for _, a := range s.Book.Articles {
		articles = append(articles, "“"+a.Title+"” ("+cmp.Or(a.Publisher, say("publisher.unknown"))+", "+a.Published.Name.In(lang)+")")
	}
	for _, c := range s.Completion.Find("company", "", lang, "", maxOptions) {
		if s.Measured(c.ID) {
			names = append(names, c.Name)
		}
	}
	for _, m := range s.Book.Metrics {
		if s.Measured(m.ID) {
			metrics = append(metrics, m.Name.In(lang))
		}
	}
	for _, c := range s.Book.Commands {
		commands = append(commands, "/"+c.Name+": "+c.Help.In(lang))
	}
	b.listed(say("home.articles"), articles)
	b.listed(say("home.names"), names)
	b.listed(say("home.metrics"), metrics)
	b.listed("", commands)
	b.add(slack.NewContextBlock("", words(say("home.version", "version", s.Book.Version))))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: b.blocks[:min(len(b.blocks), maxViewBlocks)]}}
}

func section(text string) slack.Block {
	return slack.NewSectionBlock(label(text, maxSection), nil, nil)
}

// listed adds a title and items as rich text, as many as have room.
func (b *builder) listed(title string, items []string) {
	if len(items) == 0 {
		return
	}
	list := bullets{Type: slack.RTEList, Style: slack.RTEListBullet}
	left := maxSection - clip.Count(title)
	for i, item := range items {
		item = clip.Shorten(plain(item), maxCaption)
		if left -= clip.Count(item); left < maxCaption {
			item = b.phrase("page.more", "n", strconv.Itoa(len(items)-i))
		}
		list.Elements = append(list.Elements, slack.NewRichTextSection(slack.NewRichTextSectionTextElement(item, nil)))
		if left < maxCaption {
			break
		}
	}
	var elements []slack.RichTextElement
	if title != "" {
		elements = append(elements, slack.NewRichTextSection(slack.NewRichTextSectionTextElement(plain(title), &slack.RichTextSectionTextStyle{Bold: true})))
	}
	b.add(slack.NewRichTextBlock("", append(elements, list)...))
}

// bullets is a list in rich text. The library's own has fields that Slack's published types do not know.
type bullets struct {
	Type     slack.RichTextElementType     `json:"type"`
	Style    slack.RichTextListElementType `json:"style"`
	Elements []slack.RichTextElement       `json:"elements"`
}

// RichTextElementType implements [slack.RichTextElement].
func (b bullets) RichTextElementType() slack.RichTextElementType { return b.Type }

// evidenceView is the modal that shows what an answer rests on, verbatim.
func (s pages) evidenceView(lang string, cited []answer.Citation) slack.ModalViewRequest {
	b := &builder{pages: s, reply: answer.Reply{Language: lang}}
	for i, c := range cited {
		if len(b.blocks) > maxViewBlocks-3 {
			b.add(slack.NewContextBlock("", words(b.phrase("page.more", "n", strconv.Itoa(len(cited)-i)))))
			break
		}
		quote := slack.NewRichTextSectionTextElement("“"+clip.Shorten(plain(c.Fragment), maxSection-2)+"”", nil)
		b.add(slack.NewRichTextBlock("", &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{quote}}))
		one := b.Sources(answer.Reply{Language: lang, Citations: []answer.Citation{c}}, 1)
		b.add(slack.NewContextBlock("", words(clip.Shorten(plain(strings.Join(one, " ")), maxContextText))))
	}
	if len(b.blocks) == 0 {
		b.add(section(b.phrase("unknown.plain")))
	}
	return slack.ModalViewRequest{
		Type:   slack.VTModal,
		Title:  label(b.phrase("page.evidence"), maxModalTitle),
		Close:  label(b.phrase("page.close"), maxModalTitle),
		Blocks: slack.Blocks{BlockSet: b.blocks},
	}
}

// reasonView is the modal that asks what was wrong with an answer.
func (s pages) reasonView(lang, asked string) slack.ModalViewRequest {
	input := slack.NewPlainTextInputBlockElement(nil, idReason)
	input.Multiline = true
	input.MaxLength = maxSection
	block := slack.NewInputBlock(idReason, label(s.Say(lang, "feedback.reason"), maxSection), nil, input)
	remembered, err := json.Marshal(ratedQuestion{Key: clip.Cut(asked, maxPrivateMetadata/8)})
	if err != nil {
		panic(err) // a string always encodes
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		Title:           label(s.Say(lang, "feedback.title"), maxModalTitle),
		Submit:          label(s.Say(lang, "feedback.send"), maxModalTitle),
		Close:           label(s.Say(lang, "page.close"), maxModalTitle),
		CallbackID:      idReason,
		PrivateMetadata: string(remembered),
		Blocks:          slack.Blocks{BlockSet: []slack.Block{block}},
	}
}

// completed are the options of a select for what is typed.
func (s pages) completed(lang, typed, except string) slack.OptionsResponse {
	list := []*slack.OptionBlockObject{}
	size := 0
	for _, c := range s.Completion.Find("company", typed, lang, except, maxOptions) {
		if clip.Count(c.ID) > maxOptionValue {
			continue
		}
		o := slack.NewOptionBlockObject(c.ID, label(c.Name, maxOptionText), nil)
		raw, _ := json.Marshal(o)
		if size += len(raw) + 1; size > maxAck-1024 { // and the envelope around it
			break
		}
		list = append(list, o)
	}
	return slack.OptionsResponse{Options: list}
}

// promptsFor are the questions to begin with in the agent pane.
func (s pages) promptsFor(channel, thread string, examples []string) slack.AssistantThreadsSetSuggestedPromptsParameters {
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, ThreadTS: thread, Title: s.Say("en", "agent.prompts"), Prompts: []slack.AssistantThreadsPrompt{}}
	for _, q := range examples[:min(len(examples), maxPrompts)] {
		p.AddPrompt(label(q, maxButtonText).Text, clip.Clean(q))
	}
	return p
}
