package answer

import "strings"

// put fills the slots of a template by their names: name, text, name, text.
func put(tmpl string, pairs ...string) string {
	var buffer [256]byte
	return string(expand(buffer[:0], tmpl, func(slot string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == slot {
				return pairs[i+1]
			}
		}
		return ""
	}))
}

// expand appends a template with what stands in each of its {slots}.
func expand(b []byte, tmpl string, slot func(name string) string) []byte {
	for {
		open := strings.IndexByte(tmpl, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(tmpl[open:], '}') + open
		if end < open {
			break
		}
		b = append(b, tmpl[:open]...)
		b = append(b, slot(tmpl[open+1:end])...)
		tmpl = tmpl[end+1:]
	}
	return append(b, tmpl...)
}

// capital raises a first letter of the alphabet, but not of names that open small.
func capital(s []byte) {
	if len(s) == 0 || s[0] < 'a' || s[0] > 'z' {
		return
	}
	for _, c := range s[1:] {
		if c >= 'A' && c <= 'Z' {
			return // iPhone
		}
		if c < 'a' || c > 'z' {
			break
		}
	}
	s[0] -= 'a' - 'A'
}
