package linear

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Limits that keep a hostile utterance cheap. What lies beyond them is ignored.
const (
	maxWords     = 512 // words of one utterance
	maxWordRunes = 64  // runes of one word that give character n-grams
)

// shape says which n-grams an utterance is turned into. It belongs to a model:
// an utterance must be scored with the shape it was learnt with.
type shape struct {
	wordMax          int // word n-grams of 1..wordMax words
	charMin, charMax int // character n-grams inside ' word '
	hanMax           int // n-grams of 1..hanMax runes in a run of Han
}

// The kinds of feature never share a hash: each starts from its own seed.
const (
	seedWord    = 0x9e3779b97f4a7c15
	seedConcept = 0xc2b2ae3d27d4eb4f
	seedChar    = 0x165667b19e3779f9
	seedHan     = 0x27d4eb2f165667c5
	edgeHash    = 0x85ebca77c2b2ae63 // stands before the first and after the last word
	prime       = 0x9fb21c651e98df25
)

// mix spreads h over all 64 bits; the table relies on it for high and low bits.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= prime
	h ^= h >> 29
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// step extends the hash of an n-gram by one symbol.
func step(h, symbol uint64) uint64 {
	return bits.RotateLeft64((h^symbol)*prime, 23)
}

// hashText is the hash of a whole string within the given kind.
func hashText(seed uint64, s string) uint64 {
	h := seed
	for i := 0; i < len(s); i++ {
		h = step(h, uint64(s[i]))
	}
	return mix(h)
}

// grams turns utterances into feature hashes and reuses its buffers: the hashes
// of one utterance are gone with the next. Not for concurrent use.
type grams struct {
	hashes []uint64 // the word block, then the character block
	split  int      // where the character block begins
	words  []uint64 // hash of each word, edges included
	runes  []rune   // the word or Han run at hand
}

// extract fills g.hashes and g.split. A feature that occurs twice is listed twice.
func (g *grams) extract(sh shape, words, concepts []string) {
	words = words[:min(len(words), maxWords)]
	concepts = concepts[:min(len(concepts), maxWords)]
	g.hashes = g.hashes[:0]
	g.wordBlock(sh, words)
	for _, c := range concepts {
		g.hashes = append(g.hashes, hashText(seedConcept, c))
	}
	g.split = len(g.hashes)
	g.charBlock(sh, words)
}

// wordBlock adds the word n-grams; from two words on they may touch the sentence's edges.
func (g *grams) wordBlock(sh shape, words []string) {
	g.words = append(g.words[:0], edgeHash)
	for _, w := range words {
		h := hashText(seedWord, w)
		g.words = append(g.words, h)
		g.hashes = append(g.hashes, h)
	}
	g.words = append(g.words, edgeHash)
	for i := range g.words {
		h := uint64(seedWord)
		for n := 1; n <= sh.wordMax && i+n <= len(g.words); n++ {
			h = step(h, g.words[i+n-1])
			if n > 1 {
				g.hashes = append(g.hashes, mix(h))
			}
		}
	}
}

// charBlock adds the character n-grams of every word that is no mask.
// Neighbouring words of one Han character each are read as one run of text.
func (g *grams) charBlock(sh shape, words []string) {
	for i := 0; i < len(words); {
		run := hanRun(words[i:])
		switch {
		case run > 0:
			g.runes = g.runes[:0]
			for _, w := range words[i : i+run] {
				r, _ := utf8.DecodeRuneInString(w)
				g.runes = append(g.runes, r)
			}
			g.runeGrams(seedHan, 1, sh.hanMax)
			i += run
		case isMask(words[i]):
			i++
		default:
			g.padded(words[i])
			g.runeGrams(seedChar, sh.charMin, sh.charMax)
			i++
		}
	}
}

// padded puts ' word ' into g.runes, the word cut at maxWordRunes.
func (g *grams) padded(word string) {
	g.runes = append(g.runes[:0], ' ')
	for _, r := range word {
		if len(g.runes) > maxWordRunes {
			break
		}
		g.runes = append(g.runes, r)
	}
	g.runes = append(g.runes, ' ')
}

// runeGrams adds all n-grams of lo..hi runes of g.runes.
func (g *grams) runeGrams(seed uint64, lo, hi int) {
	for i := range g.runes {
		h := seed
		for n, r := range g.runes[i:min(i+hi, len(g.runes))] {
			h = step(h, uint64(r))
			if n+1 >= lo {
				g.hashes = append(g.hashes, mix(h))
			}
		}
	}
}

// isMask reports whether word stands for a slot, such as {company}.
func isMask(word string) bool { return word != "" && word[0] == '{' }

// hanRun counts the leading words that are one Han character each.
func hanRun(words []string) int {
	for i, w := range words {
		if len(w) < 2 || w[0] < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(w)
		if size != len(w) || !unicode.Is(unicode.Han, r) {
			return i
		}
	}
	return len(words)
}
