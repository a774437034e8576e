package desk

import (
	"fmt"
	"strings"
)

// Handle names a post by its channel and its id there, for platforms where that is how posts are found again.
func Handle(channel, id string) string { return channel + ":" + id }

// SplitHandle takes a [Handle] apart. The error is a *[Never]: no attempt makes another of it.
func SplitHandle(handle string) (channel, id string, err error) {
	channel, id, ok := strings.Cut(handle, ":")
	if !ok || channel == "" || id == "" {
		return "", "", &Never{Err: fmt.Errorf("%q names no message", handle)}
	}
	return channel, id, nil
}
