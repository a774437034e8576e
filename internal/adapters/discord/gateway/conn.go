package gateway

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
)

// A conn is the network connection below one Session of the library. It listens in on what Discord sends and keeps
// from the Session what that does not survive or gets wrong: it ends the connection instead. It gives the Session
// one frame at a time, so that whoever reads the next one has dealt with the last.
type conn struct {
	net.Conn
	raw    net.Conn // below the encryption
	in     *bufio.Reader
	hear   func(payload []byte) (pass []byte, err error) // is told of every message, and returns what the Session sees of it
	resume []byte                                        // sent in place of the IDENTIFY; nil: that is sent
	asked  func()                                        // is told that IDENTIFY or RESUME is sent
	ended  func(error)                                   // is told once that the Session gets nothing more, and why

	rest    []byte // of the frame that is being read
	split   []byte // the payloads of a message's frames while others are to come
	opened  atomic.Bool
	writing sync.Mutex
	greeted bool
	over    sync.Once
}

// Read gives the Session the next bytes of a frame that it is to see.
func (c *conn) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		next, err := c.next()
		if err != nil {
			c.Close()
			c.over.Do(func() { c.ended(err) })
			return 0, err
		}
		c.rest = next
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// Close hangs up, without the farewell of the encryption, which waits for a peer that is not there.
func (c *conn) Close() error { return c.raw.Close() }

// next reads up to the next frame that the Session is to see.
func (c *conn) next() ([]byte, error) {
	if !c.opened.Load() {
		return c.head()
	}
	for {
		f, err := readFrame(c.in)
		if err != nil {
			return nil, err
		}
		switch op := f.opcode(); {
		case op == closing:
			return nil, closed(f.payload)
		case op > closing: // pings, which the Session's WebSocket answers
			return f.raw, nil
		}
		whole := c.gather(f)
		if whole == nil {
			continue
		}
		if pass, err := c.hear(whole); err != nil {
			return nil, err
		} else if pass != nil {
			return serverFrame(pass), nil
		}
	}
}

// gather joins the frames of a message. It returns nil while others are to come.
func (c *conn) gather(f frame) []byte {
	if f.final() && c.split == nil {
		return f.payload
	}
	c.split = append(c.split, f.payload...)
	if !f.final() {
		return nil
	}
	whole := c.split
	c.split = nil
	return whole
}

// head reads the answer to the upgrade.
func (c *conn) head() ([]byte, error) {
	var head []byte
	for !bytes.HasSuffix(head, []byte("\r\n\r\n")) {
		line, err := c.in.ReadSlice('\n')
		if head = append(head, line...); err != nil {
			return nil, err
		}
	}
	status, _, _ := bytes.Cut(head, []byte("\r\n"))
	if !bytes.Contains(status, []byte(" 101 ")) {
		return nil, fmt.Errorf("the upgrade to a WebSocket is answered %q", status)
	}
	c.opened.Store(true)
	return head, nil
}

var errMute = errors.New("hung up without a word")

// Write sends what the Session sends, a frame at a time, with two exceptions. It never sends a close frame: the
// library closes with 1000, at which Discord ends a session that could have been resumed
// (https://discord.com/developers/docs/events/gateway#initiating-a-disconnect). And where there is a session to
// resume it says so in place of IDENTIFY, the first thing a new Session sends.
func (c *conn) Write(p []byte) (int, error) {
	if !c.opened.Load() || len(p) == 0 {
		return c.Conn.Write(p)
	}
	if p[0]&opcodeBits == closing {
		c.Close()
		return 0, errMute
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	if p[0] == finalBit|text && !c.greeted {
		c.greeted = true
		c.asked()
		if c.resume != nil {
			_, err := c.Conn.Write(clientFrame(c.resume))
			return len(p), err
		}
	}
	return c.Conn.Write(p)
}

// say sends a message of ours among those of the Session.
func (c *conn) say(payload []byte) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	_, err := c.Conn.Write(clientFrame(payload))
	return err
}

// closed reads a close frame.
func closed(payload []byte) error {
	if len(payload) < 2 {
		return &CloseError{Code: noStatus}
	}
	return &CloseError{Code: int(binary.BigEndian.Uint16(payload)), Text: string(payload[2:])}
}
