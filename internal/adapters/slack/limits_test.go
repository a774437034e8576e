package slack

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"marketbot/internal/adapters/payload"
)

// A checker finds what Slack would refuse, or what acts on people, in a body that goes out. Its numbers are
// Slack's (https://docs.slack.dev/reference/block-kit), written down apart from those of the adapter.
type checker struct {
	t     testing.TB
	name  string
	where string // message, modal or home
	seen  map[string]bool
}

func (c *checker) bad(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("%s: %s", c.name, fmt.Sprintf(format, args...))
}

// live is what pings, links or breaks out, in a text that Slack parses.
var live = regexp.MustCompile(`<|>|&(?:[^alg]|$)|(?i)@(here|channel|everyone)`)

// hidden is what should stand in no text at all.
var hidden = regexp.MustCompile(`[\x00-\x09\x0b-\x1f\x7f-\x9f\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]|<[@!#]`)

func (c *checker) text(path, s string, least, most int) {
	c.t.Helper()
	n := utf8.RuneCountInString(s)
	switch {
	case n < least || n > most:
		c.bad("%s has %d characters, want %d to %d: %.60q", path, n, least, most, s)
	case !utf8.ValidString(s):
		c.bad("%s is not UTF-8", path)
	case hidden.MatchString(s), strings.Contains(strings.ToLower(s), "@here"), strings.Contains(strings.ToLower(s), "@channel"), strings.Contains(strings.ToLower(s), "@everyone"):
		c.bad("%s acts: %q", path, s)
	}
}

// checkMessage checks the body of a message.
func checkMessage(t testing.TB, name string, body any) {
	t.Helper()
	p, ok := payload.Decode(encoded(body))
	c := &checker{t: t, name: name, where: "message", seen: map[string]bool{}}
	if !ok {
		c.bad("no JSON")
		return
	}
	c.text("text", p.Text("text"), 1, 4000)
	if live.MatchString(p.Text("text")) {
		c.bad("the text is live: %q", p.Text("text"))
	}
	c.blocks(p.List("blocks"), 50)
}

func checkView(t testing.TB, name string, body any) {
	t.Helper()
	p, _ := payload.Decode(encoded(body))
	c := &checker{t: t, name: name, where: p.Text("type"), seen: map[string]bool{}}
	if p.Text("type") == "modal" {
		c.text("title", p.Text("title", "text"), 1, 24)
		c.text("close", p.Text("close", "text"), 0, 24)
		c.text("submit", p.Text("submit", "text"), 0, 24)
	}
	c.size("private_metadata", utf8.RuneCountInString(p.Text("private_metadata")), 0, 3000)
	c.blocks(p.List("blocks"), 100)
}

func (c *checker) blocks(list []payload.Value, most int) {
	c.t.Helper()
	if len(list) == 0 || len(list) > most {
		c.bad("%d blocks, want 1 to %d", len(list), most)
	}
	tables, charts := 0, 0
	for i, b := range list {
		path := fmt.Sprintf("blocks[%d] %s", i, b.Text("type"))
		if len(b.Text("block_id")) > 255 {
			c.bad("%s: block_id", path)
		}
		switch b.Text("type") {
		case "rich_text":
			c.rich(path, b)
		case "section":
			c.object(path, b.At("text"), 3000)
		case "header":
			c.object(path, b.At("text"), 150)
		case "context":
			c.size(path, len(b.List("elements")), 1, 10)
			for _, e := range b.List("elements") {
				c.object(path, e, 2000)
			}
		case "actions":
			c.size(path, len(b.List("elements")), 1, 25)
			for _, e := range b.List("elements") {
				c.element(path, e)
			}
		case "context_actions":
			c.size(path, len(b.List("elements")), 1, 5)
			for _, e := range b.List("elements") {
				c.element(path, e)
			}
		case "input":
			c.object(path, b.At("label"), 2000)
			c.element(path, b.At("element"))
		case "data_table":
			tables++
			c.table(path, b)
		case "data_visualization":
			charts++
			c.chart(path, b)
		default:
			c.bad("%s: unknown", path)
		}
	}
	if tables > 1 || charts > 2 {
		c.bad("%d tables and %d charts, want at most 1 and 2", tables, charts)
	}
	if c.where != "message" && tables+charts > 0 {
		c.bad("a table or chart in a %s", c.where)
	}
}

func (c *checker) size(path string, n, least, most int) {
	c.t.Helper()
	if n < least || n > most {
		c.bad("%s: %d of them, want %d to %d", path, n, least, most)
	}
}

func (c *checker) object(path string, o payload.Value, most int) {
	c.t.Helper()
	if o.Text("type") != "plain_text" {
		c.bad("%s: a text of type %q is parsed", path, o.Text("type"))
	}
	c.text(path, o.Text("text"), 1, most)
}

func (c *checker) rich(path string, b payload.Value) {
	c.t.Helper()
	total := 0
	var walk func(p payload.Value)
	walk = func(p payload.Value) {
		switch p.Text("type") {
		case "text":
			c.text(path, p.Text("text"), 1, 3000)
			total += utf8.RuneCountInString(p.Text("text"))
		case "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote":
			if len(p.List("elements")) == 0 {
				c.bad("%s: empty %s", path, p.Text("type"))
			}
			for _, e := range p.List("elements") {
				walk(e)
			}
		default:
			c.bad("%s: %s may act", path, p.Text("type"))
		}
	}
	walk(b)
	if total > 3200 {
		c.bad("%s: %d characters", path, total)
	}
}

func (c *checker) element(path string, e payload.Value) {
	c.t.Helper()
	id := e.Text("action_id")
	if id == "" || utf8.RuneCountInString(id) > 255 || c.seen[id] {
		c.bad("%s: action_id %q is empty, too long or there twice", path, id)
	}
	c.seen[id] = true
	switch e.Text("type") {
	case "button":
		c.object(path, e.At("text"), 75)
		if n := utf8.RuneCountInString(e.Text("value")); n < 1 || n > 2000 {
			c.bad("%s: a value of %d characters", path, n)
		}
		if e.Text("url") != "" {
			c.bad("%s: a link", path)
		}
	case "external_select":
		c.object(path, e.At("placeholder"), 150)
	case "feedback_buttons":
		for _, b := range []string{"positive_button", "negative_button"} {
			c.object(path, e.At(b, "text"), 75)
			if n := utf8.RuneCountInString(e.Text(b, "value")); n < 1 || n > 2000 {
				c.bad("%s: a value of %d characters", path, n)
			}
		}
	case "plain_text_input":
		if e.Text("max_length") != "3000" {
			c.bad("%s: max_length %s", path, e.Text("max_length"))
		}
	default:
		c.bad("%s: unknown element %s", path, e.Text("type"))
	}
}

func (c *checker) table(path string, b payload.Value) {
	c.t.Helper()
	c.text(path+" caption", b.Text("caption"), 1, 150)
	rows := b.List("rows")
	c.size(path+" rows", len(rows), 2, 101)
	total := 0
	for i := range rows {
		cells := payload.Of(rows[i].V).List()
		c.size(path+" cells", len(cells), 1, 20)
		if len(cells) != len(payload.Of(rows[0].V).List()) {
			c.bad("%s: rows of different lengths", path)
		}
		for _, cell := range cells {
			if i == 0 && cell.Text("type") != "raw_text" {
				c.bad("%s: a header of type %s", path, cell.Text("type"))
			}
			c.text(path+" cell", cell.Text("text"), 1, 3000)
			total += utf8.RuneCountInString(cell.Text("text"))
		}
	}
	if total > 10_000+600 {
		c.bad("%s: %d characters", path, total)
	}
}

func (c *checker) chart(path string, b payload.Value) {
	c.t.Helper()
	c.text(path+" title", b.Text("title"), 1, 50)
	chart := b.At("chart")
	c.size(path+" series", len(chart.List("series")), 1, 12)
	categories := map[string]bool{}
	for _, s := range chart.List("axis_config", "categories") {
		name, _ := s.V.(string)
		c.text(path+" category", name, 1, 20)
		if categories[name] {
			c.bad("%s: category %q twice", path, name)
		}
		categories[name] = true
	}
	c.size(path+" categories", len(categories), 1, 20)
	c.text(path+" axis", chart.Text("axis_config", "y_label"), 0, 50)
	for _, s := range chart.List("series") {
		c.text(path+" series", s.Text("name"), 1, 20)
		c.size(path+" points", len(s.List("data")), len(categories), len(categories))
		for _, d := range s.List("data") {
			v, err := d.At("value").V.(json.Number).Float64()
			if !categories[d.Text("label")] || err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
				c.bad("%s: point %q %v", path, d.Text("label"), v)
			}
		}
	}
}
