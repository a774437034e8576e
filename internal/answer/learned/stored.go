package learned

import _ "embed" // for the stored pack

//go:embed learned.bin
var file []byte

// stored returns the stored pack, in place: it must not change.
func stored() []byte { return file }
