package discordtest

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"marketbot/internal/adapters/payload"
)

// A checker finds what Discord would refuse in a body. Its numbers are Discord's, written down apart from those of the
// adapter (https://discord.com/developers/docs/resources/message, .../components/reference).
type checker struct {
	flaws []string
	ids   map[string]bool // custom ids met
	count int             // components
	named map[string]bool // uploads
}

func (c *checker) bad(format string, args ...any) {
	c.flaws = append(c.flaws, fmt.Sprintf(format, args...))
}

// size checks the length of a text, in characters, and returns it.
func (c *checker) size(path, s string, least, most int) int {
	n := utf8.RuneCountInString(s)
	switch {
	case n < least || n > most:
		c.bad("%s: must be between %d and %d in length, is %d", path, least, most, n)
	case !utf8.ValidString(s):
		c.bad("%s: is not UTF-8", path)
	case least > 0 && strings.TrimSpace(s) == "":
		c.bad("%s: is blank", path)
	}
	return n
}

// nothing is the flaw of a message without content.
const nothing = "nothing to show"

// MessageFlaws returns what Discord would refuse in a body that makes a message, or, if it is not new, changes one.
func MessageFlaws(body payload.Value, files []File, isNew bool) []string {
	c := &checker{ids: map[string]bool{}, named: map[string]bool{}}
	c.size("content", body.Text("content"), 0, 2000)
	embeds, rows := body.List("embeds"), body.List("components")
	c.attachments(body, files)
	c.embeds(embeds)
	flags, _ := strconv.Atoi(body.Text("flags"))
	if flags&flagV2 != 0 {
		if body.Text("content") != "" || len(embeds) > 0 || body.Has("poll") {
			c.bad("flags: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
		}
		for i, row := range rows {
			c.component(fmt.Sprintf("components[%d]", i), row, "")
		}
	} else {
		c.rows(rows)
	}
	if c.count > 40 {
		c.bad("components: %d of them, at most 40", c.count)
	}
	if isNew && body.Text("content") == "" && len(embeds) == 0 && len(files) == 0 && len(rows) == 0 {
		c.bad(nothing)
	}
	c.size("nonce", body.Text("nonce"), 0, 25)
	if body.Flag("enforce_nonce") && body.Text("nonce") == "" {
		c.bad("nonce: is required")
	}
	return c.flaws
}

// pings returns what lets a body ping somebody: without allowed_mentions all that it names are pinged
// (https://discord.com/developers/docs/resources/message#allowed-mentions-object).
func pings(body payload.Value) []string {
	a := body.At("allowed_mentions")
	parse, ok := a.At("parse").V.([]any)
	if !ok || len(parse) > 0 || a.At("replied_user").V != false || len(a.List("users")) > 0 || len(a.List("roles")) > 0 {
		return []string{"allowed_mentions: may ping"}
	}
	return nil
}

func (c *checker) attachments(body payload.Value, files []File) {
	list := body.List("attachments")
	if len(list) > 10 || len(files) > 10 {
		c.bad("attachments: at most 10")
	}
	for i, f := range files {
		if f.Name == "" || len(f.Bytes) == 0 || len(f.Bytes) > 10<<20 {
			c.bad("files[%d]: %q has %d bytes", i, f.Name, len(f.Bytes))
		}
		c.named[f.Name] = true
		if len(list) > 0 && !slices.ContainsFunc(list, func(a payload.Value) bool { return a.Text("id") == strconv.Itoa(i) }) {
			c.bad("files[%d]: is not among the attachments", i)
		}
	}
	for i, a := range list {
		c.size(fmt.Sprintf("attachments[%d].description", i), a.Text("description"), 0, 1024)
	}
}

func (c *checker) embeds(list []payload.Value) {
	total := 0
	if len(list) > 10 {
		c.bad("embeds: must be 10 or fewer")
	}
	for i, e := range list {
		at := fmt.Sprintf("embeds[%d].", i)
		total += c.size(at+"title", e.Text("title"), 0, 256)
		total += c.size(at+"description", e.Text("description"), 0, 4096)
		total += c.size(at+"footer.text", e.Text("footer", "text"), 0, 2048)
		total += c.size(at+"author.name", e.Text("author", "name"), 0, 256)
		fields := e.List("fields")
		if len(fields) > 25 {
			c.bad("%sfields: must be 25 or fewer", at)
		}
		for j, f := range fields {
			total += c.size(fmt.Sprintf("%sfields[%d].name", at, j), f.Text("name"), 1, 256)
			total += c.size(fmt.Sprintf("%sfields[%d].value", at, j), f.Text("value"), 1, 1024)
		}
		if name, ok := strings.CutPrefix(e.Text("image", "url"), "attachment://"); ok && (!c.named[name] || path.Base(name) != name) {
			c.bad("%simage: there is no file %q", at, name)
		}
	}
	if total > 6000 {
		c.bad("embeds: the texts have %d characters, at most 6000", total)
	}
}

// rows checks the components of a message without the flag of the second version.
func (c *checker) rows(list []payload.Value) {
	if len(list) > 5 {
		c.bad("components: must be 5 or fewer")
	}
	for i, row := range list {
		at := fmt.Sprintf("components[%d]", i)
		if row.Text("type") != "1" {
			c.bad("%s: type %s needs the flag IS_COMPONENTS_V2", at, row.Text("type"))
		}
		c.component(at, row, "")
	}
}

// component checks a component and what it holds. Parent is the type of what holds it.
func (c *checker) component(at string, p payload.Value, parent string) {
	c.count++
	switch kind := p.Text("type"); kind {
	case "1":
		c.row(at, p)
	case "2":
		c.button(at, p)
	case "3", "5", "6", "7", "8":
		c.picker(at, p, kind)
	case "4":
		c.input(at, p, parent)
	case "9", "17":
		for i, e := range p.List("components") {
			c.component(fmt.Sprintf("%s.components[%d]", at, i), e, kind)
		}
	case "10":
		c.size(at+".content", p.Text("content"), 1, 4000)
	case "12":
		if n := len(p.List("items")); n < 1 || n > 10 {
			c.bad("%s.items: %d of them", at, n)
		}
	case "11", "13", "14":
	case "18":
		c.size(at+".label", p.Text("label"), 1, 45)
		c.size(at+".description", p.Text("description"), 0, 100)
		c.component(at+".component", p.At("component"), kind)
	default:
		c.bad("%s: type %q", at, kind)
	}
}

func (c *checker) row(at string, p payload.Value) {
	list := p.List("components")
	buttons := 0
	for i, e := range list {
		if e.Text("type") == "2" {
			buttons++
		}
		c.component(fmt.Sprintf("%s.components[%d]", at, i), e, "1")
	}
	if n := len(list); n == 0 || buttons == n && n > 5 || buttons != n && n > 1 {
		c.bad("%s: %d components, %d of them buttons: 1 to 5 buttons, or one select", at, n, buttons)
	}
}

func (c *checker) id(at string, p payload.Value) {
	id := p.Text("custom_id")
	c.size(at+".custom_id", id, 1, 100)
	if c.ids[id] {
		c.bad("%s.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED %s", at, id)
	}
	c.ids[id] = true
}

func (c *checker) button(at string, p payload.Value) {
	c.size(at+".label", p.Text("label"), 0, 80)
	if p.Text("label") == "" && !p.Has("emoji") {
		c.bad("%s: neither label nor emoji", at)
	}
	switch style := p.Text("style"); style {
	case "1", "2", "3", "4":
		c.id(at, p)
		if p.Text("url") != "" {
			c.bad("%s: url and custom_id", at)
		}
	case "5":
		c.size(at+".url", p.Text("url"), 1, 512)
	default:
		c.bad("%s.style: %q", at, style)
	}
}

func (c *checker) picker(at string, p payload.Value, kind string) {
	c.id(at, p)
	c.size(at+".placeholder", p.Text("placeholder"), 0, 150)
	if kind != "3" {
		return
	}
	options := p.List("options")
	if len(options) < 1 || len(options) > 25 {
		c.bad("%s.options: must be between 1 and 25 in length, is %d", at, len(options))
	}
	values := map[string]bool{}
	for i, o := range options {
		c.size(fmt.Sprintf("%s.options[%d].label", at, i), o.Text("label"), 1, 100)
		c.size(fmt.Sprintf("%s.options[%d].value", at, i), o.Text("value"), 1, 100)
		c.size(fmt.Sprintf("%s.options[%d].description", at, i), o.Text("description"), 0, 100)
		if values[o.Text("value")] {
			c.bad("%s.options[%d].value: is there twice", at, i)
		}
		values[o.Text("value")] = true
	}
}

func (c *checker) input(at string, p payload.Value, parent string) {
	c.id(at, p)
	if s := p.Text("style"); s != "1" && s != "2" {
		c.bad("%s.style: %q", at, s)
	}
	if parent != "18" {
		c.size(at+".label", p.Text("label"), 1, 45)
	} else if p.Text("label") != "" {
		c.bad("%s.label: stands in the Label already", at)
	}
	c.size(at+".placeholder", p.Text("placeholder"), 0, 100)
	if most, err := strconv.Atoi(p.Text("max_length")); p.Text("max_length") != "" && (err != nil || most < 1 || most > 4000) {
		c.bad("%s.max_length: %s", at, p.Text("max_length"))
	}
}

// callbackFlaws returns what Discord would refuse in the response to an interaction, and if it is to be harmless what
// may ping.
func callbackFlaws(body payload.Value, files []File, harmless bool) []string {
	data := body.At("data")
	flags, _ := strconv.Atoi(data.Text("flags"))
	switch body.Text("type") {
	case "4", "7":
		flaws := MessageFlaws(data, files, body.Text("type") == "4")
		if harmless {
			flaws = append(flaws, pings(data)...)
		}
		return flaws
	case "5":
		if flags&^flagEphemeral != 0 {
			return []string{"data.flags: only EPHEMERAL may be set"}
		}
	case "8":
		return choiceFlaws(data.List("choices"))
	case "9":
		return ModalFlaws(data)
	}
	return nil
}

func choiceFlaws(list []payload.Value) []string {
	c := &checker{}
	if len(list) > 25 {
		c.bad("choices: must be 25 or fewer")
	}
	for i, o := range list {
		c.size(fmt.Sprintf("choices[%d].name", i), o.Text("name"), 1, 100)
		c.size(fmt.Sprintf("choices[%d].value", i), o.Text("value"), 1, 100)
	}
	return c.flaws
}

// ModalFlaws returns what Discord would refuse in a modal.
func ModalFlaws(data payload.Value) []string {
	c := &checker{ids: map[string]bool{}}
	c.size("title", data.Text("title"), 1, 45)
	c.id("modal", data)
	list := data.List("components")
	if len(list) < 1 || len(list) > 5 {
		c.bad("components: must be between 1 and 5 in length")
	}
	for i, p := range list {
		if kind := p.Text("type"); kind != "1" && kind != "18" && kind != "10" {
			c.bad("components[%d]: type %q in a modal", i, kind)
		}
		c.component(fmt.Sprintf("components[%d]", i), p, "")
	}
	return c.flaws
}
