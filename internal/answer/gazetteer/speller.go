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

// NewSpeller returns a speller over words; those of under three letters do not count.
func NewSpeller(words []string) *Speller {
	s := &Speller{map[[2]byte][]spelt{}}
	for _, w := range words {
		if len(w) >= 3 && len(w) < 40 {
			key := [2]byte{w[0], byte(len(w))}
			s.words[key] = append(s.words[key], spelt{w, letters(w)})
		}
	}
	return s
}

// Meant returns the ordinary word that a misspelt one must be: the only one of those that it may be, or that has the
// same letters, or that names something; else "". A word of three letters only has two of them swapped.
func (s *Speller) Meant(w string, may, names func(string) bool) string {
	if len(w) < 3 || len(w) >= 40 {
		return ""
	}
	mask, meant, only := letters(w), "", true
	named, one := "", true // of those that name something
	slip := replaced + 1
	for n := len(w) - 1; n <= len(w)+1; n++ {
		for _, e := range s.words[[2]byte{w[0], byte(n)}] {
			if bits.OnesCount32(e.mask^mask) > 2 || distance(w, e.word, 1) != 1 || !may(e.word) {
				continue
			}
			s := slipOf(n == len(w), e.mask == mask)
			if s != swapped && !names(e.word) {
				s++ // what names something is the likelier
			}
			if len(w) == 3 && s != swapped || s > slip {
				continue
			}
			if s < slip {
				meant, only, named, one, slip = "", true, "", true, s
			}
			if names(e.word) {
				named, one = e.word, named == ""
			}
			meant, only = e.word, meant == ""
		}
	}
	switch {
	case meant == "" && len(w) >= farLength:
		return s.far(w, mask, may, names)
	case only:
		return meant
	case one && slip != swapped:
		return named
	}
	return ""
}

// slips are the ways in which one letter goes wrong, the surest first.
const (
	swapped  = iota // with the one beside it
	omitted         // or written twice
	replaced        // by another
)

// slipOf tells which slip makes one word of another, by whether it is as long and has the same letters.
func slipOf(long, letters bool) int {
	switch {
	case !long:
		return omitted
	case letters:
		return swapped
	}
	return replaced
}

// farLength is how many letters a word has at least that may be two edits away.
const farLength = 7

// far is Meant for words two edits away: the only one that names something.
func (s *Speller) far(w string, mask uint32, may, names func(string) bool) (meant string) {
	for n := len(w) - 2; n <= len(w)+2; n++ {
		for _, e := range s.words[[2]byte{w[0], byte(n)}] {
			if bits.OnesCount32(e.mask^mask) > 2 || distance(w, e.word, 2) != 2 || !may(e.word) || !names(e.word) {
				continue
			}
			if meant != "" {
				return ""
			}
			meant = e.word
		}
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
