package answer

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// wording puts findings into words by the book's phrasebooks.
type wording struct {
	x      *evidence.Index
	book   []evidence.Arg  // what sentences about the book itself say
	always map[string]next // by language
}

func newWording(x *evidence.Index) *wording {
	w := &wording{x: x}
	w.book = w.about()
	w.always = map[string]next{"en": w.next("en")}
	for lang := range x.Book.Phrases {
		w.always[lang] = w.next(lang)
	}
	return w
}

// template returns a key's wording, the English one where the language has none.
func (w *wording) template(lang, key string) string {
	if s, ok := w.x.Book.Phrases[lang][key]; ok {
		return s
	}
	return w.x.Book.Phrases["en"][key]
}

// say words one sentence. An argument that is missing leaves its slot empty.
func (w *wording) say(lang string, p evidence.Part) string {
	return w.fill(lang, w.template(lang, p.Key), p.Args)
}

func (w *wording) fill(lang, tmpl string, args []evidence.Arg) string {
	var buffer [256]byte // more than most sentences have
	b := expand(buffer[:0], tmpl, func(slot string) string { return w.slot(lang, slot, args) })
	capital(b)
	return string(b)
}

func (w *wording) slot(lang, name string, args []evidence.Arg) string {
	if name == "by source" {
		for _, a := range args {
			if s, ok := a.Value.(evidence.Source); ok && s != "" {
				return w.fillArg(lang, "by.source", "source", w.source(lang, string(s)))
			}
		}
		return w.template(lang, "by.none")
	}
	for _, a := range args {
		if p, ok := a.Value.(evidence.Where); ok && name == "in" {
			return w.in(lang, string(p))
		}
		if n, ok := a.Value.(evidence.Name); ok && name == "owner" {
			return w.owner(lang, string(n))
		}
		if a.Name == name {
			return w.value(lang, a)
		}
	}
	return ""
}

// fillArg fills a template of one plain slot, without raising its first letter.
func (w *wording) fillArg(lang, key, slot, value string) string {
	return strings.ReplaceAll(w.template(lang, key), "{"+slot+"}", value)
}

func (w *wording) value(lang string, a evidence.Arg) string {
	switch v := a.Value.(type) {
	case evidence.Name:
		return w.name(lang, string(v))
	case evidence.Names:
		return w.names(lang, v)
	case evidence.Market:
		if p := w.x.Place(string(v)); p != nil {
			return p.Market.In(lang)
		}
	case evidence.Where:
		return w.where(lang, string(v))
	case evidence.Of:
		return w.of(lang, string(v))
	case evidence.Source:
		return w.source(lang, string(v))
	case evidence.Title:
		return w.title(lang, string(v))
	case evidence.Figure:
		if m := w.x.Metric(v.Metric); m != nil {
			return m.Format(v.Value)
		}
	case evidence.Points:
		n := plain(float64(v))
		return w.fillArg(lang, pickKey(n == "1", "points.one", "points.many"), "n", n)
	case evidence.Plain:
		return plain(float64(v))
	case evidence.Count:
		return plain(float64(v))
	case evidence.Ranked:
		return w.rank(lang, v.Rank)
	case evidence.Period:
		return w.period(lang, v)
	case evidence.Some:
		return w.some(lang, v)
	case evidence.Table:
		if a.Name == "terms" {
			return w.terms(lang, v)
		}
		return w.rows(lang, v)
	case evidence.Raw:
		return string(v)
	case knowledge.Text:
		return v.In(lang)
	}
	return ""
}

func pickKey(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func plain(v float64) string { return knowledge.Metric{}.Format(v) }

func (w *wording) name(lang, id string) string {
	if e := w.x.Entity(id); e != nil {
		return e.Name.In(lang)
	}
	return id
}

// owner names whose something is: a firm's is its own, of a product it is only named, "phone sales".
func (w *wording) owner(lang, id string) string {
	if e := w.x.Entity(id); e != nil && e.Kind == "product" {
		return w.name(lang, id)
	}
	return w.fillArg(lang, "owner", "name", w.name(lang, id))
}

// in says that something is at a place.
func (w *wording) in(lang, id string) string {
	if p := w.x.Place(id); p != nil && p.In[lang] != "" {
		return p.In[lang]
	}
	return w.fillArg(lang, "in.place", "name", w.where(lang, id))
}

// where names a place: one of the book's, or a region of the world by its code.
func (w *wording) where(lang, id string) string {
	if p := w.x.Place(id); p != nil {
		return p.Name.In(lang)
	}
	if id == evidence.World {
		return w.template(lang, "place.world")
	}
	r, err := language.ParseRegion(id)
	if err != nil {
		return w.template(lang, "place.other")
	}
	tag := language.English
	if lang == "zh" {
		tag = language.SimplifiedChinese
	}
	name := display.Regions(tag).Name(r)
	if lang == "en" && strings.Contains(" "+w.template("en", "place.article")+" ", " "+r.String()+" ") {
		return w.fillArg("en", "place.the", "name", name)
	}
	return name
}

// of names a metric or a category of goods.
func (w *wording) of(lang, id string) string {
	if m := w.x.Metric(id); m != nil {
		return m.Name.In(lang)
	}
	for _, c := range w.x.Book.Categories {
		if c.ID == id {
			return c.Name.In(lang)
		}
	}
	return id
}

func (w *wording) source(lang, id string) string {
	if id == "" {
		return w.template(lang, "source.article")
	}
	return w.name(lang, id)
}

func (w *wording) title(lang, id string) string {
	for _, t := range w.x.Book.Titles {
		if t.ID == id {
			return t.Name.In(lang)
		}
	}
	return id
}

func (w *wording) rank(lang string, n int) string {
	if s := w.template(lang, "rank.name."+strconv.Itoa(n)); s != "" {
		return s
	}
	return w.fillArg(lang, "rank.name.n", "n", strconv.Itoa(n))
}

func (w *wording) period(lang string, p evidence.Period) string {
	if p.Year == 0 {
		return w.template(lang, "period.unknown")
	}
	key := "period.year"
	if p.Quarter != 0 {
		key = "period.quarter"
	}
	s := w.fillArg(lang, key, "year", strconv.Itoa(p.Year))
	return strings.ReplaceAll(s, "{quarter}", strconv.Itoa(p.Quarter))
}

// about are the arguments of sentences about the book itself.
func (w *wording) about() []evidence.Arg {
	b := w.x.Book
	var commands []string
	for _, c := range b.Commands {
		commands = append(commands, "/"+c.Name)
	}
	var sources evidence.Names
	met := map[string]bool{"": true}
	source := func(id string) {
		if !met[id] {
			met[id] = true
			sources = append(sources, id)
		}
	}
	for i := range b.Articles {
		a := &b.Articles[i]
		for _, c := range a.Claims {
			source(c.By)
		}
		for _, v := range a.Quotations {
			source(v.Outlet)
			source(v.Event)
		}
	}
	articles := knowledge.Text{}
	for lang := range b.Phrases {
		articles[lang] = w.articles(lang)
	}
	named := min(len(sources), evidence.MostListed)
	return []evidence.Arg{{Name: "covered", Value: b.Title}, {Name: "commands", Value: evidence.Raw(strings.Join(commands, " "))},
		{Name: "articles", Value: articles}, {Name: "sources", Value: evidence.Some{Names: sources[:named], More: len(sources) - named}},
		{Name: "names", Value: w.x.Ranked()}, {Name: "period", Value: w.x.Latest}, {Name: "metrics", Value: evidence.Of(b.Default.Metric)},
		{Name: "companies", Value: w.x.Spoken()}}
}

// articles names the articles that the book rests on.
func (w *wording) articles(lang string) string {
	var list []string
	for i := range w.x.Book.Articles {
		a := &w.x.Book.Articles[i]
		publisher := a.Publisher
		if publisher == "" {
			publisher = w.template(lang, "publisher.unknown")
		}
		list = append(list, put(w.template(lang, pickKey(a.Published.Inferred != "", "article", "article.dated")),
			"title", a.Title, "publisher", publisher, "date", a.Published.Name.In(lang)))
	}
	cited := strings.Join(list[:min(len(list), mostArticles)], "; ")
	if more := len(list) - mostArticles; more > 0 {
		cited = w.more(lang, "list.more", "names", cited, more)
	}
	return cited
}

// mostArticles is how many articles are named where a question asks for the sources.
const mostArticles = 3

// example is a use of a command with the book's first ranked entities.
func (w *wording) example(cmd *knowledge.Command) []evidence.Arg {
	s := "/" + cmd.Name
	ranked := w.x.Ranked().Names
	for i, o := range cmd.Options {
		switch {
		case o.Kind == "company" && w.x.Subject(cmd.Intent) != "":
			s += " " + w.name("en", w.x.Subject(cmd.Intent))
		case o.Kind == "company" && i < len(ranked):
			s += " " + w.name("en", ranked[i])
		case o.Kind == "person" && len(w.x.Quotations()) > 0:
			s += " " + w.name("en", w.x.Quotations()[0].Speaker)
		}
	}
	return []evidence.Arg{{Name: "example", Value: evidence.Raw(s)}}
}
