package learned

import (
	"os"
	"syscall"
	"unsafe"
)

// release gives back the memory of a part of the stored pack that was read for good, page by page. The part lies in the program's file and nobody
// has written to it: what is read of it once more comes from that file again. It may fail, and then the memory only stays.
func release(part []byte) {
	if len(part) == 0 {
		return
	}
	page := os.Getpagesize()
	from := (page - int(uintptr(unsafe.Pointer(unsafe.SliceData(part)))%uintptr(page))) % page // what begins before the part is not its own
	if whole := (len(part) - from) / page * page; whole > 0 {
		_ = syscall.Madvise(part[from:from+whole], syscall.MADV_DONTNEED)
	}
}
