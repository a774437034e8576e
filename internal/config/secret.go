package config

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
)

// Redacted is what a secret looks like wherever it is printed.
const Redacted = "[redacted]"

// Secret is a text that no verb, encoder or logger prints. The text stands behind a function: printing a struct
// that holds a Secret in an unexported field calls no method of it, and finds no text either.
type Secret struct{ reveal func() string }

// NewSecret hides a text. An empty text is the zero Secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return text }}
}

// Reveal returns the text: for a client of a platform, and for nothing that prints.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// IsSet tells whether there is a text.
func (s Secret) IsSet() bool { return s.reveal != nil }

// Decode takes the value of a variable.
func (s *Secret) Decode(value string) error {
	*s = NewSecret(value)
	return nil
}

// Format prints [redacted] for every verb and flag.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, Redacted) }

// String returns [redacted].
func (s Secret) String() string { return Redacted }

// MarshalText gives encoders [redacted]: JSON, YAML, XML.
func (s Secret) MarshalText() ([]byte, error) { return []byte(Redacted), nil }

// LogValue gives loggers [redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(Redacted) }

// tokens are what secrets of the platforms look like: also those that are not ours, such as the one-time ticket
// in the address of a Slack socket, and the token of one interaction in the addresses of its answers on Discord.
// What is before such a token is kept.
var tokens = regexp.MustCompile(`\b(?:xox[a-z]|xoxe\.xox[a-z]|xapp)-[A-Za-z0-9-]{4,}|\b(?:ticket|token)=[^&\s"\\]+` +
	`|\b[A-Za-z0-9_-]{18,36}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}|(/(?:webhooks|interactions)/\d+/)[^/?\s"\\]+`)

// marks are what everything that looks like a token holds, but for Discord's bot tokens.
var marks = []string{"xox", "xapp-", "ticket=", "token=", "/webhooks/", "/interactions/"}

// suspect reports whether there may be a token in a text. Hardly any line of a log holds one, and to look for what all
// tokens have takes a fraction of the time that the expression takes.
func suspect(s string) bool {
	for _, m := range marks {
		if strings.Contains(s, m) {
			return true
		}
	}
	for i := 7; i < len(s); i++ {
		if s[i] == '.' && s[i-7] == '.' { // the middle of a bot token
			return true
		}
	}
	return false
}

// Redact returns a writer that passes on what is written, less the given secrets and everything that looks like
// a token. Each Write must be whole: a line of a log.
func Redact(w io.Writer, secrets ...Secret) io.Writer {
	var pairs []string
	for _, s := range secrets {
		if s.IsSet() {
			pairs = append(pairs, s.Reveal(), Redacted)
		}
	}
	return redactor{w, strings.NewReplacer(pairs...)}
}

type redactor struct {
	to      io.Writer
	secrets *strings.Replacer
}

func (r redactor) Write(p []byte) (int, error) {
	_, err := io.WriteString(r.to, r.clean(string(p)))
	return len(p), err
}

func (r redactor) clean(s string) string {
	s = r.secrets.Replace(s)
	if !suspect(s) {
		return s
	}
	return tokens.ReplaceAllString(s, "${1}"+Redacted)
}

// RedactText returns a text as Redact would write it.
func RedactText(s string, secrets ...Secret) string {
	var b strings.Builder
	io.WriteString(Redact(&b, secrets...), s)
	return b.String()
}
