package linear

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// toy is a small set with masks, concepts, Chinese text and negatives.
func toy() []Example {
	var out []Example
	add := func(label string, texts ...string) {
		for _, t := range texts {
			out = append(out, Example{Label: label, Words: strings.Fields(t)})
		}
	}
	add("share", "what is the share of {company}", "market share of {company} in {place}", "how big is the share of {company}", "{company} share in {place}",
		"市 场 份 额 是 多 少", "{company} 的 市 场 份 额")
	add("growth", "how fast does {company} grow", "growth of {company} in {place}", "is {company} growing", "{company} growth rate",
		"{company} 增 长 多 少", "增 长 率 是 多 少")
	add("greet", "hello there", "good morning", "hi there friend", "good evening there", "你 好", "你 好 朋 友")
	add("", "what is the weather in {place}", "tell me a joke", "how old are you", "sing a song for me")
	for i := range 4 {
		out[i].Concepts = []string{"ask.share"}
		out[6+i].Concepts = []string{"ask.growth"}
	}
	return out
}

func train(t testing.TB, examples []Example, o Options) *Model {
	t.Helper()
	m, err := Train(context.Background(), examples, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func stored(t testing.TB, m *Model) []byte {
	t.Helper()
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRoundTrip(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	data := stored(t, m)
	var back Model
	if err := back.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	if got := stored(t, &back); !bytes.Equal(got, data) {
		t.Error("a loaded model is stored as other bytes")
	}
	var a, b Scratch
	for _, e := range toy() {
		got, want := back.Score(e.Words, e.Concepts, &b), m.Score(e.Words, e.Concepts, &a)
		if !slices.Equal(got, want) {
			t.Errorf("Score(%q) = %v after loading, want %v", e.Words, got, want)
		}
	}
	for _, word := range []string{"share", "额", "{place}", "unheard", ""} {
		if got, want := back.Known(word), m.Known(word); got != want {
			t.Errorf("Known(%q) = %v after loading, want %v", word, got, want)
		}
	}
}

func TestUnmarshalCopies(t *testing.T) {
	data := stored(t, train(t, toy(), DefaultOptions()))
	var m Model
	if err := m.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	clear(data)
	if !m.Known("share") {
		t.Error("the model changed with the bytes it was loaded from")
	}
}

// seal gives data the checksum it needs to be looked at.
func seal(data []byte) []byte {
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)))
}

func TestLoadRefuses(t *testing.T) {
	good := stored(t, train(t, toy(), DefaultOptions()))
	body := good[:len(good)-4]
	at := func(i int, b ...byte) []byte {
		return seal(append(slices.Clone(body[:i]), append(b, body[i+len(b):]...)...))
	}
	labels := len(magic) + 4 + 8
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "linear: load model: not a model, or one of another version (hint: train it anew)"},
		{"only magic", []byte(magic), "linear: load model: checksum differs"},
		{"flipped bit", append(slices.Clone(good[:99]), append([]byte{good[99] ^ 1}, good[100:]...)...), "linear: load model: checksum differs"},
		{"cut", seal(slices.Clone(body[:len(body)-1])), "bytes left where"},
		{"longer", seal(append(slices.Clone(body), 0)), "linear: load model: 1 bytes too many"},
		{"shape", at(len(magic), 9), "linear: n-gram lengths {wordMax:9 charMin:2 charMax:5 hanMax:4}, want words 1-4, characters and Han 1-8"},
		{"block NaN", at(len(magic)+4, 0xff, 0xff, 0xff, 0xff), "block length or bias is NaN"},
		{"no labels", at(labels, 0, 0, 0, 0), "has shift"},
		{"many labels", at(labels, 0xff, 0xff, 0xff, 0xff), "4294967295 labels are too many"},
		{"label order", at(labels+8, 'z'), "labels are missing or out of order"},
	}
	for _, tt := range tests {
		if _, err := Load(tt.data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

// TestLoadDamaged cuts and scrambles a model at many places under a valid checksum.
func TestLoadDamaged(t *testing.T) {
	good := stored(t, train(t, toy(), DefaultOptions()))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		body := slices.Clone(good[:len(good)-4])
		for range 1 + rng.IntN(3) {
			body[rng.IntN(min(len(body), 4000))] = byte(rng.Uint32())
		}
		if rng.IntN(4) == 0 {
			body = body[:rng.IntN(len(body))]
		}
		probe(seal(body))
	}
}

// probe loads data and, if that works, scores with it.
func probe(data []byte) {
	m, err := Load(data)
	if err != nil {
		return
	}
	var s Scratch
	m.Score([]string{"what", "is", "the", "share", "of", "{company}", "市", "场"}, []string{"ask.share"}, &s)
	m.Known("share")
}

func FuzzUnmarshalBinary(f *testing.F) {
	good := stored(f, train(f, toy(), DefaultOptions()))
	f.Add(good)
	f.Add(good[:len(good)-4])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		var m Model
		if err := m.UnmarshalBinary(data); err == nil {
			if again, err := m.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
				t.Errorf("loaded %d bytes, stored %d others (%v)", len(data), len(again), err)
			}
		}
		probe(seal(slices.Clone(data)))
	})
}
