package gazetteer

import (
	"bytes"
	"reflect"
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
	data, err := made.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := New(b, none).MarshalBinary()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("stored twice: different bytes (%v)", err)
	}
	loaded, err := Load(data, b, none)
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
	for _, data := range [][]byte{nil, []byte("x"), bytes.Repeat([]byte{0xff}, 100)} {
		if _, err := Load(data, &knowledge.Book{}, none); err == nil {
			t.Errorf("%q loads", data)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	book, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	data, err := New(book, none).MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Load(data, book, none); err != nil {
			b.Fatal(err)
		}
	}
}

// none knows no word.
func none(string) bool { return false }
