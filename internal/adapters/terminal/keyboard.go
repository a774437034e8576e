package terminal

import (
	"errors"
	"io"
	"strings"

	"github.com/peterh/liner"
)

// keyboard reads lines from a person, with editing, history (arrows, Ctrl-R) and completion (Tab). It knows
// the width of ideographs, which golang.org/x/term's line editor does not.
type keyboard struct {
	line *liner.State
}

func newKeyboard(words []string) keyboard {
	k := keyboard{liner.NewLiner()}
	k.line.SetCtrlCAborts(true)
	k.line.SetTabCompletionStyle(liner.TabPrints)
	k.line.SetWordCompleter(func(line string, pos int) (head string, found []string, tail string) {
		return complete(words, line, pos)
	})
	return k
}

func (k keyboard) next() (string, error) {
	s, err := k.line.Prompt(prompt)
	if errors.Is(err, liner.ErrPromptAborted) {
		return "", io.EOF
	}
	if err == nil && strings.TrimSpace(s) != "" {
		k.line.AppendHistory(s)
	}
	return s, err
}

// end gives the terminal back as it was.
func (k keyboard) end() { k.line.Close() }

// complete returns the words that begin like the one before rune pos of line.
func complete(words []string, line string, pos int) (head string, found []string, tail string) {
	runes := []rune(line)
	pos = min(pos, len(runes))
	head, tail = string(runes[:pos]), string(runes[pos:])
	from := strings.LastIndexByte(head, ' ') + 1
	begun := strings.ToLower(head[from:])
	if begun == "" {
		return head, nil, tail
	}
	for _, w := range words {
		if strings.HasPrefix(strings.ToLower(w), begun) {
			found = append(found, w+" ")
		}
	}
	return head[:from], found, tail
}
