package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A spot is a place in a file, as the path of keys (string) and items (int) that leads there.
type spot struct {
	file *source
	path []any
}

func (s spot) key(k string) spot { return spot{s.file, append(slices.Clip(s.path), k)} }
func (s spot) item(i int) spot   { return spot{s.file, append(slices.Clip(s.path), i)} }

// table returns the table that the spot is in, or nil.
func (s spot) table() *table {
	t, _ := s.file.into.(*table)
	return t
}

// String writes the path as claims[3].who[1]; a key below the top that holds a dot stands in brackets. In a
// table it is the column.
func (s spot) String() string {
	if s.table() != nil {
		column, _ := s.cell()
		return column
	}
	var out strings.Builder
	for i, step := range s.path {
		switch k, _ := step.(string); {
		case k == "":
			fmt.Fprintf(&out, "[%v]", step)
		case i == 0:
			out.WriteString(k)
		case strings.Contains(k, "."):
			out.WriteString("[" + k + "]")
		default:
			out.WriteString("." + k)
		}
	}
	return out.String()
}

// cell returns the column of a table, if one is named, and the row.
func (s spot) cell() (column string, row int) {
	for _, step := range s.path {
		switch v := step.(type) {
		case int:
			row = v
		case string:
			column = v
		}
	}
	return column, row
}

// position counts lines and columns from 1.
type position struct{ line, column int }

// find returns where a value stands or, of what is missing, the nearest thing around it. Files are
// parsed again for it, on findings only: a clean book never pays for it.
func (p *proof) find(s spot) position {
	if s.table() != nil {
		column, row := s.cell()
		return rowAt(s.file.raw, row, column)
	}
	node, ok := p.charts[s.file]
	if !ok {
		var doc yaml.Node
		if err := yaml.Load(s.file.raw, &doc); err == nil && len(doc.Content) > 0 {
			node = doc.Content[0]
		}
		p.charts[s.file] = node
	}
	at := position{1, 1}
	for _, step := range s.path {
		var key *yaml.Node
		if key, node = child(node, step); node == nil {
			break
		}
		if key == nil || node.Kind == yaml.ScalarNode {
			key = node
		}
		at = position{key.Line, key.Column}
	}
	return at
}

// child returns what a key or an index leads to, and the key's own node.
func child(node *yaml.Node, step any) (key, value *yaml.Node) {
	if node == nil {
		return nil, nil
	}
	if node.Alias != nil {
		node = node.Alias
	}
	switch k := step.(type) {
	case int:
		if node.Kind == yaml.SequenceNode && k < len(node.Content) {
			return nil, node.Content[k]
		}
	case string:
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == k {
				return node.Content[i], node.Content[i+1]
			}
		}
	}
	return nil, nil
}

// sorted returns the keys of a map in order, for findings that come out the same each time.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
