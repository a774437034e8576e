package gazetteer

import (
	"slices"

	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// quotes finds runs of an utterance that stand verbatim in a quotation, or in the words of the article that prove a claim.
type quotes struct {
	lists []quoted
	first map[[2]string][]place // by two words in a row
	may   [mayWords]bool        // whether any two words with a hash are in first: most are not
}

// mayWords is how many hashes of two words there are.
const mayWords = 1 << 13

// pair is a quick hash of two words, which are not empty: of their lengths, first and last bytes.
func pair(a, b string) int {
	h := uint32(a[0])*31 + uint32(a[len(a)-1])*131 + uint32(len(a))
	h = h*257 + uint32(b[0])*31 + uint32(b[len(b)-1])*131 + uint32(len(b))
	return int(h % mayWords)
}

type quoted struct {
	kind  Kind // Quote or Passage
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
			q.add(Quote, v.ID, v.Sentences...)
		}
		figures := map[string]bool{} // claims that figures are read from: a question about those has the figures
		for _, o := range a.Observations {
			figures[o.Claim] = true
		}
		for i := range a.Claims {
			if figures[a.Claims[i].ID] {
				continue
			}
			q.add(Passage, a.Claims[i].ID, a.Claims[i].Fragment)
		}
	}
	return q
}

func (q *quotes) add(kind Kind, id string, texts ...string) {
	var words []string
	for _, s := range texts {
		words = append(words, utterance.Texts(utterance.Split(s))...)
	}
	for i := 0; i+1 < len(words); i++ {
		key := [2]string{words[i], words[i+1]}
		q.first[key] = append(q.first[key], place{len(q.lists), i})
		q.may[pair(words[i], words[i+1])] = true
	}
	q.lists = append(q.lists, quoted{kind, id, words})
}

// long is how many letters make a word telling.
const long = 5

// find returns the longest verbatim run from token i, as a mention of the quotation or claim; before a claim comes a quotation. It is
// empty where there is none. A run counts that has six words, four with a telling one among them, or two telling ones; telling words are
// long and name nothing, no period either but where somebody is said to speak: "who told X about the December quarter?"
func (q *quotes) find(s *search, i int) (m Mention) {
	tokens := s.tokens
	if i+1 >= len(tokens) || !q.may[pair(tokens[i].Text, tokens[i+1].Text)] {
		return m
	}
	for _, p := range q.first[[2]string{tokens[i].Text, tokens[i+1].Text}] {
		words := q.lists[p.list].words
		j, n, wordy := i, p.at, false
		for j < len(tokens) && n < len(words) {
			if tokens[j].Kind == utterance.Break {
				j++
				continue
			}
			if tokens[j].Text != words[n] {
				break
			}
			wordy = wordy || len(words[n]) >= long
			j, n = j+1, n+1
		}
		run, from := n-p.at, &q.lists[p.list]
		if run < 2 || m.ID != "" && (from.kind > m.Kind || from.kind == m.Kind && j <= m.Last) {
			continue
		}
		least := 2
		if run >= 4 {
			least = 1
		}
		if run >= 6 || wordy && s.telling(i, j) >= least {
			m = Mention{Kind: from.kind, ID: from.id, First: i, Last: j}
		}
	}
	return m
}

// telling counts the telling words among the tokens from first to last.
func (s *search) telling(first, last int) (n int) {
	dated := 0
	for j := first; j < last; j++ {
		dated = max(dated, s.dated(j))
		if t, l := &s.tokens[j], &s.looks[j]; t.Kind != utterance.Break && len(t.Text) >= long && !(l.named && s.aliases.masked[l.word]) && (j >= dated || s.speaks()) {
			n++
		}
	}
	return n
}

// speaks reports whether somebody is said to speak in the utterance: it names a person or an outlet, or has a word for saying.
func (s *search) speaks() bool {
	if !s.asked {
		s.asked = true
		for i := range s.tokens {
			if l := &s.looks[i]; l.named {
				var buffer [8]Mention
				s.spoken = s.spoken || slices.ContainsFunc(s.exact(buffer[:0], i, l.word, 0), func(m Mention) bool {
					return m.Kind == Person || m.Kind == Outlet || m.Kind == Concept && (m.ID == "act.say" || m.ID == "act.mention" || m.ID == "noun.quotation")
				})
			}
		}
	}
	return s.spoken
}

// dated returns where a period ends that begins at token i; 0: none does.
func (s *search) dated(i int) int {
	l := &s.looks[i]
	if !l.dated && l.named && s.aliases.dates[l.word] {
		var buffer [8]Mention
		for _, m := range s.exact(buffer[:0], i, l.word, 0) {
			if m.Kind == Period {
				l.until = max(l.until, m.Last)
			}
		}
	}
	l.dated = true
	return l.until
}
