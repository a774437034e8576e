package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"from 24% to 15%", "24%=24% 15%=15%"},
		{"15 percent, 15 per cent and 9 percentage points", "15 percent=15% 15 per cent=15% 9 percent=9%"},
		{"占16%，百分之17，１８％", "16%=16% 百分之17=17% 18%=18%"},
		{"1,200 or 12,345,678.5", "1,200=1200 12,345,678.5=1.23456785e+07"},
		{"1.5 million, 2bn and 120万 or 1.2亿", "1.5 million=1.5e+06 2bn=2e+09 120万=1.2e+06 1.2亿=1.2e+08"},
		{"-11% or 3-5", "11%=11% 3=3 5=5"},
		{"Q4, H1 and MI300", ""},
		{"5G and the 15th", "5=5 15=15"},
		{"中国占3成", "3=3"},
		{"seventeen percent", ""},
		{"", ""},
	} {
		var got []string
		for _, n := range numbers(tt.text) {
			s := fmt.Sprintf("%s=%v", n.written, n.value)
			if n.percent {
				s += "%"
			}
			got = append(got, s)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("numbers(%q): %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestMeant(t *testing.T) {
	list := []string{"apple", "alibaba", "lookup", "decline.cause"}
	for _, tt := range []struct{ word, want string }{
		{"aple", `did you mean "apple"?`},
		{"Appel", `did you mean "apple"?`},
		{"decline.reason", ""},
		{"decline.cuase", `did you mean "decline.cause"?`},
		{"pear", ""},
		{"", ""},
	} {
		if got := meant(tt.word, list); got != tt.want {
			t.Errorf("meant(%q): %q, want %q", tt.word, got, tt.want)
		}
	}
}
