// Package evidence picks the claims that fit a query's slots and derives what follows from them:
// differences, ranks, ties, gaps, totals. It knows no wording: a [Finding] names phrasebook keys with
// typed arguments, cites claims, and shows the formula of all that is derived.
package evidence

import (
	"fmt"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Status is what kind of answer a question gets.
type Status string

// The statuses. Unknown says what the book does cover; Corrected names a false premise first.
const (
	Answered  Status = "answered"
	Corrected Status = "corrected"
	Clarify   Status = "clarify"
	Unknown   Status = "unknown"
	OffTopic  Status = "off_topic"
	Help      Status = "help"
	Smalltalk Status = "smalltalk"
)

// Query is what a question asks, as far as it was understood. The zero value asks nothing.
type Query struct {
	Intent   *knowledge.Intent
	Contrary bool // the question presupposes the opposite

	Names    []string // companies and products, in the order of mention
	Left     int      // how many of them stand before the word that compares
	People   []string
	Others   []string  // events, outlets, sources, authorities
	Titles   []string  // job titles
	Held     bool      // the people were found by title and company
	Misnamed string    // a person whom the question gives another's title or company
	TitleOf  string    // the company of that title
	Metric   string    // empty: not said
	Second   string    // another metric asked for beside it
	Hails    [2]string // a firm, and a place that it is said to be from
	Made     [2]string // a product, and a firm that is taken for its maker
	Hand     string    // a place from which something is said to have been laid on a firm: "was X sanctioned by C?"
	With     string    // a person of whom is asked who was with them
	SeenAt   string    // an outlet or event of which is asked who was there
	Stranger string    // a name that nothing knows, of whom is asked whether they said something
	Sentence int       // which of somebody's sentences is asked for, from 1; -1: the last
	Runs     [2]string // a person, and the company that they are said to run
	Leaves   string    // a firm that is said to leave a place of the book
	Replaced string    // a firm right behind the word by which another took its place
	Produces string    // a firm of which a yes/no question is whether it makes the goods of the book
	Regional bool      // an executive for a place or a technology is asked about: "X's chief in C"
	Becomes  bool      // the title is said to be the person's: "X became the chief of Y"
	Native   bool      // firms are told by the place they are from
	Origin   bool      // who is from a place is asked
	Owner    string    // the company whose partner or deal is asked for
	Alone    string    // the company right behind "only"
	Leading  string    // of whom the question takes for granted that it leads: "with X leading, ..."
	Guess    string    // the company that stands alone at the end, as a guess at the answer: "who supplies it, X?"
	Chooses  [2]string // who stands right before a word for choosing, and who right behind it
	Twofold  Twofold   // a level and a rate of change of one
	Sequence [2]string // two firms of which the first is said to have come before the second
	Since    bool      // what came after a deal or its announcement is asked for
	Placing  Placing   // on which side of whom the others are said to be: "those ahead of X are Y and Z"
	Path     Path      // from which of two levels to which one is said to have gone
	Switch   [2]string // two firms of which somebody is said to have gone from the first to the second
	Deeds    []Deed    // who does what: who stands right before a word for an act
	Crossed  bool      // an "x" stands between two firms: "X x Y"
	For      string    // the firm behind "for", of which a "what" question is what something means to it
	Out      bool      // who is asked for who is out: "X is in, who's out?"
	Twice    bool      // who is asked for twice: "who replaced whom?"
	Cleft    string    // the company that is singled out: "it is X that supplies it"
	Many     bool      // more than one firm is asked for
	Each     bool      // two companies stand side by side, and no others: each is asked for
	Told     bool      // a word for a firm stands before the only name: "the firm that X supplies"
	Staff    string    // the company of which a person is asked for: "who at X"
	Which    string    // the concept of the thing behind "which" or "what": one is to be named
	Market   Largest   // a market that the question calls the largest or the n-th of its kind
	Segment  bool      // the market is one of something that the book has nothing on
	Place    string    // empty: not said
	Abroad   string    // a place outside the book
	Category string    // a kind of goods the book has nothing on
	Beside   string    // the name behind "closer to"
	Excepted []string  // names behind "except"
	Period   Period    // zero: not said
	Then     string    // the one of two whose figure of a year before is set against the other's of now
	Asked    Asked     // how the period was said
	Quantity Quantity  // of how many it claims that they are on a side of another, or of a figure
	Claimed  []Claimed // figures that stand right behind names
	Reported bool      // the only one of them is what something says: "the deck says X 24%"
	Shifts   []Shift   // points that some are supposed to have more or fewer
	Supposed string    // of whom a move is supposed: "if X lost two points"
	Stayer   string    // of whom it is asked then, whose figure stays: "would Y still lead?"
	Rate     bool      // growth is asked for beside the metric
	Behind   int       // how many names stand behind "against"
	Summed   int       // how many names stand before the last "together"
	Percents []float64
	Part     float64 // a fraction that is none of the market: "a third of its share"
	Rough    bool    // one of them was said as a fraction
	Motion   Motion  // how the percentage stands to a word for a move
	Doer     string  // of whom the question asks whom it is ahead of or behind
	Numbers  []float64
	Scale    string    // of the number, as it was written: the m of 10m, " million"
	FromNow  bool      // the number is one of now, from which that of a year before is asked
	Points   []float64 // "9 points"
	Ranks    []int
	Placed   [2]int             // the rank that a clause before "who" gives the only name, and the one that is asked for: "now that X is third, who leads?"
	Top      int                // "top three": so many ranks
	Claim    string             // id of the claim asked about, where the thread points at one
	Rests    []*knowledge.Claim // what the answer rests on of which it is asked where it is from, or of when
	Quote    string             // id of a quotation of which words stand in the question
	Copula   bool               // a form of "be" opens it: "is X Y's chief?"
	AsObject bool               // the question for who has the only firm that it names in its clause: "who gained from X's fall?", not "who fell, X?"
	Tagged   bool               // a word at the end asks for a yes: "X leads, right?"
	Gaps     []string           // of four names in order, each of two next to each other: "the gap from X to Y or from Y to Z"
	Margins  []Margin           // by how much the first name is said to be ahead of each of the others
	ToLimit  bool               // how far it is to the only percentage is asked
	Said     string             // words in quotation marks that are put into somebody's mouth
	Uttered  Uttered            // words that are put into somebody's mouth, whoever says so
	Inner    string             // the facet of what somebody is asked to have said: "did X say when ...?"
	Holding  *Granted           // the share that a clause before the question gives whom it names; nil: none
	Dropped  string             // the firm that a clause before the question says was let go
	Called   bool               // they are what a person is said to have called a firm
	Calls    bool               // what a person called a firm is asked
	Named    bool               // it asks why, and all of its words are known ones of the field
	Caller   bool               // who called something so is asked
	Degree   bool               // how great a thing is, is asked, not how much of it there is: "how big a moment is it?"
	Ahead    bool               // it is what may be that is asked: "what might X ...?"
	Shown    []string           // concepts of what a quotation that is asked for is about or shows
	Pronoun  string             // a word of a quotation of which is asked whom it stands for
	Passage  string             // id of a claim of whose proof words stand in the question
	Cues     Cues
	Concepts []string
	Words    []string // content words
	Doubts   []string // content words that nothing explains
	Off      []string // doubtful words behind "about"
	Either   []string // words before an "or" that nothing knows, where another such stands behind it
	Bare     []string // concepts whose words are not those of a facet
	Topic    []string // concepts behind "about"
	Premised bool     // a clause that takes something for granted stands before the question word
	Spared   []string // concepts right behind "besides"
	Refused  []string // concepts behind "not"
	Voice    string   // whose words or view are asked for
	Strange  []string // concepts that the intent's phrasings do not use
	Brief    bool     // no more than the headline is wanted
	Facet    string   // facet.who, facet.when, ...; empty: what

	turns int      // how often an operation has handed the query on
	among *Queries // those of the same question; nil: none are kept
}

// Largest is what a question says of a market: "China is the second-largest market".
type Largest struct {
	Place string // of which it is said
	Rank  int    // 1: the largest; 0: nothing is said
}

// Stated returns the figures that a question states, percentages first.
func (q *Query) Stated() []float64 { return slices.Concat(q.Percents, q.Numbers) }

// asks reports whether what a question asks for is one of some facets.
func (q *Query) asks(facets ...string) bool { return contains(facets, q.Facet) }

// asksFirm reports whether a question is for somebody or for a firm: "who ...?", "which company ...?"
func (q *Query) asksFirm() bool {
	return q.Facet == "facet.who" || q.Cues.Has("ask.which") && q.Cues.Has("ask.firm")
}

// asksWhich reports whether a question is for one of several: "who ...?", "which ...?"
func (q *Query) asksWhich() bool { return q.Facet == "facet.who" || q.Cues.Has("ask.which") }

// onlyMoved reports whether all that a question says of somebody is that they went up, or down.
func (q *Query) onlyMoved() bool {
	return len(q.Bare) == 1 && hasAny(q.Bare, "dir.up", "dir.down") && q.Metric == ""
}

// Asked is how a period was said.
type Asked struct {
	Said  bool
	Prior int  // quarters before
	Vague bool // "last year", which has two readings
	Whole bool // a whole year or half
	Known bool // it could be resolved
	Exact bool // a quarter was named
	Pair  bool // two periods a year apart, of which Period is the later
	On    bool // it is what something is measured against: "up on a year earlier"
	Than  bool // more or less is asked of the time before itself, not of now: "did X have more a year ago?"
	Chain bool // the quarter before was named, as that which something is measured against
}

// Cues are the closed-class words of a question, by id, each once. They are few.
type Cues []string

// Has reports whether any of the cues was found. Like others that are called a thousand times it is not inlined, which would make the
// program a fiftieth larger.
//
//go:noinline
func (c Cues) Has(ids ...string) bool {
	for _, have := range c {
		for _, id := range ids {
			if same(have, id) {
				return true
			}
		}
	}
	return false
}

// Add adds a cue.
func (c *Cues) Add(id string) {
	if !c.Has(id) {
		*c = append(*c, id)
	}
}

// String prints the query on one line: share(company=apple place=china period=2024-Q4).
func (q Query) String() string {
	var b strings.Builder
	if q.Intent == nil {
		return "none()"
	}
	b.WriteString(q.Intent.ID)
	if q.Contrary {
		b.WriteByte('!')
	}
	b.WriteByte('(')
	sep := ""
	put := func(name string, v any) {
		if s := fmt.Sprint(v); s != "" && s != "[]" && s != "0" && s != "false" {
			fmt.Fprintf(&b, "%s%s=%s", sep, name, strings.Trim(s, "[]"))
			sep = " "
		}
	}
	put("names", q.Names)
	put("people", q.People)
	put("others", q.Others)
	put("titles", q.Titles)
	put("metric", q.Metric)
	put("place", q.Place)
	put("foreign", q.Abroad)
	put("category", q.Category)
	put("period", q.Period)
	put("prior", q.Asked.Prior)
	put("percents", q.Percents)
	put("numbers", q.Numbers)
	put("ranks", q.Ranks)
	put("quote", q.Quote)
	put("passage", q.Passage)
	put("lone", q.Alone)
	put("told", q.Told)
	put("scale", q.Scale)
	put("now", q.FromNow)
	put("or", q.Either)
	put("facet", q.Facet)
	put("doubts", q.Doubts)
	put("excepted", q.Excepted)
	put("before", q.Then)
	put("places", q.Top)
	put("figures", q.Claimed)
	put("thing", q.Which)
	put("owner", q.Owner)
	put("taken", q.Leading)
	put("guess", q.Guess)
	put("staff", q.Staff)
	if q.Market.Rank > 0 {
		put("market", fmt.Sprint(q.Market.Place, " ", q.Market.Rank))
	}
	b.WriteByte(')')
	return b.String()
}
