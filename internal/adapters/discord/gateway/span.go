package gateway

import (
	"fmt"
	"strconv"
	"strings"
)

// A span is the shards that this process keeps: first to last of count. The zero span is all that Discord
// recommends.
type span struct{ first, last, count int }

// mostShards bounds what a typing error can ask for; the largest bots have some thousands.
const mostShards = 16384

// parseSpan reads DISCORD_SHARDS: "auto" or nothing, "4", or "0-1/4" and "3/4" where several processes share them.
func parseSpan(s string) (span, error) {
	bad := fmt.Errorf("DISCORD_SHARDS is %q (hint: auto, a number of shards such as 4, or this process's part of them such as 0-1/4)", s)
	s = strings.TrimSpace(s)
	if s == "" || s == "auto" {
		return span{}, nil
	}
	part, count, parted := strings.Cut(s, "/")
	if !parted {
		part, count = "", s
	}
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 || n > mostShards {
		return span{}, bad
	}
	if !parted {
		return span{0, n - 1, n}, nil
	}
	from, to, ranged := strings.Cut(part, "-")
	if !ranged {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || first < 0 || first > last || last >= n {
		return span{}, bad
	}
	return span{first, last, n}, nil
}

// or returns the span itself, or all of n shards where it leaves that to Discord.
func (s span) or(n int) span {
	if s.count > 0 {
		return s
	}
	n = max(n, 1)
	return span{0, n - 1, n}
}

func (s span) size() int { return s.last - s.first + 1 }
