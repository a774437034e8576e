package gazetteer

import (
	"testing"

	"marketbot/internal/answer/utterance"
)

// TestSevered: a name in katakana that is only a part of a longer word is no name.
func TestSevered(t *testing.T) {
	tests := []struct {
		text        string
		first, last int
		want        bool
	}{
		{"タイ", 0, 2, false},
		{"タイで", 0, 2, false},
		{"は何位タイ", 3, 5, false},
		{"タイミング", 0, 2, true},
		{"ネクタイ", 2, 4, true},
		{"メーターがタイ", 5, 7, false},
		{"タイー", 0, 2, true},
	}
	for _, tt := range tests {
		if got := severed(utterance.Split(tt.text), tt.first, tt.last); got != tt.want {
			t.Errorf("severed(%s, %d, %d) = %v, want %v", tt.text, tt.first, tt.last, got, tt.want)
		}
	}
}
