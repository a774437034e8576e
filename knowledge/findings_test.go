package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

// TestProofreadFinds has a bad book a row: the small one with a slip in it, and all that is said of it.
func TestProofreadFinds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edits []edit
		want  string
	}{
		{"a misspelt entity in a table", []edit{byYard, {tablePath, "", table1 + "nordhavn,share,norway,2029-Q2,40,by-yard\n"}},
			`articles/nordhaven-lead/observations.csv:3:1: entity: no entity "nordhavn" (hint: did you mean "nordhaven"?)`},
		{"an unknown period, claim and inference in a table", []edit{byYard, {tablePath, "", "entity,metric,place,period,value,claim,inferred\nlindqvist,share,norway,Q2,23,by-yards,quarters\nnordhaven,share,norway,2029-Q2,40,by-yard,\n"}},
			`articles/nordhaven-lead/observations.csv:2:24: period: "Q2" is no period (hint: 2024-Q4 or 2024)` + "\n" +
				`articles/nordhaven-lead/observations.csv:2:30: claim: no claim "by-yards" (hint: did you mean "by-yard"?)` + "\n" +
				`articles/nordhaven-lead/observations.csv:2:39: inferred: no inference "quarters" (hint: did you mean "quarter"?)`},
		{"a figure twice in a table", []edit{byYard, {tablePath, "", table1 + "nordhaven,share,norway,2029-Q2,40,by-yard\nlindqvist,share,norway,2029-Q2,24,by-yard\n"}},
			`articles/nordhaven-lead/observations.csv:4:1: a second figure for lindqvist, share, norway, 2029-Q2 (hint: the first is at articles/nordhaven-lead/observations.csv:2)`},
		{"a figure in a list and in a table", []edit{byYard, {tablePath, "", table1 + "lindqvist,share,norway,2030-Q2,24,by-yard\n"}},
			`articles/nordhaven-lead/observations.csv:3:1: a second figure for lindqvist, share, norway, 2030-Q2 (hint: the first is at articles/nordhaven-lead/article.yaml:48)`},
		{"a table of figures that no fragment states", []edit{{tablePath, "", "entity,metric,place,period,value,claim\nlindqvist,share,norway,2029-Q2,23,chase\n"}},
			`articles/nordhaven-lead/observations.csv:2:32: value: 23 does not stand in the fragment of claim "chase" (hint: correct it, or name an inference whose reason states the figure)`},
		{"a table claim without a table", []edit{byYard},
			`articles/nordhaven-lead/more.yaml:2:134: claims[0].table: no row of a table names claim "by-yard" (hint: put its figures into observations.csv beside it)`},
		{"a figure of a table in a list", []edit{byYard, {tablePath, "", table1}, {articleFile, "claim: lead, ", "claim: by-yard, "}},
			`articles/nordhaven-lead/article.yaml:46:90: observations[0].claim: claim "by-yard" is a table (hint: move it to observations.csv beside the claim)`},
		{"a table claim with a figure of no row", []edit{byYard, {moreFile, "by yard.}", "by yard (24%).}"}, {tablePath, "", table1}},
			`articles/nordhaven-lead/more.yaml:2:84: claims[0].text.en: 24% stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)`},
		{"a table without an article", []edit{{"articles/stray/observations.csv", "", table1}},
			`articles/stray/observations.csv:2:1: the article has no title (hint: article.yaml beside it carries the title and the other facts of the card)`},
		{"a misspelt entity", []edit{{articleFile, "who: [nordhaven]", "who: [nordhavn]"}},
			`articles/nordhaven-lead/article.yaml:15:11: claims[0].who[0]: no entity "nordhavn" (hint: did you mean "nordhaven"?)`},
		{"an unknown entity", []edit{{articleFile, "by: hull-review", "by: nobody-known"}},
			`articles/nordhaven-lead/article.yaml:19:9: claims[0].by: no entity "nobody-known"`},
		{"an unknown topic", []edit{{articleFile, "topics: [decline.cause]", "topics: [decline.cuase]"}},
			`articles/nordhaven-lead/article.yaml:34:14: claims[2].topics[0]: no intent "decline.cuase" (hint: did you mean "decline.cause"?)`},
		{"no topic", []edit{{articleFile, "topics: [decline.cause]", "topics: []"}},
			"articles/nordhaven-lead/article.yaml:34:5: claims[2].topics: answers no topic (hint: ids of intents; figures where it only carries an observation)"},
		{"an unknown concept", []edit{{articleFile, "concepts: [noun.reason]", "concepts: [noun.raeson]"}},
			`articles/nordhaven-lead/article.yaml:40:16: claims[2].concepts[0]: no concept "noun.raeson" (hint: did you mean "noun.reason"?)`},
		{"an unknown contrary", []edit{{articleFile, "concepts: [noun.reason]", "contrary: [noun.reason, dir.upp]"}},
			`articles/nordhaven-lead/article.yaml:40:29: claims[2].contrary[1]: no concept "dir.upp" (hint: did you mean "dir.up"?)`},
		{"an unknown place", []edit{{articleFile, "place: norway\n    text: {en: Lindq", "place: norwey\n    text: {en: Lindq"}},
			`articles/nordhaven-lead/article.yaml:26:12: claims[1].place: no place "norwey" (hint: did you mean "norway"?)`},
		{"an unknown cited claim", []edit{{articleFile, "cites: [lead]", "cites: [lead, leed]"}},
			`articles/nordhaven-lead/article.yaml:42:19: claims[2].cites[1]: no claim "leed" (hint: did you mean "lead"?)`},
		{"an unknown inference", []edit{{articleFile, "value: 42, claim: lead, inferred: quarter", "value: 42, claim: lead, inferred: quarters"}},
			`articles/nordhaven-lead/article.yaml:46:106: observations[0].inferred: no inference "quarters" (hint: did you mean "quarter"?)`},
		{"an observation of an unknown metric", []edit{{articleFile, "metric: share", "metric: shares"}},
			`articles/nordhaven-lead/article.yaml:46:33: observations[0].metric: no metric "shares" (hint: did you mean "share"?)`},
		{"an observation of no claim", []edit{{articleFile, ", claim: lead, inferred", ", inferred"}},
			"articles/nordhaven-lead/article.yaml:46:5: observations[0].claim: is empty"},
		{"an unknown default", []edit{{bookFile, "place: norway", "place: noway"}},
			`book.yaml:4:10: default.place: no place "noway" (hint: did you mean "norway"?)`},
		{"no default", []edit{{bookFile, "  metric: share\n", ""}},
			"book.yaml:3:1: default.metric: is empty"},
		{"a default that is not held", []edit{{bookFile, "category: ferry", "category: car"}},
			`book.yaml:6:13: default.category: category "car" is not held (hint: add held: true to it in lexicon/)`},
		{"a title without English", []edit{{bookFile, "  en: Norway", "  no: Norway"}},
			`book.yaml:1:1: title: has no "en" (hint: other languages fall back on English)`},
		{"a duplicate entity", []edit{{termsFile, "", "entities:\n  - {id: lindqvist, kind: company, name: {en: Another}}\n"}},
			`lexicon/terms.yaml:2:10: entities[0].id: a second entity "lindqvist" (hint: the first is at lexicon/names.yaml:3)`},
		{"a duplicate claim", []edit{{moreFile, "", claims("text: {en: So it is.}, fragment: Its rival")}, {moreFile, "id: extra", "id: lead"}},
			`articles/nordhaven-lead/more.yaml:2:10: claims[0].id: a second claim of nordhaven-lead "lead" (hint: the first is at articles/nordhaven-lead/article.yaml:13)`},
		{"a duplicate inference", []edit{{articleFile, "inferred:\n", "inferred:\n  - {id: quarter, reason: {en: why}}\n"}},
			`articles/nordhaven-lead/article.yaml:10:9: inferred[1].id: a second inference of nordhaven-lead "quarter" (hint: the first is at articles/nordhaven-lead/article.yaml:9)`},
		{"a duplicate intent", []edit{{"intents/z.yaml", "", "id: yard.capacity\noperation: uncovered\nphrasings: {en: [how deep is the dock]}\n"}},
			`intents/z.yaml:1:5: id: a second intent "yard.capacity" (hint: the first is at intents/yard.capacity.yaml:1)`},
		{"an empty id", []edit{{namesFile, "id: hull-review", "id: ''"}},
			"articles/nordhaven-lead/article.yaml:19:9: claims[0].by: no entity \"hull-review\"\n" +
				"articles/nordhaven-lead/article.yaml:29:9: claims[1].by: no entity \"hull-review\"\n" +
				"lexicon/names.yaml:5:10: entities[3].id: is empty"},
		{"an unknown kind", []edit{{namesFile, "kind: source", "kind: sauce"}},
			`lexicon/names.yaml:5:29: entities[3].kind: unknown value "sauce" (hint: did you mean "source"?)`},
		{"a name without English", []edit{{namesFile, "name: {en: Hull Review}", "name: {zh: 船评}"}},
			`lexicon/names.yaml:5:37: entities[3].name: has no "en" (hint: other languages fall back on English)`},
		{"an empty name", []edit{{namesFile, "name: {en: Hull Review}", "name: {en: Hull Review, zh: ' '}"}},
			"lexicon/names.yaml:5:65: entities[3].name.zh: is empty"},
		{"a title that is no one's", []edit{{namesFile, ", of: lindqvist", ""}},
			`lexicon/names.yaml:4:86: entities[2].title: job title "ceo" of no company (hint: add of: with the company's id)`},
		{"an unknown title", []edit{{namesFile, "title: ceo", "title: coe"}},
			`lexicon/names.yaml:4:86: entities[2].title: no title "coe" (hint: did you mean "coo"?)`},
		{"a title of a company", []edit{{namesFile, "aliases: [nordhaven]", "title: ceo, of: lindqvist"}},
			"lexicon/names.yaml:2:73: entities[0].title: a company has no job title (hint: only persons have one)\n" +
				"lexicon/names.yaml:2:82: entities[0].of: a company is of no other (hint: only a person is of a company, and a product of its maker)"},
		{"a person of a person", []edit{{namesFile, "of: lindqvist", "of: thorsen"}},
			`lexicon/names.yaml:4:95: entities[2].of: "thorsen" is a person (hint: a company is meant)`},
		{"an alias of two companies", []edit{{namesFile, "aliases: [lindqvist]", "aliases: [lindqvist, Nordhaven]"}},
			`lexicon/names.yaml:3:86: entities[1].aliases[1]: "Nordhaven" also names entity "nordhaven" (hint: drop it from one; an ordinary word goes under ordinary:)`},
		{"an alias of a company and a metric", []edit{{namesFile, "aliases: [lindqvist]", "aliases: [lindqvist, market-share]"}},
			`lexicon/names.yaml:3:86: entities[1].aliases[1]: "market-share" also names metric "share" (hint: drop it from one; an ordinary word goes under ordinary:)`},
		{"an alias of a company and a place", []edit{{namesFile, "aliases: [norwegian]", "aliases: [norwegian, thorsen]"}},
			`lexicon/names.yaml:12:26: places[0].aliases[1]: "thorsen" also names entity "thorsen" (hint: drop it from one; an ordinary word goes under ordinary:)`},
		{"a place that is no market", []edit{{namesFile, "    market: {en: Norway's electric ferry market}\n", ""}},
			`lexicon/names.yaml:8:5: places[0].market: has no "en" (hint: other languages fall back on English)`},
		{"a figure without evidence", []edit{{articleFile, "with 42%.}", "with 43%.}"}},
			"articles/nordhaven-lead/article.yaml:17:16: claims[0].text.en: 43% stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)"},
		{"a figure without evidence in Chinese", []edit{{articleFile, "with 42%.}", "with 42%., zh: 份额为百分之24}"}},
			"articles/nordhaven-lead/article.yaml:17:105: claims[0].text.zh: 百分之24 stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)"},
		{"a percentage of a bare number", []edit{{articleFile, "42% share", "42 share"}},
			"articles/nordhaven-lead/article.yaml:17:16: claims[0].text.en: 42% stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)\n" +
				"articles/nordhaven-lead/article.yaml:37:16: claims[2].text.en: 42% stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)\n" +
				`articles/nordhaven-lead/article.yaml:46:79: observations[0].value: 42 does not stand in the fragment of claim "lead" (hint: correct it, or name an inference whose reason states the figure)`},
		{"a figure of another size", []edit{{moreFile, "", claims("text: {en: It cost 12 billion.}, fragment: cost 12 million crowns")}},
			"articles/nordhaven-lead/more.yaml:2:82: claims[0].text.en: 12 billion stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)"},
		{"a figure without evidence in a direct answer", []edit{{articleFile, "{en: It is what analysts blame.}", "{en: 7 analysts blame it.}"}},
			"articles/nordhaven-lead/article.yaml:39:27: claims[2].knows[facet.whether].en: 7 stands neither in the fragment nor in that of a cited claim (hint: correct it or cite the claim that has it; spell counts as words)"},
		{"an observation without evidence", []edit{{articleFile, "value: 31", "value: 32"}},
			`articles/nordhaven-lead/article.yaml:47:79: observations[1].value: 32 does not stand in the fragment of claim "chase" (hint: correct it, or name an inference whose reason states the figure)`},
		{"two figures for one thing", []edit{{articleFile, "period: 2030-Q2", "period: 2031-Q2"}},
			"articles/nordhaven-lead/article.yaml:48:5: observations[2]: a second figure for lindqvist, share, norway, 2031-Q2 (hint: the first is at articles/nordhaven-lead/article.yaml:47)"},
		{"a bad period", []edit{{articleFile, "period: 2030-Q2", "period: Q2 2030"}},
			`articles/nordhaven-lead/article.yaml:48:63: observations[2].period: "Q2 2030" is no period (hint: 2024-Q4 or 2024)`},
		{"no latest period", []edit{{articleFile, "latest: 2031-Q2\n", ""}},
			`articles/nordhaven-lead/article.yaml:1:1: latest: "" is no period (hint: 2024-Q4 or 2024)`},
		{"a bad date", []edit{{articleFile, "date: 2031-08", "date: 2031-13"}},
			`articles/nordhaven-lead/article.yaml:5:9: published.date: "2031-13" is no date (hint: 2025-02-13, 2025-02 or 2025)`},
		{"a bad address", []edit{{articleFile, "https://harbour", "harbour"}},
			`articles/nordhaven-lead/article.yaml:3:6: url: "harbour-letter.example/nordhaven-lead" is no web address (hint: https://...)`},
		{"an unknown certainty", []edit{{articleFile, "certainty: opinion", "certainty: opinions"}},
			`articles/nordhaven-lead/article.yaml:41:16: claims[2].certainty: unknown value "opinions" (hint: did you mean "opinion"?)`},
		{"paragraph nought", []edit{{articleFile, "paragraph: 3", "paragraph: 0"}},
			"articles/nordhaven-lead/article.yaml:43:16: claims[2].paragraph: 0 is no paragraph (hint: paragraphs count from 1, without headings)"},
		{"no fragment", []edit{{articleFile, "fragment: Analysts blame Nordhaven’s dependence on a single battery supplier", "fragment: ''"}},
			"articles/nordhaven-lead/article.yaml:44:15: claims[2].fragment: is empty (hint: the words of the article that prove the claim)"},
		{"sixteen words", []edit{{articleFile, "fragment: Analysts blame", "fragment: One two three four five six seven Analysts blame"}},
			"articles/nordhaven-lead/article.yaml:44:15: claims[2].fragment: 16 words, more than 15 (hint: keep the part that proves the claim)"},
		{"a facet that is none", []edit{{articleFile, "facet.whether", "whether"}},
			`articles/nordhaven-lead/article.yaml:39:7: claims[2].knows.whether: "whether" is no facet (hint: facet.who, facet.when, ...)`},
		{"an unknown facet", []edit{{articleFile, "facet.whether", "facet.weather"}},
			`articles/nordhaven-lead/article.yaml:39:7: claims[2].knows[facet.weather]: no facet "facet.weather" among the cues (hint: did you mean "facet.whether"?)`},
		{"a quotation without sentences", []edit{{articleFile, "    sentences:\n      - We are taking orders that used to go elsewhere.\n      - Next year we will build 12 hulls.\n", ""}},
			"articles/nordhaven-lead/article.yaml:50:5: quotations[0].sentences: has no sentences"},
		{"an empty sentence", []edit{{articleFile, "- Next year we will build 12 hulls.", "- ''"}},
			"articles/nordhaven-lead/article.yaml:57:9: quotations[0].sentences[1]: is empty"},
		{"an outlet that is none", []edit{{articleFile, "outlet: fjord-courier", "outlet: hull-review"}},
			`articles/nordhaven-lead/article.yaml:53:13: quotations[0].outlet: "hull-review" is a source, not an outlet`},
		{"a relation to itself", []edit{{moreFile, "", "relations:\n  - {subject: lindqvist, object: lindqvist, role: former, claim: chase}\n"}},
			`articles/nordhaven-lead/more.yaml:2:34: relations[0].object: "lindqvist" is related to itself`},
		{"an article without a title", []edit{{articleFile, "title: Nordhaven Keeps Its Lead in Electric Ferries\n", ""}},
			"articles/nordhaven-lead/article.yaml:1:1: title: the article has no title (hint: one file of the folder carries the title and the other facts of the card)"},
		{"an article with two titles", []edit{{moreFile, "", "title: Another\n"}},
			"articles/nordhaven-lead/more.yaml:1:8: title: a second title of one article (hint: the first is at articles/nordhaven-lead/article.yaml:1)"},
		{"a card in two files", []edit{{moreFile, "", "publisher: Another\n"}},
			"articles/nordhaven-lead/more.yaml:1:12: publisher: stands apart from the article's title (hint: move it to the file that carries the title)"},
		{"an id beside the folder's", []edit{{moreFile, "", "id: nordhaven\n"}},
			`articles/nordhaven-lead/more.yaml:1:5: id: "nordhaven" is not the folder's name "nordhaven-lead" (hint: leave it out: the folder's name is the id)`},
		{"an unknown placeholder", []edit{{intentFile, "is {company}", "is {compny}"}},
			`intents/yard.capacity.yaml:6:7: phrasings.en[1]: no placeholder {compny} (hint: did you mean "company"?)`},
		{"a lone brace", []edit{{intentFile, "at {company}", "at {company"}},
			"intents/yard.capacity.yaml:7:7: phrasings.en[2]: a brace has no partner"},
		{"a phrasing twice", []edit{{intentFile, "is {company}'s shipyard full", "How many dry docks does {company} have in {place}?"}},
			`intents/yard.capacity.yaml:6:7: phrasings.en[1]: "How many dry docks does {company} have in {place}?" stands in the intent twice (hint: the first is at intents/yard.capacity.yaml:5)`},
		{"a phrasing of an inherited intent", []edit{{intentFile, "is {company}'s shipyard full", "thank you"}},
			`intents/yard.capacity.yaml:6:7: phrasings.en[1]: "thank you" is a phrasing of intent "thanks" too (hint: inherited from the embedded book)`},
		{"an empty phrasing", []edit{{intentFile, "is {company}'s shipyard full", ""}},
			"intents/yard.capacity.yaml:6:7: phrasings.en[1]: is empty"},
		{"no operation", []edit{{intentFile, "operation: uncovered\n", ""}},
			"intents/yard.capacity.yaml:1:1: operation: is empty"},
		{"no phrasings", []edit{{intentFile, "phrasings:\n  en:\n    - \"how many dry docks does {company} have in {place}\"\n    - \"is {company}'s shipyard full\"\n    - \"when is a berth free at {company}\"\n", ""}},
			"intents/yard.capacity.yaml:1:1: phrasings: has no English phrasings (hint: the intent is learned from them)"},
		{"a word of two concepts", []edit{{termsFile, "", "concepts:\n  - {id: a, words: {en: [gangway]}}\n  - {id: b, words: {en: [Gangway]}}\n"}},
			`lexicon/terms.yaml:3:26: concepts[1].words.en[0]: "Gangway" is a word of concept "a" too (hint: leave it where it generalises best)`},
		{"a concept without words", []edit{{termsFile, "", "concepts:\n  - {id: a}\n"}},
			"lexicon/terms.yaml:2:5: concepts[0].words: has no words"},
		{"a period with two meanings", []edit{{termsFile, "", "periods:\n  - {words: [spring tide], quarter: 2, whole: true}\n"}},
			"lexicon/terms.yaml:2:5: periods[0]: has 2 meanings, not one of quarter, shift, prior, whole, year"},
		{"a fifth quarter", []edit{{termsFile, "", "periods:\n  - {words: [spring tide], quarter: 5}\n"}},
			"lexicon/terms.yaml:2:37: periods[0].quarter: no quarter 5"},
		{"an empty ordinary word", []edit{{termsFile, "", "ordinary: [tide, '']\n"}},
			"lexicon/terms.yaml:1:18: ordinary[1]: is empty"},
		{"a metric that is its own change", []edit{{termsFile, "", "metrics:\n  - {id: berths, name: {en: berths}, change: berths}\n"}},
			"lexicon/terms.yaml:2:46: metrics[0].change: the change of itself"},
		{"a metric apart from an unknown one", []edit{{termsFile, "", "metrics:\n  - {id: berths, name: {en: berths}, apart: [quays]}\n"}},
			`lexicon/terms.yaml:2:46: metrics[0].apart[0]: no metric "quays"`},
		{"an unknown reason", []edit{{intentFile, "operation:", "why: decline.cuase\noperation:"}},
			`intents/yard.capacity.yaml:2:6: why: no intent "decline.cuase" (hint: did you mean "decline.cause"?)`},
		{"an unknown default reason", []edit{{bookFile, "  category: ferry", "  category: ferry\n  why: figures"}},
			`book.yaml:7:8: default.why: no intent "figures"`},
		{"a relation without words", []edit{{moreFile, "", "relations:\n  - {subject: nordhaven, object: lindqvist, role: formar, claim: chase}\n"}},
			`articles/nordhaven-lead/more.yaml:2:51: relations[0].role: no wording of relation "formar" (hint: did you mean "former"?)`},
		{"a command of an unknown intent", []edit{{termsFile, "", "commands:\n  - {name: docks, intent: yard.capacities, help: {en: Docks}}\n"}},
			`lexicon/terms.yaml:2:27: commands[0].intent: no intent "yard.capacities" (hint: did you mean "yard.capacity"?)`},
		{"a command twice", []edit{{termsFile, "", "commands:\n  - {name: docks, help: {en: Docks}}\n  - {name: docks, help: {en: Docks}}\n"}},
			"lexicon/terms.yaml:3:12: commands[1].name: a second command of that name (hint: the first is at lexicon/terms.yaml:2)"},
		{"a command that cannot be typed", []edit{{termsFile, "", "commands:\n  - {name: Dry Docks, help: {en: Docks}}\n"}},
			`lexicon/terms.yaml:2:12: commands[0].name: "Dry Docks" is no name of a command or option (hint: 1 to 32 of a-z, 0-9, - and _)`},
		{"an option of an unknown kind", []edit{{termsFile, "", "commands:\n  - {name: docks, help: {en: Docks}, options: [{name: yard, kind: firm, help: {en: which}}]}\n"}},
			`lexicon/terms.yaml:2:67: commands[0].options[0].kind: unknown value "firm" (hint: one of company, person, place, period, text)`},
		{"an option without help", []edit{{termsFile, "", "commands:\n  - {name: docks, help: {en: Docks}, options: [{name: yard, kind: company}]}\n"}},
			`lexicon/terms.yaml:2:48: commands[0].options[0].help: has no "en" (hint: other languages fall back on English)`},
		{"names that cannot be typed", []edit{{termsFile, "", "commands:\n  - {name: docks, names: {de: Docks, fr: 'les docks', ja: ドック}, help: {en: Docks}}\n"}},
			`lexicon/terms.yaml:2:31: commands[0].names.de: "Docks" is no name of a command or option (hint: 1 to 32 small letters, digits, -, _ and ', without blanks)` + "\n" +
				`lexicon/terms.yaml:2:42: commands[0].names.fr: "les docks" is no name of a command or option (hint: 1 to 32 small letters, digits, -, _ and ', without blanks)`},
		{"a name in English", []edit{{termsFile, "", "commands:\n  - {name: docks, names: {en: piers}, help: {en: Docks}}\n"}},
			"lexicon/terms.yaml:2:31: commands[0].names.en: the name itself is English (hint: drop it)"},
		{"commands called alike in a language", []edit{{termsFile, "", "commands:\n  - {name: docks, names: {de: werft}, help: {en: Docks}}\n  - {name: yards, names: {de: werft, nl: docks}, help: {en: Yards}}\n"}},
			"lexicon/terms.yaml:2:31: commands[0].names.de: \"werft\" names command \"yards\" too\n" +
				"lexicon/terms.yaml:3:31: commands[1].names.de: \"werft\" names command \"docks\" too\n" +
				"lexicon/terms.yaml:3:42: commands[1].names.nl: \"docks\" names command \"docks\" too"},
		{"options called alike in a language", []edit{{termsFile, "", "commands:\n  - {name: docks, help: {en: Docks}, options: [{name: yard, names: {de: ort}, kind: company, help: {en: which}}, {name: ort, kind: place, help: {en: where}}]}\n"}},
			`lexicon/terms.yaml:2:73: commands[0].options[0].names.de: "ort" names option "ort" too`},
		{"a label twice, and one without a name", []edit{{termsFile, "", "labels:\n  - {id: public, name: {en: public}}\n  - {id: public, name: {de: alle}, help: {en: ''}}\n"}},
			"lexicon/terms.yaml:3:10: labels[1].id: a second label \"public\" (hint: the first is at lexicon/terms.yaml:2)\n" +
				"lexicon/terms.yaml:3:18: labels[1].name: has no \"en\" (hint: other languages fall back on English)\n" +
				"lexicon/terms.yaml:3:47: labels[1].help.en: is empty"},
		{"two slips in two files", []edit{{bookFile, "place: norway", "place: noway"}, {namesFile, "kind: source", "kind: sauce"}},
			"book.yaml:4:10: default.place: no place \"noway\" (hint: did you mean \"norway\"?)\n" +
				`lexicon/names.yaml:5:29: entities[3].kind: unknown value "sauce" (hint: did you mean "source"?)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(t, edited(t, tt.edits...))
			if err == nil {
				t.Fatalf("load found nothing, want\n%s", tt.want)
			}
			if got := err.Error(); got != tt.want {
				t.Errorf("load found\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A column that is wrong throughout is told by some rows.
func TestFindingsOfATableEnd(t *testing.T) {
	rows := "entity,metric,place,period,value,claim\n"
	for year := 1900; year < 2000; year++ {
		rows += fmt.Sprintf("nobody,share,norway,%d,1,by-yard\n", year)
	}
	_, err := load(t, edited(t, byYard, edit{tablePath, "", rows}))
	if n := strings.Count(err.Error(), "\n") + 1; n != mostFindings+1 {
		t.Errorf("%d findings, want %d and one that ends them:\n%v", n, mostFindings, err)
	}
}
