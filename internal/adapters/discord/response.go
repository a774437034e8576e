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

// A note is a message that one person sees.
type note struct {
	Content  string   `json:"content,omitempty"`
	Embeds   []quotes `json:"embeds,omitempty"`
	Flags    int      `json:"flags"`
	Mentions nobody   `json:"allowed_mentions"`
}

// nobody is pinged: https://docs.discord.com/developers/resources/message#allowed-mentions-object
type nobody struct {
	Parse   []string `json:"parse"`
	Replied bool     `json:"replied_user"`
}

type quotes struct {
	Title       string `json:"title"`
	Description string `json:"description"`
}

func noted(n note) *response {
	n.Flags, n.Mentions = ephemeral, nobody{Parse: []string{}}
	return &response{respondMessage, n}
}

// say tells the one who pressed something.
func (s pages) say(lang, key string) *response {
	return noted(note{Content: escape(s.Say(lang, key))})
}

// evidence shows what an answer rests on, verbatim.
func (s pages) evidence(lang string, cited []answer.Citation) *response {
	var parts []string
	more := func(n int) string { return escape(s.Say(lang, "page.more", "n", strconv.Itoa(n))) }
	left := maxDescription - clip.Count(more(len(cited)))
	for i, c := range cited {
		line := func(text string) string { return clip.Squeeze(strings.ReplaceAll(text, "\n", " "), maxQuote, escape) }
		from := strings.Join(s.Sources(answer.Reply{Language: lang, Citations: []answer.Citation{c}}, 1), " ")
		part := "> “" + line(c.Fragment) + "”\n" + line(from) + "\n\n"
		if left -= clip.Count(part); left < 0 {
			parts = append(parts, more(len(cited)-i))
			break
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return s.say(lang, "note.lapsed")
	}
	return noted(note{Embeds: []quotes{{clip.Shorten(escape(s.Say(lang, "page.evidence")), maxTitle), strings.TrimSpace(strings.Join(parts, ""))}}})
}

// A modal asks for one text.
type modal struct {
	ID         string  `json:"custom_id"`
	Title      string  `json:"title"`
	Components []label `json:"components"`
}

type label struct {
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

// reason asks what was wrong with the answer to a question. The text of an input's label is shown as it is.
func (s pages) reason(lang, asked string) *response {
	id := custom(idReason, lang, asked)
	if id == "" {
		return s.say(lang, "feedback.thanks")
	}
	return &response{respondModal, modal{
		ID:    id,
		Title: clip.Shorten(s.Say(lang, "feedback.title"), maxModalTitle),
		Components: []label{{
			Type:      componentLabel,
			Label:     clip.Shorten(s.Say(lang, "feedback.reason"), maxLabel),
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
