package evidence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/knowledge"
)

// quoted finds quotations by what a question may name: lists hold their numbers, in the order of the book.
type quoted struct {
	id       map[string]*knowledge.Quotation
	speaker  map[string][]*knowledge.Quotation
	home     map[*knowledge.Quotation]*knowledge.Article
	speakers []string             // each once
	dated    *knowledge.Quotation // the first that names its period, or nil
	at       map[string][]int     // by event and outlet
	of       map[string][]int     // by the speaker's company
	words    map[string][]int     // by words for its topics
	spoken   map[string][]int     // by words for its topics that are spoken in it
	concepts map[string][]int     // by its concepts
	who      map[string][]int     // by entities it speaks of
	by       map[string][]int     // by the speaker
	means    map[string][]int     // by words that stand for somebody
}

// tellingLetters is how many letters a word has that tells a quotation.
const tellingLetters = 6

func newQuoted(x *Index) quoted {
	q := quoted{id: map[string]*knowledge.Quotation{}, speaker: map[string][]*knowledge.Quotation{}, home: map[*knowledge.Quotation]*knowledge.Article{},
		at: map[string][]int{}, of: map[string][]int{}, words: map[string][]int{}, spoken: map[string][]int{}, concepts: map[string][]int{}, who: map[string][]int{}, by: map[string][]int{}, means: map[string][]int{}}
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Quotations {
			q.home[&x.Book.Articles[i].Quotations[j]] = &x.Book.Articles[i]
		}
	}
	for n, v := range x.quotes {
		q.add(x, n, v)
	}
	return q
}

func (q *quoted) add(x *Index, n int, v *knowledge.Quotation) {
	put := func(m map[string][]int, key string) {
		if list := m[key]; key != "" && (len(list) == 0 || list[len(list)-1] != n) {
			m[key] = append(list, n)
		}
	}
	if q.id[v.ID] == nil {
		q.id[v.ID] = v
	}
	if q.speaker[v.Speaker] == nil {
		q.speakers = append(q.speakers, v.Speaker)
	}
	q.speaker[v.Speaker] = append(q.speaker[v.Speaker], v)
	if q.dated == nil && v.Period["en"] != "" {
		q.dated = v
	}
	put(q.at, v.Event)
	put(q.at, v.Outlet)
	put(q.of, x.maker(v.Speaker))
	put(q.by, v.Speaker)
	said := strings.ToLower(strings.Join(v.Sentences, "\n"))
	for lang, words := range v.Topics {
		for _, w := range words {
			put(q.words, w)
			if lang == "en" && len(w) >= tellingLetters && strings.Contains(said, w) {
				put(q.spoken, w)
			}
		}
	}
	for word := range v.Means {
		put(q.means, word)
	}
	for _, id := range v.Concepts {
		put(q.concepts, id)
	}
	for _, id := range v.Who {
		put(q.who, id)
	}
}

// longestPronoun is how many letters a word without spaces around it has at most that stands for somebody.
const longestPronoun = 4

// Pronoun returns the word with which a folded text begins where a quotation that has the text says whom it stands for, or "". A translation
// need not be in it.
func (x *Index) Pronoun(text string) string {
	word := text
	if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = text[:i]
	}
	if slices.ContainsFunc(x.quoted.means[word], func(n int) bool {
		return strings.Contains(strings.ToLower(strings.Join(x.quotes[n].Sentences, " ")), text)
	}) {
		return word
	}
	runes := []rune(word)
	for n := min(len(runes), longestPronoun); n > 0 && runes[0] >= utf8.RuneSelf; n-- {
		if w := string(runes[:n]); len(x.quoted.means[w]) > 0 {
			return w
		}
	}
	return ""
}

// found returns the quotations that keys lead to, each once, in the order of the book.
func (x *Index) found(index map[string][]int, keys []string) []*knowledge.Quotation {
	var at []int
	for _, k := range keys {
		at = append(at, index[k]...)
	}
	return x.inOrder(at)
}

func (x *Index) inOrder(at []int) []*knowledge.Quotation {
	slices.Sort(at)
	at = slices.Compact(at)
	out := make([]*knowledge.Quotation, len(at))
	for i, n := range at {
		out[i] = x.quotes[n]
	}
	return out
}

// theirWords gives the words of all who are quoted, where a question for people is for those: "one quotation from each executive, please". It
// is nil where it is who they are that is asked.
func (x *Index) theirWords(q *Query) *Finding {
	if !hasAny(q.Bare, "noun.quotation") || q.Facet != "" && !hasAny(q.Bare, "act.supply", "act.show") || len(q.People)+len(q.Names)+len(q.Others) > 0 ||
		q.Cues.Has("ask.which") && !q.Cues.Has("set.all") || q.Cues.Has("ask.count", "ask.name", "ask.person", "set.except") || x.doing["quote"] == nil {
		return nil
	}
	q = q.Clone()
	q.Intent = x.doing["quote"]
	return x.quote(q)
}
