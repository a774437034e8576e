package discord

import (
	"strconv"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/answer"
)

// A response is what an interaction is answered with at once:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// nobody is pinged: https://docs.discord.com/developers/resources/message#allowed-mentions-object
type nobody struct {
	Parse   []string `json:"parse"`
	Replied bool     `json:"replied_user"`
}

// The types of responses that dispatch makes.
const (
	respondPong    = 1
	respondMessage = 4
	respondChoices = 8
	respondModal   = 9
)

// The limits of responses, in characters.
const (
	// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
	maxChoices     = 25
	maxChoiceName  = 100
	maxChoiceValue = 100

	// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
	maxModalTitle = 45

	// https://docs.discord.com/developers/components/reference#label
	maxLabel = 45

	maxQuote = 1000 // ours: of what a claim says
)

// The types of components (https://docs.discord.com/developers/components/reference#component-object-component-types),
// and the style of a text input that has several lines.
const (
	componentInput = 4
	componentLabel = 18
	paragraph      = 2
)

// say tells the one who pressed something.
func (s pages) say(lang, key string) *response {
	return toOne(newMessage(escape(s.Say(lang, key))))
}

func toOne(m message) *response {
	m.Flags = ephemeral
	return &response{respondMessage, m}
}

// evidence shows what an answer rests on, verbatim.
func (s pages) evidence(lang string, cited []answer.Citation) *response {
	var parts []string
	more := func(n int) string { return escape(s.Say(lang, "page.more", "n", strconv.Itoa(n))) }
	left := maxDescription - clip.Count(more(len(cited)))
	for i, c := range cited {
		from := strings.Join(s.Sources(answer.Reply{Language: lang, Citations: []answer.Citation{c}}, 1), " ")
		part := "> “" + line(c.Fragment, maxQuote) + "”\n" + line(from, maxQuote) + "\n\n"
		if left -= clip.Count(part); left < 0 {
			parts = append(parts, more(len(cited)-i))
			break
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 { // of another book
		return s.say(lang, "note.lapsed")
	}
	m := newMessage("")
	m.Embeds = []embed{{Title: line(s.Say(lang, "page.evidence"), maxTitle), Description: strings.TrimSpace(strings.Join(parts, ""))}}
	return toOne(m)
}

// A modal asks for one text.
type modal struct {
	ID         string     `json:"custom_id"`
	Title      string     `json:"title"`
	Components []labelled `json:"components"`
}

type labelled struct {
	Type      int    `json:"type"`
	Label     string `json:"label"`
	Component input  `json:"component"`
}

type input struct {
	Type     int    `json:"type"`
	ID       string `json:"custom_id"`
	Style    int    `json:"style"`
	Required bool   `json:"required"`
	Most     int    `json:"max_length"`
}

// reason asks what was wrong with the answer to a question.
func (s pages) reason(lang, asked string) *response {
	id := custom(idReason, lang, asked)
	if id == "" {
		return s.say(lang, "feedback.thanks")
	}
	return &response{respondModal, modal{
		ID:    id,
		Title: caption(s.Say(lang, "feedback.title"), maxModalTitle),
		Components: []labelled{{
			Type:      componentLabel,
			Label:     caption(s.Say(lang, "feedback.reason"), maxLabel),
			Component: input{Type: componentInput, ID: idReason, Style: paragraph, Required: true, Most: maxReason},
		}},
	}}
}

// A choice completes an option.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type choices struct {
	Choices []choice `json:"choices"`
}
