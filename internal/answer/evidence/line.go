package evidence

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/knowledge"
)

// line is a sentence of a quotation, word by word.
type line struct {
	words    []string
	names    []string // whom each word stands for, or ""
	concepts []string
}

// linesOf reads a quotation word by word.
func (x *Index) linesOf(v *knowledge.Quotation, read func(string) (concepts, places []string)) []line {
	split := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	var out []line
	for _, s := range v.Sentences {
		l := line{words: split(s)}
		l.concepts, _ = read(s)
		l.names = make([]string, len(l.words))
		for i, w := range l.words {
			l.names[i] = v.Means[w]
		}
		for _, id := range v.Who {
			e := x.entities[id]
			if e == nil {
				continue
			}
			name := split(e.Name["en"])
			for i := 0; i+len(name) <= len(l.words); i++ {
				if slices.Equal(l.words[i:i+len(name)], name) {
					l.names[i] = id
				}
			}
		}
		out = append(out, l)
	}
	return out
}

// holds reports whether a line has some words in their order, with others between them or not.
func (l line) holds(words []Spoken) bool {
	n := 0
	for _, w := range l.words {
		if n < len(words) && like(words[n].Text, w) {
			n++
		}
	}
	return n == len(words)
}

func joined(lines []line) (all line) {
	for _, l := range lines {
		all.words = append(all.words, l.words...)
	}
	return all
}

// spelt is the length of the shortest word that may be spelt in another way.
const spelt = 6

// like reports whether two words are the same, but for a letter in how a long one is spelt.
func like(a, b string) bool {
	if a == b {
		return true
	}
	d := len(a) - len(b)
	if len(a) < spelt || len(b) < spelt || d < -1 || d > 1 {
		return false
	}
	front, back := 0, 0 // how much is the same
	for short := min(len(a), len(b)); front < short && a[front] == b[front]; {
		front++
	}
	for short := min(len(a), len(b)) - front; back < short && a[len(a)-1-back] == b[len(b)-1-back]; {
		back++
	}
	return front+back >= max(len(a), len(b))-1 || front >= spelt-2 && back > 0
}

// Opening returns the id of the first quotation of which a sentence begins with some words, or "".
func (x *Index) Opening(words []string) string {
	for _, v := range x.quotes {
		for _, l := range x.lines[v] {
			if len(l.words) > len(words) && slices.Equal(l.words[:len(words)], words) {
				return v.ID
			}
		}
	}
	return ""
}

// covers reports whether all that tells in some words is in a line of a quotation, one word of it at least that is no name.
func (x *Index) covers(l line, u Uttered, v *knowledge.Quotation) bool {
	told := false
	for _, w := range u.Words {
		in := slices.ContainsFunc(l.words, func(s string) bool { return like(w.Text, s) })
		switch {
		case w.Name != "":
			if !contains(l.names, w.Name) && w.Name != v.Speaker && w.Name != v.Event && w.Name != v.Outlet {
				return false
			}
		case w.Place != "" || w.Weak && !in:
		case in, slices.ContainsFunc(w.Concepts, func(id string) bool { return !strings.HasPrefix(id, "adj.") && contains(l.concepts, id) }):
			told = told || !w.Weak
		default:
			return false
		}
	}
	return told
}

// turns reports whether some words give what a line says of one to another: who does it, in a word of so many letters, or whose it is.
func (x *Index) turns(l line, u Uttered, least int) bool {
	apart := func(a, b string) bool { return a != "" && b != "" && a != b && x.maker(a) != b && x.maker(b) != a }
	subject := slices.IndexFunc(l.names, func(n string) bool { return n != "" })
	first := ""
	for i, w := range u.Words {
		if w.Name != "" {
			if first == "" && w.Firm {
				first = w.Name
			}
			continue
		}
		for j, s := range l.words {
			if !like(w.Text, s) {
				continue
			}
			if subject >= 0 && j > subject && j <= subject+subjectReach && len(s) >= least && apart(first, l.names[subject]) && !u.named(l.names[subject], i) {
				return true
			}
			if least == minTold && i > 0 && j > 0 && u.Words[i-1].Firm && apart(u.Words[i-1].Name, l.names[j-1]) {
				return true
			}
		}
	}
	return false
}

// subjectReach is how many words behind whom a sentence is about tell what they do.
const subjectReach = 3
