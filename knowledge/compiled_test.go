package knowledge

import (
	"os"
	"testing"
)

func TestFingerprintIsVersion(t *testing.T) {
	b, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Fingerprint(Embedded()); err != nil || got != b.Version {
		t.Errorf("fingerprint %s (%v), version %s", got, err, b.Version)
	}
	ferries, err := Load(os.DirFS("testdata/ferries"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Fingerprint(os.DirFS("testdata/ferries")); err != nil || got != ferries.Version || got == b.Version {
		t.Errorf("fingerprint %s (%v), version %s, the embedded book's %s", got, err, ferries.Version, b.Version)
	}
	if _, err := Fingerprint(os.DirFS(t.TempDir())); err == nil {
		t.Error("an empty folder has a fingerprint")
	}
}

func TestLessons(t *testing.T) {
	base, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	// Another market without intents of its own has the same lessons.
	other := &Book{Phrases: map[string]Phrasebook{}, Entities: []Entity{{ID: "nordhaven"}}}
	other.inherit(base)
	if got, want := other.Lessons(), base.Lessons(); got != want {
		t.Errorf("lessons of another market %s, want %s", got, want)
	}
	ferries, err := Load(os.DirFS("testdata/ferries"))
	if err != nil {
		t.Fatal(err)
	}
	if ferries.Lessons() == base.Lessons() {
		t.Error("an intent more, and the lessons are the same")
	}
	if base.WithoutPhrasings().Lessons() == base.Lessons() {
		t.Error("no phrasings, and the lessons are the same")
	}
	if len(base.Intents[0].Phrasings) == 0 {
		t.Error("WithoutPhrasings changed the book itself")
	}
}

// A book that is not the embedded one is told without reading it.
func TestEmbeds(t *testing.T) {
	if !Embeds(Embedded()) || !Embeds(os.DirFS(".")) {
		t.Error("the embedded book, or its folder, is taken for another")
	}
	if Embeds(os.DirFS("testdata/ferries")) || Embeds(os.DirFS("testdata/no-such")) {
		t.Error("another book, or none, is taken for the embedded one")
	}
}
