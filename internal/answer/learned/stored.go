package learned

import "embed"

//go:embed learned.bin*
var files embed.FS

// stored returns the stored pack, or nothing where it is not there. This copies it; once learned.bin is always
// there, embedding it as a []byte does not.
func stored() []byte {
	data, err := files.ReadFile(File)
	if err != nil {
		return nil // it is not there: nothing else can go wrong in memory
	}
	return data
}
