package synth

import (
	"fmt"
	"strings"

	"marketbot/knowledge"
)

// Entities makes up n companies, each with a name and three aliases, as books have them, without a book around
// them.
func Entities(n int, seed uint64) ([]knowledge.Entity, error) {
	general, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return nil, fmt.Errorf("synth: %w", err)
	}
	names := newNamer(general, seed)
	out := make([]knowledge.Entity, n)
	for i := range out {
		c := company{named: names.named(), trade: pick(names.random, trades)}
		small := strings.ToLower(c.latin)
		out[i] = knowledge.Entity{ID: c.id, Kind: "company", Name: knowledge.Text{"en": c.latin + " " + c.trade}, Aliases: []string{small, small + " group", c.han}}
	}
	return out, nil
}
