package knowledge

import "maps"

// inherited notes the names, words and phrasings that come from another book, so that clashes with
// them show. What a file of this book brings under the same id has replaced the inherited one.
func (p *proof) inherited() {
	own := p.brought()
	for _, m := range p.book.Metrics {
		if !own["metric "+m.ID] {
			p.bear("metric "+m.ID, m.Name, m.Aliases)
		}
	}
	for _, c := range p.book.Categories {
		if !own["category "+c.ID] {
			p.bear("category "+c.ID, c.Name, c.Aliases)
		}
	}
	for _, t := range p.book.Concepts {
		if own["concept "+t.ID] {
			continue
		}
		for lang, words := range t.Words {
			for _, w := range words {
				p.owner["word "+lang+" "+fold(w)] = t.ID
			}
		}
	}
	for _, in := range p.book.Intents {
		if own["intent "+in.ID] {
			continue
		}
		for _, list := range []map[string][]string{in.Phrasings, in.Contrary} {
			for _, phrasings := range list {
				for _, s := range phrasings {
					p.owner["phrasing "+fold(s)] = in.ID
				}
			}
		}
	}
}

// brought lists what the files of this book hold, as "kind id".
func (p *proof) brought() map[string]bool {
	own := map[string]bool{}
	for _, f := range p.files {
		switch v := f.into.(type) {
		case *lexicon:
			for _, m := range v.Metrics {
				own["metric "+m.ID] = true
			}
			for _, c := range v.Categories {
				own["category "+c.ID] = true
			}
			for _, t := range v.Concepts {
				own["concept "+t.ID] = true
			}
		case *Intent:
			own["intent "+v.ID] = true
		}
	}
	return own
}

// bear notes what owner is called.
func (p *proof) bear(owner string, name Text, aliases []string) {
	for s := range maps.Values(name) {
		p.owner["name "+fold(s)] = owner
	}
	for _, s := range aliases {
		p.owner["name "+fold(s)] = owner
	}
}
