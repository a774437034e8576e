package discord

import (
	"strings"
	"unicode/utf16"

	"marketbot/internal/adapters/clip"
)

// The custom ids of what people press, pick and send off: a name, and behind a colon all that is needed to carry it out.
// Buttons outlive the process that posted them, and often the book.
const (
	idAsk      = "ask"      // + the question of a suggestion
	idChart    = "chart"    // + a question whose answer has a chart
	idShare    = "share"    // + the question of a private answer
	idEvidence = "evidence" // + language + the ids of claims, with spaces between them
	idCompare  = "compare"  // + language + entity: a select; its values are entities
	idGood     = "good"     // + language + the key of a question
	idBad      = "bad"      // as idGood
	idReason   = "reason"   // as idGood: the modal behind idBad; alone: its input
)

// maxCustomID is https://docs.discord.com/developers/components/reference#custom-id in characters. Whether Discord means
// code points or UTF-16 units it does not say; the latter are at least as many.
const maxCustomID = 100

// custom makes a custom id; empty if it does not fit, or would not come back as it was for what it holds.
func custom(name string, args ...string) string {
	id := strings.Join(append([]string{name}, args...), ":")
	if len(utf16.Encode([]rune(id))) > maxCustomID || id != clip.Clean(id) {
		return ""
	}
	return id
}

// customRoom is how many characters the last argument of a custom id may have.
func customRoom(name string, args ...string) int {
	return maxCustomID - len(utf16.Encode([]rune(strings.Join(append([]string{name}, args...), ":")))) - 1
}
