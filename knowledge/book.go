package knowledge

import (
	"slices"
)

// A Book is everything the bot knows: read once by [Load], proof-read, and read-only from then on,
// so it may be shared by all goroutines. Slices keep the order of the files, which answers follow.
type Book struct {
	Title      Text         // what the book is about, as a noun phrase: "the Chinese smartphone market"
	Default    Default      // what a question means that does not say
	Entities   []Entity     // companies, people, products, events, ...
	Metrics    []Metric     // what can be measured, held by the book or not
	Places     []Place      // places of the book; all other regions of the world are recognised as not held
	Foreign    []Region     // further words for places outside the book
	Titles     []Term       // job titles
	Categories []Category   // kinds of goods
	Periods    []PeriodTerm // words for periods
	Cues       []Term       // closed-class words that steer operations and facets
	Concepts   []Term       // a thesaurus that generalises the phrasings
	Ordinary   []string     // ordinary words that are never taken for a misspelt name
	Endings    []string     // endings of ordinary words: a word with one is no name
	Forms      Forms        // how the form of a word is told
	Chatter    []string     // words and phrases around a question that do not change what it asks
	Commands   []Command
	Labels     []Label
	Articles   []Article
	Intents    []Intent
	Phrases    map[string]Phrasebook // by language

	Version string // a fingerprint of the files, twelve hexadecimal digits
}

// Forms are how the form of a word is told, in whatever language.
type Forms struct {
	Superlative []string `yaml:"superlative"` // endings of adjectives that put things in order: "-est"
	Lasting     []string `yaml:"lasting"`     // endings of verbs that are active behind a form of "be", too: "-ing"
	Plural      []string `yaml:"plural"`      // endings of nouns: "-s"
	Owner       []string `yaml:"owner"`       // what stands behind an owner's name: "'s"
}

func (f Forms) with(g Forms) Forms {
	return Forms{
		Superlative: slices.Concat(f.Superlative, g.Superlative),
		Lasting:     slices.Concat(f.Lasting, g.Lasting),
		Plural:      slices.Concat(f.Plural, g.Plural),
		Owner:       slices.Concat(f.Owner, g.Owner),
	}
}

// Text is one wording per language ("en", "zh", ...).
type Text map[string]string

// In returns the wording in language lang, or the English one where the book has none.
func (t Text) In(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	return t["en"]
}

// Default is what a question means that names no place, metric or category.
type Default struct {
	Place    string `yaml:"place"`
	Metric   string `yaml:"metric"`
	Category string `yaml:"category"`
	Intent   string `yaml:"intent"` // what a question means that only names things
	Why      string `yaml:"why"`    // the intent that a bare "why?" means
}

// Entity is anything with a name that a question may mention.
type Entity struct {
	ID       string   `yaml:"id"`
	Kind     string   `yaml:"kind"` // company, person, product, event, outlet, source, authority
	Name     Text     `yaml:"name"`
	Aliases  []string `yaml:"aliases"`
	Ordinary []string `yaml:"ordinary"` // aliases that are ordinary words too: names only beside another mention
	Title    string   `yaml:"title"`    // a person's job title (an id of titles)
	Of       string   `yaml:"of"`       // a person's company, a product's maker
}

// Metric is something that can be measured. A metric without observations is known but not held.
type Metric struct {
	ID      string   `yaml:"id"`
	Name    Text     `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Unit    string   `yaml:"unit"`   // percent, or a word that stands behind the figure
	Change  string   `yaml:"change"` // the metric that this one is the year-over-year change of
	Whole   float64  `yaml:"whole"`  // what all entities add up to (100 for shares); 0: no total
	Ranked  bool     `yaml:"ranked"` // whether entities are ranked by it
	Goods   bool     `yaml:"goods"`  // measured on products rather than companies
	Apart   []string `yaml:"apart"`  // metrics that this one is told apart from: "is that revenue?" is a no
}

// Place is a market the book has figures or statements about.
type Place struct {
	ID      string   `yaml:"id"`
	Name    Text     `yaml:"name"`
	In      Text     `yaml:"in"`     // "on the North Sea"; empty: "in" with the name
	Market  Text     `yaml:"market"` // as the whole of a share: "China's smartphone market"
	Aliases []string `yaml:"aliases"`
	Region  string   `yaml:"region"` // ISO 3166 code or UN M.49 number; its name in other languages is an alias
}

// Region gives a place outside the book words that its names in the world's languages lack ("american").
type Region struct {
	Region   string   `yaml:"region"`
	Aliases  []string `yaml:"aliases"`
	Ordinary []string `yaml:"ordinary"` // ordinary words too ("us"): they count behind a name or metric only, where none but those follow
}

// Term is a set of words with one meaning.
type Term struct {
	ID    string              `yaml:"id"`
	Name  Text                `yaml:"name"`
	Words map[string][]string `yaml:"words"`
	Value float64             `yaml:"value"`
}

// Category is a kind of goods; a question about one that is not held is not answered from another.
type Category struct {
	ID      string   `yaml:"id"`
	Name    Text     `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Held    bool     `yaml:"held"`
}

// PeriodTerm is a word for a period. Exactly one of its meanings is set.
type PeriodTerm struct {
	Words   []string `yaml:"words"`
	Quarter int      `yaml:"quarter"` // a named quarter, 1 to 4
	Shift   *int     `yaml:"shift"`   // quarters from the latest period: 0 now, 1 the next, -1 the one before
	Prior   int      `yaml:"prior"`   // quarters before the period spoken of: 4 for "a year earlier"
	Whole   bool     `yaml:"whole"`   // a whole year, or another span the book's quarters do not cover
	Year    *int     `yaml:"year"`    // years from the latest period's: -1 "last year" said of the article's date
}

// Command is one command that platforms offer, and what it stands for.
type Command struct {
	Name    string   `yaml:"name"`
	Names   Text     `yaml:"names"`  // in languages that have one of their own
	Intent  string   `yaml:"intent"` // empty: its text is a question
	Help    Text     `yaml:"help"`   // one line
	Options []Option `yaml:"options"`
}

// Option is one typed option of a command.
type Option struct {
	Name     string `yaml:"name"`
	Names    Text   `yaml:"names"`
	Kind     string `yaml:"kind"` // company, person, place, period or text
	Many     bool   `yaml:"many"`
	Required bool   `yaml:"required"`
	Help     Text   `yaml:"help"`
}

// Label is something that platforms offer beside the commands, by an id that they know it by.
type Label struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"`
	Help Text   `yaml:"help"` // one line; nil where the name says it all
}

// Article is a source with what the book takes from it.
type Article struct {
	ID           string        `yaml:"id"`
	Title        string        `yaml:"title"`
	Publisher    string        `yaml:"publisher"` // empty: not known
	URL          string        `yaml:"url"`
	Published    Dated         `yaml:"published"`
	Latest       string        `yaml:"latest"`   // the period that "now" and "last quarter" mean, e.g. 2024-Q4
	Headings     []string      `yaml:"headings"` // of its sections, as printed
	Inferred     []Inference   `yaml:"inferred"`
	Claims       []Claim       `yaml:"claims"`
	Observations []Observation `yaml:"observations"`
	Quotations   []Quotation   `yaml:"quotations"`
	Relations    []Relation    `yaml:"relations"`
}

// Dated is a date as far as it is known, and how.
type Dated struct {
	Date     string `yaml:"date"` // 2025-02-13, 2025-02 or 2025
	Name     Text   `yaml:"name"` // as it is said: "mid-February 2025"
	Inferred string `yaml:"inferred"`
}

// Inference is something the curator concluded that the article does not state.
type Inference struct {
	ID     string `yaml:"id"`
	Dating bool   `yaml:"dating"` // it is only about the period: said where the period is asked for
	Reason Text   `yaml:"reason"`
}

// Claim is one sourced statement in our own words, with a verbatim fragment as evidence.
type Claim struct {
	ID        string              `yaml:"id"`
	Topics    []string            `yaml:"topics"`    // ids of intents it answers
	Who       []string            `yaml:"who"`       // entities that play a part in it
	Metric    string              `yaml:"metric"`    // the metric that it explains; empty: none
	Place     string              `yaml:"place"`     // where it holds; empty: anywhere
	Text      Text                `yaml:"text"`      // the statement
	Knows     map[string]Text     `yaml:"knows"`     // direct answers by facet (facet.when, facet.whether, facet.not, ...)
	Concepts  []string            `yaml:"concepts"`  // thesaurus ids that point at it
	Contrary  []string            `yaml:"contrary"`  // thesaurus ids that deny it: a question with one presupposes what is not so
	Deeds     map[string][]string `yaml:"deeds"`     // who does what in it: entities by the concept of an act
	Certainty string              `yaml:"certainty"` // confirmed, reported, said, measured, opinion
	Cites     []string            `yaml:"cites"`     // further claims its text rests on
	By        string              `yaml:"by"`        // the entity that said or measured it; empty: the article
	Paragraph int                 `yaml:"paragraph"` // paragraphs of the source, counted from 1
	Fragment  string              `yaml:"fragment"`  // verbatim, at most 15 words
	Table     bool                `yaml:"table"`     // the fragment names a table: its rows, in observations.csv, are the evidence
	Inferred  string              `yaml:"inferred"`  // id of the inference it rests on
	Weight    int                 `yaml:"weight"`    // order among claims of one topic: higher first
	Rank      int                 `yaml:"rank"`      // of its place among the markets that the article ranks it with; 0: none
}

// Observation is one figure: entity x metric x place x period = value.
type Observation struct {
	Entity   string  `yaml:"entity"`
	Metric   string  `yaml:"metric"`
	Place    string  `yaml:"place"`
	Period   string  `yaml:"period"` // 2024-Q4 or 2024
	Value    float64 `yaml:"value"`
	Claim    string  `yaml:"claim"` // the claim it is read from
	Inferred string  `yaml:"inferred"`
}

// Quotation is what a person said, verbatim and whole.
type Quotation struct {
	ID        string              `yaml:"id"`
	Speaker   string              `yaml:"speaker"`
	Role      Text                `yaml:"role"`      // as the article gives it
	Event     string              `yaml:"event"`     // where it was said: an entity
	Place     Text                `yaml:"place"`     // in which town or country
	Regions   []string            `yaml:"regions"`   // that the place is in, as ISO 3166 or UN M.49 has them
	Outlet    string              `yaml:"outlet"`    // to whom it was said: an entity
	About     Text                `yaml:"about"`     // in a few words of our own
	Period    Text                `yaml:"period"`    // the period it speaks of, where it names one
	Sentences []string            `yaml:"sentences"` // verbatim
	Topics    map[string][]string `yaml:"topics"`    // words by which a part is asked for, by language
	Concepts  []string            `yaml:"concepts"`
	Who       []string            `yaml:"who"`   // entities it speaks of
	Means     map[string]string   `yaml:"means"` // whom words of it stand for that name nobody: "they", "us"
	Paragraph int                 `yaml:"paragraph"`
}

// Relation is how two entities stand to one another: the chosen partner, an earlier one, one explored.
type Relation struct {
	Subject string `yaml:"subject"`
	Object  string `yaml:"object"`
	Role    string `yaml:"role"`  // chosen, former, explored, ...: names wording in the phrasebook
	Claim   string `yaml:"claim"` // the claim that states it
	Deal    string `yaml:"deal"`  // id shared by relations of one affair
}

// Intent is something a question can express: an operation of the engine with what it works on,
// and the phrasings it is learned from.
type Intent struct {
	ID        string              `yaml:"id"`
	Operation string              `yaml:"operation"`
	Exclusive bool                `yaml:"exclusive"` // another name in the place of the one in the claim is a false premise
	Subject   bool                `yaml:"subject"`   // the question must name whom the claim is about
	Named     bool                `yaml:"named"`     // the question must name something
	Else      string              `yaml:"else"`      // the intent to try where the book does not say this of whom the question names; of a follow-up, where nothing was asked before
	Signs     []string            `yaml:"signs"`     // cues and concepts that point at it
	Needs     []string            `yaml:"needs"`     // cues and concepts of which a question for it has one
	Phrasings map[string][]string `yaml:"phrasings"`
	Contrary  map[string][]string `yaml:"contrary"` // phrasings that presuppose the opposite
	Why       string              `yaml:"why"`      // the intent that a bare "why?" after it means
	Others    string              `yaml:"others"`   // the intent that a bare "who else?" after it means
}

// Phrasebook is the wording of one language: templates with {slots} by key.
type Phrasebook map[string]string

// Operations returns the operations that the engine knows, which intents name.
func Operations() []string {
	return []string{
		"lookup", "table", "standing", "holder", "compare", "nearest", "change", "movers", "growth", "total", "rest", "complement",
		"ratio", "threshold", "tied", "order", "project", "verify", "measured", "timeframe", "keynumbers",
		"tell", "certainty", "graded", "relation", "role", "quote", "speaker", "complete", "wording", "venue", "spoken", "people", "speech",
		"say", "offtopic", "uncovered",
		"follow.entity", "follow.place", "follow.period", "follow.compare", "follow.metric", "follow.source", "follow.who",
		"follow.where", "follow.when", "follow.why", "follow.more", "follow.brief",
	}
}

// Why returns the intent that a bare "why?" means after an answer to intent id.
func (b *Book) Why(id string) string {
	for _, in := range b.Intents {
		if in.ID == id && in.Why != "" {
			return in.Why
		}
	}
	return b.Default.Why
}
