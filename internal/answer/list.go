package answer

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
)

func (w *wording) names(lang string, ids evidence.Names) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.name(lang, id)
	}
	return w.list(lang, out)
}

// some names the first of many, and says how many more there are.
func (w *wording) some(lang string, s evidence.Some) string {
	items, more := make([]string, 0, len(s.Names)), s.More
	room := listRoom
	for i, id := range s.Names {
		name := w.name(lang, id)
		if room -= utf8.RuneCountInString(name); room < 0 && i > 0 {
			more += len(s.Names) - i
			break
		}
		items = append(items, name)
	}
	if more == 0 {
		return w.list(lang, items)
	}
	return w.more(lang, "list.more", "names", strings.Join(items, w.template(lang, "list.comma")), more)
}

// listRoom is how many characters a list takes at most, so that its sentence stays within [MaxText].
const listRoom = 400

// more adds to a list how many more there are.
func (w *wording) more(lang, key, slot, list string, n int) string {
	return put(w.template(lang, key), slot, list, "n", plain(float64(n)))
}

func (w *wording) list(lang string, items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], w.template(lang, "list.comma")) + w.template(lang, "list.and") + items[last]
}

// rows words a ranked table, ties together, and says how many more rows there are.
func (w *wording) rows(lang string, t evidence.Table) string {
	rows := t.Rows
	var out []string
	for i, room := 0, listRoom; i < len(rows); {
		j := i
		var names []string
		for j < len(rows) && rows[j].Rank == rows[i].Rank {
			names = append(names, w.name(lang, rows[j].Entity))
			j++
		}
		r := rows[i]
		key := pickKey(r.Tied > 1, pickKey(len(names) > 1, "row.tied", "row.tied.one"), "row")
		s := put(w.template(lang, key), "rank", strconv.Itoa(r.Rank), "ordinal", w.rank(lang, r.Rank), "names", w.list(lang, names), "value", w.x.Format(r))
		if room -= utf8.RuneCountInString(s); room < 0 && i > 0 {
			t.More += len(rows) - i
			break
		}
		out = append(out, s)
		i = j
	}
	s := strings.Join(out, w.template(lang, "row.separator"))
	if t.More == 0 {
		return s
	}
	return w.more(lang, "rows.more", "rows", s, t.More)
}

// terms words a sum.
func (w *wording) terms(lang string, t evidence.Table) string {
	var out []string
	room := listRoom
	for i, r := range t.Rows {
		s := put(w.template(lang, "term"), "entity", w.name(lang, r.Entity), "value", w.x.Format(r))
		if room -= utf8.RuneCountInString(s); room < 0 && i > 0 {
			t.More += len(t.Rows) - i
			break
		}
		out = append(out, s)
	}
	s := strings.Join(out, w.template(lang, "term.plus"))
	if t.More == 0 {
		return s
	}
	return w.more(lang, "terms.more", "terms", s, t.More)
}
