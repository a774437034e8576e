package knowledge

import (
	"strconv"
	"strings"
)

// meant returns the hint that names the word of list nearest to a misspelt one, or "".
func meant(word string, list []string) string {
	best, least := "", 1+min(2, len([]rune(word))/5)
	for _, w := range list {
		if d := distance(strings.ToLower(word), strings.ToLower(w)); d <= least && (best == "" || d < least) {
			best, least = w, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean " + strconv.Quote(best) + "?"
}

// distance counts the insertions, deletions and substitutions between two words.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j := range t {
			change := diagonal
			if s[i] != t[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(t)]
}
