package setup

import (
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestScopesAreTheManifests: what the doctor knows of is what the app asks for, no more and no less.
func TestScopesAreTheManifests(t *testing.T) {
	var all, optional []string
	for _, s := range scopes {
		all = append(all, s.name)
		if s.optional {
			optional = append(optional, s.name)
		}
		if s.costs == "" {
			t.Errorf("nothing is said to be lost without %s", s.name)
		}
	}
	for _, name := range []string{"manifest.yaml", "manifest-http.yaml"} {
		text, err := os.ReadFile("../../../../deploy/slack/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var m Manifest
		if err := yaml.Unmarshal(text, &m); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, tt := range []struct {
			what      string
			got, want []string
		}{{"scopes", m.OAuth.Scopes.Bot, all}, {"optional scopes", m.OAuth.Scopes.Optional, optional}} {
			if slices.Sort(tt.got); !slices.Equal(tt.got, slices.Sorted(slices.Values(tt.want))) {
				t.Errorf("%s of %s: %q, the table has %q", tt.what, name, tt.got, tt.want)
			}
		}
	}
}
