package gateway

import (
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"bufio"
)

// server makes a frame as a server sends it.
func server(first byte, payload string) []byte {
	b := []byte{first}
	switch n := len(payload); {
	case n < short:
		b = append(b, byte(n))
	case n < 1<<16:
		b = append(b, short, byte(n>>8), byte(n))
	default:
		b = append(b, long, 0, 0, 0, 0, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return append(b, payload...)
}

func TestReadFrame(t *testing.T) {
	for _, n := range []int{0, 1, 125, 126, 65535, 65536, 70000} {
		raw := server(finalBit|text, strings.Repeat("x", n))
		f, err := readFrame(bytes.NewReader(append(raw, "rest"...)))
		if err != nil || len(f.payload) != n || !bytes.Equal(f.raw, raw) {
			t.Errorf("a payload of %d bytes: got %d of a frame of %d, %v", n, len(f.payload), len(f.raw), err)
		}
		if made := serverFrame(f.payload); !bytes.Equal(made, raw) {
			t.Errorf("a payload of %d bytes: made a frame of %d, want %d", n, len(made), len(raw))
		}
		for _, cut := range []int{0, 1, len(raw) - 1} {
			if cut < len(raw) {
				if _, err := readFrame(bytes.NewReader(raw[:cut])); err == nil {
					t.Errorf("%d bytes of a frame of %d are no error", cut, len(raw))
				}
			}
		}
	}
	for _, tt := range []struct{ in, want string }{
		{"\x81\x81abcd.", "a masked frame of the server"},
		{"\x81\x7f\x00\x00\x00\x00\x04\x00\x00\x01", "a frame of 67108865 bytes, more than 67108864"},
	} {
		if _, err := readFrame(strings.NewReader(tt.in)); err == nil || err.Error() != tt.want {
			t.Errorf("%x: got %v, want %s", tt.in, err, tt.want)
		}
	}
}

// talk lets a conn read what a server sends, and returns what the Session gets and what ends it.
func talk(t *testing.T, sent []byte) (got []byte, heard []string, why error) {
	near, far := net.Pipe()
	defer near.Close()
	go func() {
		far.Write(sent)
		far.Close()
	}()
	c := &conn{Conn: near, raw: near, in: bufio.NewReader(near), ended: func(err error) { why = err },
		hear: func(payload []byte) ([]byte, error) {
			heard = append(heard, string(payload))
			switch string(payload) {
			case "end":
				return nil, errReconnect
			case "hide":
				return nil, nil
			}
			return payload, nil
		}}
	got, err := io.ReadAll(c)
	if err == nil && why != io.EOF {
		t.Errorf("read to the end, but ended by %v", why)
	}
	return got, heard, why
}

func TestConnReads(t *testing.T) {
	const head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	one, two := server(finalBit|text, "one"), server(finalBit|text, "two")
	begun, more, last := server(text, "o"), server(continuation, "n"), server(finalBit|continuation, "e")
	ping := server(finalBit|0x9, "ping")
	for _, tt := range []struct {
		name  string
		sent  []byte
		got   []byte
		heard string
		why   string
	}{
		{"messages", join(one, two), join(one, two), "one two", "EOF"},
		{"a message in parts", join(begun, more, last, two), join(one, two), "one two", "EOF"},
		{"a ping between the parts", join(begun, ping, last), join(ping, server(finalBit|text, "oe")), "oe", "EOF"},
		{"a hidden message", join(one, server(finalBit|text, "hide"), two), join(one, two), "one hide two", "EOF"},
		{"what ends it", join(one, server(finalBit|text, "end"), two), one, "one end", errReconnect.Error()},
		{"what ends it, in parts", join(one, server(text, "en"), server(finalBit|continuation, "d"), two), one, "one end", errReconnect.Error()},
		{"a close", join(one, server(finalBit|closing, "\x0f\xa9late"), two), one, "one", "closed with 4009 (session timed out)"},
		{"a close with a text", join(server(finalBit|closing, "\x0f\x9flate")), nil, "", "closed with 3999 (late)"},
		{"a close without a code", join(server(finalBit|closing, "")), nil, "", "closed with 1005"},
		{"half a frame", one[:3], nil, "", "unexpected EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, heard, why := talk(t, append([]byte(head), tt.sent...))
			if want := append([]byte(head), tt.got...); !bytes.Equal(got, want) {
				t.Errorf("the Session gets\n%q, want\n%q", got, want)
			}
			if h := strings.Join(heard, " "); h != tt.heard {
				t.Errorf("heard %q, want %q", h, tt.heard)
			}
			if why == nil || why.Error() != tt.why {
				t.Errorf("ended by %v, want %s", why, tt.why)
			}
		})
	}
	t.Run("no upgrade", func(t *testing.T) {
		_, _, why := talk(t, []byte("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\nno"))
		if want := `the upgrade to a WebSocket is answered "HTTP/1.1 503 Service Unavailable"`; why == nil || why.Error() != want {
			t.Errorf("ended by %v, want %s", why, want)
		}
	})
}

func TestConnNeverCloses(t *testing.T) {
	near, far := net.Pipe()
	defer far.Close()
	c := &conn{Conn: near, raw: near}
	c.opened.Store(true)
	if _, err := c.Write([]byte{finalBit | closing, maskBit | 2, 0, 0, 0, 0, 3, 232}); !errors.Is(err, errMute) {
		t.Errorf("a close frame is sent: %v", err)
	}
	if got, err := io.ReadAll(far); err != nil || len(got) > 0 {
		t.Errorf("the far end got %x, %v", got, err)
	}
}
