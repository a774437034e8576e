package desk_test

import (
	"errors"
	"testing"

	"marketbot/internal/desk"
)

func TestHandle(t *testing.T) {
	channel, id, err := desk.SplitHandle(desk.Handle("C1", "1.2:3"))
	if channel != "C1" || id != "1.2:3" || err != nil {
		t.Errorf("got %q, %q, %v", channel, id, err)
	}
	for _, bad := range []string{"", ":", "C1", "C1:", ":1"} {
		if _, _, err := desk.SplitHandle(bad); err == nil {
			t.Errorf("%q was taken apart", bad)
		} else if _, ok := errors.AsType[*desk.Never](err); !ok {
			t.Errorf("%q: %v is tried again", bad, err)
		}
	}
}
