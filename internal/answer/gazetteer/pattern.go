package gazetteer

// pattern compares one word with many, a row of the table of distances in one step (Hyyrö 2003).
type pattern struct {
	letters [256]uint64 // where each byte is in the word, one bit a place
	last    uint64
	len     int
}

// set takes a word of 1 to 63 bytes.
func (p *pattern) set(w string) {
	p.len, p.last = len(w), 1<<(len(w)-1)
	for i := 0; i < len(w); i++ {
		p.letters[w[i]] |= 1 << i
	}
}

// distance is the optimal string alignment distance to a word.
func (p *pattern) distance(w string) int {
	up, down, diagonal, before := ^uint64(0), uint64(0), uint64(0), uint64(0)
	d := p.len
	for i := 0; i < len(w); i++ {
		here := p.letters[w[i]]
		swapped := (^diagonal & here) << 1 & before
		diagonal = ((here & up) + up) ^ up | here | down | swapped
		right, left := down|^(diagonal|up), diagonal&up
		if right&p.last != 0 {
			d++
		}
		if left&p.last != 0 {
			d--
		}
		right, left = right<<1|1, left<<1
		up, down = left|^(diagonal|right), right&diagonal
		before = here
	}
	return d
}
