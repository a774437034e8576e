package learned

import (
	"bytes"
	"errors"
	"testing"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

const remake = "make it anew: go generate ./..."

func embedded(t *testing.T) *Pack {
	t.Helper()
	p, err := Embedded()
	if errors.Is(err, ErrAbsent) {
		t.Skipf("%v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The embedded pack is what the book and the engine of this source make.
func TestFresh(t *testing.T) {
	p := embedded(t)
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if p.Version != b.Version || p.Lessons != b.Lessons() {
		t.Fatalf("%s was made of book %s (lessons %s), now it is %s (%s); %s", File, p.Version, p.Lessons, b.Version, b.Lessons(), remake)
	}
	if testing.Short() || slow {
		t.Skip("short, or with the race detector: the model is not learned anew")
	}
	want, err := Make(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stored(), want) {
		t.Errorf("%s is not what the engine makes of the book now; %s", File, remake)
	}
}

// An engine from the pack answers as one that is made of the book's files.
func TestEngine(t *testing.T) {
	p := embedded(t)
	fast, err := p.Engine()
	if err != nil {
		t.Fatal(err)
	}
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if b.Version != p.Version {
		t.Skipf("%s is of another book; %s", File, remake)
	}
	slow, err := answer.New(t.Context(), b, p.Model)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Intents {
		for _, phrasings := range b.Intents[i].Phrasings {
			q := answer.Question{Text: phrasings[0]}
			got, want := fast.Answer(q), slow.Answer(q)
			if got.Text() != want.Text() || got.Intent != want.Intent || got.Confidence != want.Confidence {
				t.Errorf("%q: %s %q, want %s %q", q.Text, got.Intent, got.Text(), want.Intent, want.Text())
			}
		}
	}
}

func TestParseDamaged(t *testing.T) {
	good := append([]byte(magic), 1, 0, 0, 0, 'v', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	if _, err := parse(good); err != nil {
		t.Errorf("a good pack: %v", err)
	}
	for _, data := range [][]byte{nil, []byte("marketbot learned 0\n"), good[:len(good)-1], append(bytes.Clone(good), 0)} {
		if _, err := parse(data); err == nil {
			t.Errorf("%q parses", data)
		}
	}
}

// What was read of the pack and given back reads the same again, and a pack that lies elsewhere is left alone.
func TestReleased(t *testing.T) {
	p := embedded(t)
	before := bytes.Clone(stored())
	if _, err := p.Engine(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stored(), before) {
		t.Error("the stored pack is another after it was read")
	}
	elsewhere, err := parse(bytes.Clone(before))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := elsewhere.Engine(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(elsewhere.book, p.book) || !bytes.Equal(elsewhere.names, p.names) {
		t.Error("the bytes of a pack that is not the program's own are others after they were read")
	}
}
