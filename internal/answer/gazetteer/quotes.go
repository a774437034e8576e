package gazetteer

import (
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// quotes finds runs of an utterance that stand verbatim in a quotation.
type quotes struct {
	lists []quoted
	first map[[2]string][]place // by two words in a row
}

type quoted struct {
	id    string
	words []string
}

type place struct{ list, at int }

// Unquoted returns a gazetteer that finds no quotations, but what is in them.
func (g *Gazetteer) Unquoted() *Gazetteer {
	plain := *g
	plain.quotes = &quotes{}
	return &plain
}

func newQuotes(b *knowledge.Book) *quotes {
	q := &quotes{first: map[[2]string][]place{}}
	for _, a := range b.Articles {
		for _, v := range a.Quotations {
			var words []string
			for _, s := range v.Sentences {
				words = append(words, utterance.Texts(utterance.Split(s))...)
			}
			for i := 0; i+1 < len(words); i++ {
				key := [2]string{words[i], words[i+1]}
				q.first[key] = append(q.first[key], place{len(q.lists), i})
			}
			q.lists = append(q.lists, quoted{v.ID, words})
		}
	}
	return q
}

// long is how many letters make a word telling.
const long = 5

// find returns the longest verbatim run from token i, as the quotation's id and the token behind the run.
// A run counts that has six words, four with a telling one among them, or two telling ones; telling words are
// long and name nothing.
func (q *quotes) find(tokens []utterance.Token, i int, g *Gazetteer) (string, int) {
	if i+1 >= len(tokens) {
		return "", i
	}
	id, end := "", i
	for _, p := range q.first[[2]string{tokens[i].Text, tokens[i+1].Text}] {
		words := q.lists[p.list].words
		j, n, telling := i, p.at, 0
		for j < len(tokens) && n < len(words) {
			if tokens[j].Kind == utterance.Break {
				j++
				continue
			}
			if tokens[j].Text != words[n] {
				break
			}
			if len(words[n]) >= long && !g.masks(words[n]) {
				telling++
			}
			j, n = j+1, n+1
		}
		if run := n - p.at; (run >= 6 || run >= 4 && telling > 0 || telling >= 2) && j > end {
			id, end = q.lists[p.list].id, j
		}
	}
	return id, end
}

// masks reports whether an alias that is masked begins with a word.
func (g *Gazetteer) masks(w string) bool {
	n, ok := g.aliases.words.find(w)
	return ok && g.aliases.masked[n]
}
