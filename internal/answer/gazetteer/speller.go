package gazetteer

import "math/bits"

// spelt is a word with its letters.
type spelt struct {
	word string
	mask uint32
}

// Speller tells misspelt ordinary words from names. It is read-only and safe for concurrent use.
type Speller struct {
	words map[[2]byte][]spelt // by first letter and length
}

// NewSpeller returns a speller over words; those of under four letters do not count.
func NewSpeller(words []string) *Speller {
	s := &Speller{map[[2]byte][]spelt{}}
	for _, w := range words {
		if len(w) >= 4 && len(w) < 40 {
			key := [2]byte{w[0], byte(len(w))}
			s.words[key] = append(s.words[key], spelt{w, letters(w)})
		}
	}
	return s
}

// Meant returns the ordinary word that a misspelt one must be: the only one of those that it may be, or that has the
// same letters; else "".
func (s *Speller) Meant(w string, may func(string) bool) string {
	if len(w) < 4 || len(w) >= 40 {
		return ""
	}
	mask, meant, mixed, only := letters(w), "", false, true
	for n := len(w) - 1; n <= len(w)+1; n++ {
		for _, e := range s.words[[2]byte{w[0], byte(n)}] {
			if bits.OnesCount32(e.mask^mask) > 2 || distance(w, e.word, 1) != 1 || !may(e.word) {
				continue
			}
			same := n == len(w) && e.mask == mask
			switch {
			case meant == "" || same && !mixed:
				meant, mixed, only = e.word, same, true
			case same == mixed:
				only = false
			}
		}
	}
	if !only {
		return ""
	}
	return meant
}

// Near reports whether w is one edit away from an ordinary word that begins alike.
func (s *Speller) Near(w string) bool {
	if len(w) < 4 || len(w) >= 40 {
		return false
	}
	mask := letters(w)
	for n := len(w) - 1; n <= len(w)+1; n++ {
		for _, e := range s.words[[2]byte{w[0], byte(n)}] {
			if bits.OnesCount32(e.mask^mask) <= 2 && distance(w, e.word, 1) == 1 {
				return true
			}
		}
	}
	return false
}
