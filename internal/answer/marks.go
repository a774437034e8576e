package answer

import (
	"maps"
	"slices"

	"marketbot/internal/answer/gazetteer"
)

// marks tell what is mentioned: the kinds one by one, the ids of cues and concepts and their families ("deg.") by one bit of many, which a
// few of them share. What is not marked is not mentioned.
type marks struct {
	kinds uint32
	ids   [4]uint64
}

// any reports whether some of what is needed is mentioned.
func (m *marks) any(needs *marks) bool {
	return m.kinds&needs.kinds != 0 ||
		m.ids[0]&needs.ids[0]|m.ids[1]&needs.ids[1]|m.ids[2]&needs.ids[2]|m.ids[3]&needs.ids[3] != 0
}

// add marks an id and its family.
func (m *marks) add(id string) {
	h := uint8(0)
	for i := range len(id) {
		if h = hashed(h, id[i]); id[i] == '.' || i+1 == len(id) {
			m.set(h)
		}
	}
}

// hashed adds a byte of an id to its hash. Of the odd factors up to 200 this one has the fewest steps taken in vain.
func hashed(h, b uint8) uint8 { return h*67 + b }

// set marks the bit of a hash.
func (m *marks) set(h uint8) { m.ids[h>>6] |= 1 << (h & 63) }

// marksOf marks what a reading mentions, small words of grammar too.
func marksOf(r *reading) (m marks) {
	for _, list := range [...][]*gazetteer.Mention{r.mentions, r.particles} {
		for _, o := range list {
			m.kinds |= 1 << o.Kind
			if o.Kind == gazetteer.Cue || o.Kind == gazetteer.Concept {
				m.add(o.ID)
			}
		}
	}
	return m
}

// kinds are the needs of a step that finds something only where one of these kinds is mentioned.
func kinds(any ...gazetteer.Kind) (m marks) {
	for _, k := range any {
		m.kinds |= 1 << k
	}
	return m
}

// ids are the needs of a step that finds something only where a cue or concept with one of these ids, or of a family of them, is mentioned.
func ids(any ...string) (m marks) {
	for _, id := range any {
		h := uint8(0)
		for i := range len(id) {
			h = hashed(h, id[i])
		}
		m.set(h)
	}
	return m
}

// idsOf are the needs of a step that looks for the ids of a set.
func idsOf(set map[string]bool) marks { return ids(slices.Sorted(maps.Keys(set))...) }

// or joins two needs, of which either will do.
func (m marks) or(o marks) marks {
	m.kinds |= o.kinds
	for i := range m.ids {
		m.ids[i] |= o.ids[i]
	}
	return m
}
