package payload

import "testing"

func TestValue(t *testing.T) {
	p, ok := Decode([]byte(`{"a":{"b":"x","n":1234567890.000100,"t":true,"f":"true","null":null},"l":[{"b":"y"},3,null],"s":"{\"a\":1}"}`))
	if !ok {
		t.Fatal("not decoded")
	}
	for _, tt := range []struct{ got, want string }{
		{p.Text("a", "b"), "x"}, {p.Text("a", "n"), "1234567890.000100"}, {p.Text("a", "null"), ""}, {p.Text("a"), ""}, {p.Text("x", "y", "z"), ""},
		{p.List("l")[0].Text("b"), "y"}, {p.List("l")[1].Text(), "3"}, {p.List("l")[2].Text("b"), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if !p.Flag("a", "t") || !p.Flag("a", "f") || p.Flag("a", "b") || p.Flag("a") {
		t.Error("flags are not read as they are")
	}
	if !p.Has("a") || p.Has("l") || p.Has("none") || len(p.List("a")) != 0 {
		t.Error("objects and arrays are not told apart")
	}
	if inner, ok := Decode([]byte(`"{\"a\":1}"`)); !ok || inner.Text("a") != "1" {
		t.Errorf("JSON within JSON reads as %v", inner)
	}
	for _, bad := range []string{"", "{", `{"a":}`, "\xff"} {
		if _, ok := Decode([]byte(bad)); ok {
			t.Errorf("%q was decoded", bad)
		}
	}
}
