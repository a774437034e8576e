package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// format is the version of what is in the buckets.
const format = 1

// lockWait is how long Open waits for another process to let go of the file, as at a restart.
const lockWait = 2 * time.Second

// mapped is how much address space is reserved for the file, so that a growing file seldom has to be mapped again,
// for which readers and writers wait.
const mapped = 256 << 20

// The buckets.
var (
	entries  = []byte("entries")  // Seq -> Entry without Message
	messages = []byte("messages") // Seq -> Message
	keys     = []byte("keys")     // Key -> Seq
	pending  = []byte("pending")  // Seq -> nothing, while it is unfinished
	threads  = []byte("threads")  // Thread -> thread
	feedback = []byte("feedback") // number -> record
	clicks   = []byte("clicks")   // id of a feedback -> when
	meta     = []byte("meta")
	buckets  = [][]byte{entries, messages, keys, pending, threads, feedback, clicks, meta}
)

var version = []byte("version")

// Open opens the ledger of a URL: "file:bot.db" is a file, made if it is not there and locked against other
// processes; "memory:" (a temporary file that is never synced) lasts until Close. Now tells the time; nil:
// [time.Now].
func Open(url string, now func() time.Time) (*Ledger, error) {
	if now == nil {
		now = time.Now
	}
	path, err := locate(url)
	if err != nil {
		return nil, err
	}
	temporary := path == ""
	if temporary {
		if path, err = temporaryFile(); err != nil {
			return nil, err
		}
		defer func() { _ = os.Remove(path) }() // where an open file can be removed; Close does it elsewhere
	}
	db, err := load(path, temporary)
	if err != nil {
		return nil, explain(path, err)
	}
	l := &Ledger{db: db, now: now, temporary: temporary, writes: make(chan *write), stop: make(chan struct{}), done: make(chan struct{})}
	if err := l.view(func(tx *bbolt.Tx) error {
		l.pending.Store(int64(tx.Bucket(pending).Inspect().KeyN))
		return nil
	}); err != nil {
		return nil, errors.Join(explain(path, err), db.Close())
	}
	go l.commit()
	return l, nil
}

// locate returns the path of a URL; empty for memory.
func locate(url string) (string, error) {
	scheme, path, _ := strings.Cut(url, ":")
	host := strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///")
	switch {
	case scheme == "memory" && path == "":
		return "", nil
	case scheme == "file" && path != "" && !host:
		return filepath.Clean(path), nil
	}
	return "", fmt.Errorf("ledger: %q is no place for the ledger (hint: file:bot.db, file:/var/lib/bot/bot.db or memory:)", url)
}

func temporaryFile() (string, error) {
	f, err := os.CreateTemp("", "ledger-*.db")
	if err != nil {
		return "", fmt.Errorf("ledger: memory: %w (hint: it needs a writable temporary directory; set TMPDIR)", err)
	}
	return f.Name(), f.Close()
}

// load opens the file and reads through it once, so that damage shows now and not in the middle of the work.
// Damage makes bbolt panic, or the process fault where the file is cut off.
func load(path string, temporary bool) (db *bbolt.DB, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errDamaged, p)
		}
		if err != nil && db != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockWait, NoSync: temporary, FreelistType: bbolt.FreelistMapType, InitialMmapSize: mapped,
	})
	if err != nil {
		return nil, err
	}
	if err := db.Update(prepare); err != nil {
		return db, err
	}
	return db, db.View(read)
}

var errDamaged = errors.New("damaged")

func prepare(tx *bbolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	b := tx.Bucket(meta)
	v := b.Get(version)
	if v == nil {
		return b.Put(version, fmt.Append(nil, format))
	}
	if string(v) != fmt.Sprint(format) {
		return fmt.Errorf("its format is %s, this program writes %d (hint: use the program that wrote it, or another file)", v, format)
	}
	return nil
}

func read(tx *bbolt.Tx) error {
	for _, name := range buckets {
		if err := tx.Bucket(name).ForEach(func(_, v []byte) error {
			if len(v) > 0 && !json.Valid(v) {
				return fmt.Errorf("%w: %s holds what is not JSON", errDamaged, name)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// explain adds the file's name and, where there is one, a hint to what went wrong with it.
func explain(path string, err error) error {
	hint := ""
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		err = errors.New("in use by another process")
		hint = "one bot a file: stop the other one, or set STATE_URL to another file"
	case errors.Is(err, errDamaged), errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		hint = "it is not a ledger, or damaged: move it away and start with an empty one; questions not answered yet are lost"
	case errors.Is(err, fs.ErrNotExist):
		hint = "make the directory first"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		hint = "the bot must be allowed to write the file and its directory"
	case errors.Is(err, syscall.EISDIR):
		hint = "name a file in it"
	case errors.Is(err, syscall.ENOSPC):
		hint = "the disk is full"
	}
	if hint == "" {
		return fmt.Errorf("ledger: %s: %w", path, err)
	}
	return fmt.Errorf("ledger: %s: %w (hint: %s)", path, err, hint)
}
