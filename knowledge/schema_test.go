package knowledge

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// schemas are the files under schema/, each with the type that a file of its kind is decoded into.
var schemas = map[string]reflect.Type{
	"book":       reflect.TypeFor[head](),
	"article":    reflect.TypeFor[Article](),
	"lexicon":    reflect.TypeFor[lexicon](),
	"intent":     reflect.TypeFor[Intent](),
	"phrasebook": reflect.TypeFor[Phrasebook](),
}

// schemaOf names the schema of a book's file.
func schemaOf(file string) string {
	dir, _, _ := strings.Cut(file, "/")
	return map[string]string{
		"book.yaml": "book", "articles": "article", "lexicon": "lexicon", "intents": "intent", "phrasebook": "phrasebook",
	}[dir]
}

func schemaFile(t *testing.T, name string) map[string]any {
	t.Helper()
	f, err := os.Open("schema/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatalf("%s: %v", f.Name(), err)
	}
	return doc.(map[string]any)
}

func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for name := range schemas {
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, schemaFile(t, name)); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = s
	}
	return out
}

func TestFilesMeetTheirSchema(t *testing.T) {
	all := compiled(t)
	for name, fsys := range map[string]fs.FS{"embedded": Embedded(), "ferries": os.DirFS("testdata/ferries")} {
		paths, err := list(fsys)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			if path.Ext(p) == ".csv" {
				continue // an editor knows no schema for it
			}
			raw, err := fs.ReadFile(fsys, p)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := asEditor(raw)
			if err != nil {
				t.Errorf("%s: %s: %v", name, p, err)
				continue
			}
			if err := all[schemaOf(p)].Validate(doc); err != nil {
				t.Errorf("%s: %s: %v", name, p, err)
			}
		}
	}
}

// asEditor reads YAML as editors do: by YAML 1.2, which has no type for dates.
func asEditor(raw []byte) (any, error) {
	var doc yaml.Node
	if err := yaml.Load(raw, &doc); err != nil {
		return nil, err
	}
	return untyped(doc.Content[0])
}

func untyped(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.AliasNode:
		return untyped(n.Alias)
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := untyped(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			out[n.Content[i].Value] = v
		}
		return out, nil
	case yaml.SequenceNode:
		out := make([]any, len(n.Content))
		for i, c := range n.Content {
			v, err := untyped(c)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	}
	if n.ShortTag() == "!!str" || n.ShortTag() == "!!timestamp" {
		return n.Value, nil
	}
	var v any
	if err := n.Load(&v); err != nil {
		return nil, fmt.Errorf("line %d: %w", n.Line, err)
	}
	return v, nil
}

func TestSchemaRejects(t *testing.T) {
	all := compiled(t)
	for _, tt := range []struct{ schema, text, want string }{
		{"book", "title: {en: a book}\n", "missing property 'default'"},
		{"book", "title: {zh: 书}\ndefault: {place: a, metric: b, category: c}\n", "missing property 'en'"},
		{"article", "titel: An article\n", "additional properties 'titel' not allowed"},
		{"article", "latest: Q4 2024\n", "'Q4 2024' does not match pattern"},
		{"article", "claims: [{id: a, topics: [b], text: {en: c}, certainty: sure, paragraph: 1, fragment: d}]\n", "value must be one of 'confirmed', "},
		{"article", "claims: [{id: a, topics: [b], text: {en: c}, certainty: said, paragraph: 0, fragment: d}]\n", "minimum: got 0, want 1"},
		{"article", "claims: [{id: a, topics: [b], text: {en: c}, certainty: said, paragraph: 1, fragment: d, knows: {when: {en: e}}}]\n", "'when' does not match pattern"},
		{"article", "observations: [{entity: a, metric: b, place: c, period: 2024, value: 15%, claim: d}]\n", "got string, want number"},
		{"lexicon", "entities: [{id: a, kind: firm, name: {en: A}}]\n", "value must be one of 'company', "},
		{"lexicon", "periods: [{words: [a], quarter: 1, whole: true}]\n", "maxProperties: got 3, want 2"},
		{"lexicon", "places: [{id: a, name: {en: A}}]\n", "missing property 'market'"},
		{"intent", "id: a\noperation: b\nphrasings: {en: ['who is {somebody}']}\n", "does not match pattern"},
		{"intent", "id: a\nphrasings: {en: [who]}\n", "missing property 'operation'"},
		{"phrasebook", "a: 'Hello {name'\n", "does not match pattern"},
		{"phrasebook", "a: 1\n", "got number, want string"},
	} {
		doc, err := asEditor([]byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		if err := all[tt.schema].Validate(doc); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %q: %v, want %s", tt.schema, tt.text, err, tt.want)
		}
	}
}

// TestSchemaAgreesWithTypes holds every object of a schema against the struct it describes: the same keys
// of the same form, each with a description, and no others.
func TestSchemaAgreesWithTypes(t *testing.T) {
	for name, typ := range schemas {
		root := schemaFile(t, name)
		agree(t, name, root, root, typ)
	}
}

func agree(t *testing.T, at string, root, s map[string]any, typ reflect.Type) {
	t.Helper()
	s = resolved(t, root, s)
	switch typ.Kind() {
	case reflect.Pointer:
		agree(t, at, root, s, typ.Elem())
	case reflect.Slice:
		form(t, at, s, "array")
		agree(t, at+"[]", root, s["items"].(map[string]any), typ.Elem())
	case reflect.Map:
		form(t, at, s, "object")
		agree(t, at+".*", root, s["additionalProperties"].(map[string]any), typ.Elem())
	case reflect.Struct:
		form(t, at, s, "object")
		agreeOnKeys(t, at, root, s, typ)
	case reflect.Int:
		form(t, at, s, "integer")
	case reflect.Float64:
		form(t, at, s, "number")
	case reflect.Bool:
		form(t, at, s, "boolean")
	default:
		form(t, at, s, "string")
	}
}

func agreeOnKeys(t *testing.T, at string, root, s map[string]any, typ reflect.Type) {
	t.Helper()
	if s["additionalProperties"] != false {
		t.Errorf("%s: additionalProperties is not false", at)
	}
	properties := s["properties"].(map[string]any)
	var keys []string
	for f := range typ.Fields() {
		key := f.Tag.Get("yaml")
		keys = append(keys, key)
		p, ok := properties[key].(map[string]any)
		if !ok {
			t.Errorf("%s: no property %q, which %s has", at, key, typ)
			continue
		}
		if p["description"] == nil {
			t.Errorf("%s.%s: no description", at, key)
		}
		agree(t, at+"."+key, root, p, f.Type)
	}
	for _, key := range sorted(properties) {
		if !slices.Contains(keys, key) {
			t.Errorf("%s: property %q, which %s lacks", at, key, typ)
		}
	}
}

// resolved follows a reference into $defs.
func resolved(t *testing.T, root, s map[string]any) map[string]any {
	t.Helper()
	ref, ok := s["$ref"].(string)
	if !ok {
		return s
	}
	def, ok := root["$defs"].(map[string]any)[path.Base(ref)].(map[string]any)
	if !ok {
		t.Fatalf("no %s", ref)
	}
	return def
}

func form(t *testing.T, at string, s map[string]any, want string) {
	t.Helper()
	got, ok := s["type"].([]any)
	if !ok {
		got = []any{s["type"]}
	}
	if s["enum"] != nil && want == "string" {
		return
	}
	if !slices.Contains(got, any(want)) {
		t.Errorf("%s: type %v, want %s", at, s["type"], want)
	}
}

// TestSchemaAgreesWithLists holds the words that a schema offers against those that proof-reading knows.
func TestSchemaAgreesWithLists(t *testing.T) {
	enum := func(s any, keys ...string) []string {
		for _, k := range keys {
			s = s.(map[string]any)[k]
		}
		var out []string
		for _, v := range s.([]any) {
			out = append(out, v.(string))
		}
		return out
	}
	got := enum(schemaFile(t, "article"), "$defs", "claim", "properties", "certainty", "enum")
	if !slices.Equal(got, certainties) {
		t.Errorf("certainties %v, want %v", got, certainties)
	}
	got = enum(schemaFile(t, "lexicon"), "properties", "entities", "items", "properties", "kind", "enum")
	if !slices.Equal(got, kinds) {
		t.Errorf("kinds %v, want %v", got, kinds)
	}
	got = enum(schemaFile(t, "lexicon"), "properties", "commands", "items", "properties", "options", "items", "properties", "kind", "enum")
	if !slices.Equal(got, optionKinds) {
		t.Errorf("kinds of options %v, want %v", got, optionKinds)
	}
	phrasing := schemaFile(t, "intent")["$defs"].(map[string]any)["phrasing"].(map[string]any)
	if got, want := phrasing["pattern"], `^([^{}]|\{(`+strings.Join(placeholders, "|")+`)\})*$`; got != want {
		t.Errorf("placeholders %v, want %v", got, want)
	}
}
