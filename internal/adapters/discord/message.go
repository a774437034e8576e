package discord

import "marketbot/internal/adapters/discord/rest"

// A message is the body that posts or changes one. Its lists are never null: an edit takes away what an earlier
// answer had (https://discord.com/developers/docs/resources/message#edit-message).
type message struct {
	Content     string       `json:"content"`
	Embeds      []embed      `json:"embeds"`
	Components  []row        `json:"components"`
	Attachments []attachment `json:"attachments"`
	Mentions    nobody       `json:"allowed_mentions"`
	Flags       int          `json:"flags,omitempty"`
	Nonce       string       `json:"nonce,omitempty"`
	Enforce     bool         `json:"enforce_nonce,omitempty"`
	Reference   *reference   `json:"message_reference,omitempty"`

	files []rest.File
	plain string // all of it as text, where Discord refuses the rest
}

// embed is https://discord.com/developers/docs/resources/message#embed-object.
type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Image       *image  `json:"image,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type image struct {
	URL string `json:"url"`
}

type footer struct {
	Text string `json:"text"`
}

// attachment describes the upload with the index ID, written as a string as the OpenAPI document has it.
type attachment struct {
	ID          string `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description,omitempty"` // for those who do not see it
}

// reference is what a message replies to.
type reference struct {
	Message string `json:"message_id"`
	Fail    bool   `json:"fail_if_not_exists"`
}

// row is https://discord.com/developers/docs/components/reference#action-row: up to five buttons, or one select.
type row struct {
	Type       int    `json:"type"`
	Components []part `json:"components"`
}

// part is a button or a select of a message.
type part struct {
	Type        int      `json:"type"`
	Style       int      `json:"style,omitempty"` // of a button
	Label       string   `json:"label,omitempty"` // of a button
	ID          string   `json:"custom_id"`
	Placeholder string   `json:"placeholder,omitempty"` // of a select
	Options     []option `json:"options,omitempty"`     // of a select
}

type option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// The types of components, and the styles of buttons (https://discord.com/developers/docs/components/reference).
const (
	componentRow    = 1
	componentButton = 2
	componentSelect = 3

	stylePrimary   = 1
	styleSecondary = 2
)

// newMessage is one that pings nobody.
func newMessage(content string) message {
	return message{Content: content, Embeds: []embed{}, Components: []row{}, Attachments: []attachment{}, Mentions: nobody{Parse: []string{}}, plain: content}
}

// illustrated is a message with a picture below its embed, or one of its own.
func (m message) illustrated(name string, png []byte, alt string) message {
	e := embed{}
	if len(m.Embeds) > 0 {
		e = m.Embeds[0]
	}
	e.Image = &image{"attachment://" + name}
	m.Embeds = []embed{e}
	m.Attachments = []attachment{{ID: "0", Name: name, Description: alt}}
	m.files = []rest.File{{Name: name, Type: "image/png", Bytes: png}}
	return m
}

// simpler are the message and what is left of it where Discord refuses more and more: pictures, then everything but
// text.
func (m message) simpler() []message {
	list := []message{m}
	if len(m.files) > 0 {
		e := m.Embeds[0]
		e.Image = nil
		m.Embeds, m.Attachments, m.files = []embed{e}, []attachment{}, nil
		list = append(list, m)
	}
	m.Content, m.Embeds, m.Components = m.plain, []embed{}, []row{}
	return append(list, m)
}
