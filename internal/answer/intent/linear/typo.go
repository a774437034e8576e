package linear

import (
	"math/rand/v2"
	"slices"
	"unicode/utf8"
)

// typoRunes is the shortest word that gets a typo, in runes.
const typoRunes = 4

// Typo returns a copy of words with one random edit (insert, delete, substitute or
// transpose a letter) in one word of four letters or more. Masks are left alone;
// without a word to edit the copy is equal.
func Typo(rng *rand.Rand, words []string) []string {
	words = slices.Clone(words)
	var long []int
	for i, w := range words {
		if !isMask(w) && utf8.RuneCountInString(w) >= typoRunes {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return words
	}
	at := long[rng.IntN(len(long))]
	words[at] = edit(rng, words[at])
	return words
}

// edit changes one letter of word.
func edit(rng *rand.Rand, word string) string {
	r := []rune(word)
	letter := 'a' + rune(rng.IntN(26))
	i := rng.IntN(len(r))
	switch rng.IntN(4) {
	case 0:
		r = slices.Insert(r, i, letter)
	case 1:
		r = slices.Delete(r, i, i+1)
	case 2:
		r[i] = letter
	default:
		i = min(i, len(r)-2)
		r[i], r[i+1] = r[i+1], r[i]
	}
	return string(r)
}
