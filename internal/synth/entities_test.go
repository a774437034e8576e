package synth

import (
	"reflect"
	"testing"
)

func TestEntities(t *testing.T) {
	got, err := Entities(500, 7)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Entities(500, 7)
	if err != nil || !reflect.DeepEqual(got, again) {
		t.Errorf("the same seed gives other entities, error %v", err)
	}
	met := map[string]bool{}
	for _, e := range got {
		for _, name := range append([]string{e.ID, e.Name["en"]}, e.Aliases[1:]...) {
			if name == "" || met[name] {
				t.Errorf("%q of %s is empty or taken", name, e.ID)
			}
			met[name] = true
		}
	}
	if len(got) != 500 {
		t.Errorf("%d entities, want 500", len(got))
	}
}
