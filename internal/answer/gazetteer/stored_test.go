package gazetteer

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"testing"

	"marketbot/knowledge"
)

// A stored gazetteer is the one that was made, to the last entry, and always the same bytes.
func TestStored(t *testing.T) {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	made := New(b, none)
	if !reflect.DeepEqual(made.Store(), New(b, none).Store()) {
		t.Error("stored twice: different columns")
	}
	loaded, err := Load(made.Store(), b, none)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []struct{ got, want any }{{loaded.aliases, made.aliases}, {loaded.spelling, made.spelling}} {
		if !reflect.DeepEqual(part.got, part.want) {
			t.Errorf("the loaded %T differs", part.got)
		}
	}
	if !reflect.DeepEqual(loaded.percent, made.percent) || !reflect.DeepEqual(loaded.scale, made.scale) {
		t.Errorf("percent words %v and scales %v, want %v and %v", loaded.percent, loaded.scale, made.percent, made.scale)
	}
	if !reflect.DeepEqual(loaded.quotes, made.quotes) {
		t.Error("the quotations differ")
	}
}

func TestLoadDamaged(t *testing.T) {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(*Stored){
		"a column cut short": func(s *Stored) { s.Count = s.Count[1:] },
		"an unknown word":    func(s *Stored) { s.Rest = append(Column{math.MaxUint32}, s.Rest[1:]...) },
		"words without ends": func(s *Stored) { s.Words = "x" },
	} {
		s := New(b, none).Store()
		damage(s)
		if _, err := Load(s, b, none); err == nil {
			t.Errorf("%s loads", name)
		}
	}
}

// A column is read as it was written; anything else is told.
func TestColumn(t *testing.T) {
	for _, want := range []Column{{}, {0, 1, 127, 128, 1 << 20, math.MaxUint32}} {
		data, err := want.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got Column
		if err := got.UnmarshalBinary(data); err != nil || !slices.Equal(got, want) {
			t.Errorf("%v comes back as %v (%v)", want, got, err)
		}
	}
	for _, data := range [][]byte{{0x80}, bytes.Repeat([]byte{0xff}, 9)} {
		if err := new(Column).UnmarshalBinary(data); err == nil {
			t.Errorf("%x is a column", data)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	book, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	stored := New(book, none).Store()
	for b.Loop() {
		if _, err := Load(stored, book, none); err != nil {
			b.Fatal(err)
		}
	}
}

// none knows no word.
func none(string) bool { return false }
