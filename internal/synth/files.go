package synth

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
)

// perFile is how many companies a file of names has: files are read in parallel.
const perFile = 2000

func (m *market) write(w *writer) {
	all := m.places[0]
	w.file("book.yaml", func(b *bufio.Writer) {
		fmt.Fprintf(b, "# Made up by bot book synth; nothing in it is so.\ntitle: {en: the pump market of %s, zh: %s的水泵市场}\n", all.latin, all.han)
		fmt.Fprintf(b, "default: {place: %s, metric: share, category: pump, why: decline.cause}\n", all.id)
	})
	w.file("lexicon/market.yaml", m.lexicon)
	for from := 0; from < len(m.companies); from += perFile {
		w.file(fmt.Sprintf("lexicon/names-%05d.yaml", from), func(b *bufio.Writer) {
			b.WriteString("entities:\n")
			for _, c := range m.companies[from:min(from+perFile, len(m.companies))] {
				c.write(b)
			}
		})
	}
	for p := range m.places {
		m.articles(w, p)
	}
}

func (c company) write(b *bufio.Writer) {
	fmt.Fprintf(b, "  - {id: %s, kind: company, name: {en: %s %s}, aliases: [%s, %s group, %s]}\n", c.id, c.latin, c.trade, strings.ToLower(c.latin), strings.ToLower(c.latin), c.han)
	if c.boss.id != "" {
		fmt.Fprintf(b, "  - {id: %s, kind: person, name: {en: Ada %s, zh: %s}, aliases: [%s], title: ceo, of: %s}\n", c.boss.id, c.boss.latin, c.boss.han, strings.ToLower(c.boss.latin), c.id)
	}
}

func (m *market) lexicon(b *bufio.Writer) {
	b.WriteString("places:\n")
	for _, p := range m.places {
		fmt.Fprintf(b, "  - {id: %s, name: {en: %s, zh: %s}, market: {en: %s's pump market, zh: %s水泵市场}}\n", p.id, p.latin, p.han, p.latin, p.han)
	}
	b.WriteString(`categories:
  - {id: pump, held: true, name: {en: pumps, zh: 水泵}, aliases: [pump, pumps, water pump, water pumps, 泵]}
metrics:
  - {id: revenue, name: {en: revenue, zh: 营收}, unit: million crowns, ranked: true, aliases: [revenues, turnover, top line, sales revenue, 收入]}
  - {id: employees, name: {en: headcount, zh: 员工数}, unit: employees, ranked: true, aliases: [employees, number of employees, staff count, 员工]}
entities:
`)
	for _, s := range m.sources {
		fmt.Fprintf(b, "  - {id: %s, kind: source, name: {en: %s Data, zh: %s数据}, aliases: [%s]}\n", s.id, s.latin, s.han, strings.ToLower(s.latin))
	}
}

// articles writes what is published about a place: an article for each metric and quarter of the whole, one
// of everything for a province.
func (m *market) articles(w *writer, p int) {
	figures := m.figures(p)
	parts := [][]int{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}
	if p == 0 {
		parts = [][]int{{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}}
	}
	for n, part := range parts {
		if m.left == 0 {
			return
		}
		slug := fmt.Sprintf("%s-%02d", m.places[p].id, n)
		var told []int
		w.file("articles/"+slug+"/observations.csv", func(b *bufio.Writer) { told = m.table(b, p, slug, part, figures) })
		w.file("articles/"+slug+"/article.yaml", func(b *bufio.Writer) { m.article(b, p, n, slug, told) })
	}
}

// table writes figures as long as there are any left to be written, and returns the columns it came to.
func (m *market) table(b *bufio.Writer, p int, slug string, part []int, figures [][]float64) (told []int) {
	b.WriteString("entity,metric,place,period,value,claim\n")
	at := &m.places[p]
	var line []byte
	for _, c := range part {
		if m.left == 0 {
			break
		}
		told = append(told, c)
		col := series[c]
		middle := "," + col.metric + "," + at.id + "," + period(col.back) + ","
		end := "," + slug + "-" + col.metric + "\n"
		for i, v := range figures[c] {
			if m.left == 0 {
				break
			}
			m.left--
			line = append(append(line[:0], m.companies[at.companies[i]].id...), middle...)
			b.Write(append(strconv.AppendFloat(line, v, 'f', -1, 64), end...))
		}
	}
	return told
}

// article writes a card, a claim for each metric of its table, and what a chief says of it.
func (m *market) article(b *bufio.Writer, p, n int, slug string, told []int) {
	at := &m.places[p]
	fmt.Fprintf(b, "title: Who Makes the Pumps of %s, Part %d\npublisher: The %s Letter\nurl: https://letter.example/%s\n", at.latin, n+1, m.sources[0].latin, slug)
	fmt.Fprintf(b, "published: {date: 2031-08, name: {en: August 2031, zh: 2031年8月}}\nlatest: %s\nclaims:\n", period(0))
	met := map[string]bool{}
	for _, c := range told {
		metric := series[c].metric
		if met[metric] {
			continue
		}
		met[metric] = true
		words := strings.ReplaceAll(metric, ".", " ")
		fmt.Fprintf(b, "  - {id: %s-%s, topics: [figures], place: %s, text: {en: %s Data lists %s by company in %s., zh: %s数据列出了%s各公司的数字。}, certainty: measured, by: %s, paragraph: %d, fragment: %q, table: true}\n",
			slug, metric, at.id, at.source.latin, words, at.latin, at.source.han, at.han, at.source.id, len(met), "Makers of pumps in "+at.latin+", by "+words)
	}
	bosses := m.bosses(p)
	if len(bosses) == 0 {
		return
	}
	c := m.companies[bosses[n%len(bosses)]]
	fmt.Fprintf(b, "quotations:\n  - {id: %s-said, speaker: %s, role: {en: chief executive of %s %s}, about: {en: the pump business in %s}, sentences: [We make pumps that outlast their owners in %s.], who: [%s], paragraph: %d}\n",
		slug, c.boss.id, c.latin, c.trade, at.latin, at.latin, c.id, len(met)+1)
}
