package knowledge

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// placeholders are what may stand in braces in a phrasing.
var placeholders = []string{
	"company", "person", "title", "product", "category", "place", "event", "outlet", "source",
	"metric", "period", "before", "percent", "number", "rank", "quote",
}

var slot = regexp.MustCompile(`\{([^{}]*)\}`)

func (p *proof) intent(at spot, in *Intent) {
	p.identify(at, "intent", in.ID)
	p.operation(at.key("operation"), in.Operation)
	p.may(at.key("why"), p.intents, in.Why)
	p.may(at.key("others"), p.intents, in.Others)
	p.may(at.key("else"), p.intents, in.Else)
	p.referAll(at.key("signs"), p.signs(), in.Signs)
	p.referAll(at.key("needs"), p.signs(), in.Needs)
	if len(in.Phrasings["en"]) == 0 {
		p.report(at.key("phrasings"), "the intent is learned from them", "has no English phrasings")
	}
	p.phrasings(at.key("phrasings"), in.ID, in.Phrasings)
	p.phrasings(at.key("contrary"), in.ID, in.Contrary)
}

// signs are the ids that may point at an intent: cues and concepts.
func (p *proof) signs() ids {
	list := slices.Clone(p.concepts.list)
	for _, t := range p.book.Cues {
		list = append(list, t.ID)
	}
	return newIDs("cue or concept", list)
}

func (p *proof) operation(at spot, name string) {
	switch {
	case name == "":
		p.report(at, "", "is empty")
	case !slices.Contains(Operations(), name):
		p.report(at, cmp.Or(meant(name, Operations()), "one of "+strings.Join(Operations(), ", ")), "no operation %q", name)
	}
}

func (p *proof) phrasings(at spot, intent string, all map[string][]string) {
	for _, lang := range sorted(all) {
		for i, s := range all[lang] {
			p.phrasing(at.key(lang).item(i), intent, s)
		}
	}
}

func (p *proof) phrasing(at spot, intent, s string) {
	if strings.TrimSpace(s) == "" {
		p.report(at, "", "is empty")
		return
	}
	for _, m := range slot.FindAllStringSubmatch(s, -1) {
		if !slices.Contains(placeholders, m[1]) {
			p.report(at, cmp.Or(meant(m[1], placeholders), "one of "+strings.Join(placeholders, ", ")), "no placeholder {%s}", m[1])
		}
	}
	p.braces(at, s)
	key := "phrasing " + fold(s)
	switch first := p.owner[key]; first {
	case "":
		p.owner[key] = intent
	case intent:
		p.report(at, p.seen(key), "%q stands in the intent twice", s)
	default:
		p.report(at, p.seen(key), "%q is a phrasing of intent %q too", s, first)
	}
	if _, met := p.used[key]; !met {
		p.used[key] = at
	}
}

// braces reports a { without its }, or the other way round.
func (p *proof) braces(at spot, s string) {
	if strings.ContainsAny(s, "{}") && strings.ContainsAny(slot.ReplaceAllString(s, ""), "{}") {
		p.report(at, "", "a brace has no partner")
	}
}

// phrasebook checks one language's wording against the English: the same keys, the same slots in each.
func (p *proof) phrasebook(at spot) {
	lang := strings.TrimSuffix(path.Base(at.file.path), ".yaml")
	own, en := p.book.Phrases[lang], p.book.Phrases["en"]
	for _, key := range sorted(own) {
		p.braces(at.key(key), own[key])
	}
	if lang == "en" {
		p.others(at, en)
		return
	}
	for _, key := range sorted(en) {
		if _, ok := own[key]; !ok {
			p.report(at, "", "lacks %q, which English has", key)
		}
	}
	for _, key := range sorted(own) {
		template, ok := en[key]
		if !ok {
			p.report(at.key(key), meant(key, sorted(en)), "English has no such key")
			continue
		}
		p.sameSlots(at.key(key), own[key], template, "the English")
	}
}

// others checks the languages that English is changed without: those whose file is not among the files.
func (p *proof) others(at spot, en Phrasebook) {
	for _, lang := range sorted(p.book.Phrases) {
		if lang == "en" || slices.ContainsFunc(p.files, func(f *source) bool { return f.path == "phrasebook/"+lang+".yaml" }) {
			continue
		}
		for _, key := range sorted(en) {
			theirs, ok := p.book.Phrases[lang][key]
			if !ok {
				p.report(at.key(key), "add it in phrasebook/"+lang+".yaml", "%q lacks this key", lang)
				continue
			}
			p.sameSlots(at.key(key), en[key], theirs, fmt.Sprintf("the %q", lang))
		}
	}
}

func (p *proof) sameSlots(at spot, ours, theirs, whose string) {
	if a, b := slots(ours), slots(theirs); !slices.Equal(a, b) {
		p.report(at, "", "has %s, %s wording %s", listOf(a), whose, strings.TrimPrefix(listOf(b), "the slots "))
	}
}

func listOf(slots []string) string {
	if len(slots) == 0 {
		return "no slots"
	}
	return "the slots " + strings.Join(slots, " ")
}

// slots returns the slots of a template, each once, in alphabetical order.
func slots(template string) []string {
	list := slot.FindAllString(template, -1)
	slices.Sort(list)
	return slices.Compact(list)
}
