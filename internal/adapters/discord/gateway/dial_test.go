package gateway

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
)

// tunnel is a proxy that opens tunnels for whoever has the password.
func tunnel(t *testing.T, opened *atomic.Int32) *url.URL {
	var copying sync.WaitGroup
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Header.Get("Proxy-Authorization") == "" {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		far, err := net.Dial("tcp", r.Host)
		if err != nil {
			t.Error(err)
			return
		}
		near, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		opened.Add(1)
		io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
		copying.Go(func() { io.Copy(far, near); far.Close() })
		copying.Go(func() { io.Copy(near, far); near.Close() })
	}))
	t.Cleanup(func() {
		srv.Close()
		copying.Wait()
	})
	to, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	to.User = url.UserPassword("somebody", "hush")
	return to
}

// TestEncrypted: as it is in the world, over TLS and through a proxy; cut, it is resumed at resume_gateway_url.
func TestEncrypted(t *testing.T) {
	t.Parallel()
	fake := discordtest.NewGateway(t, discordtest.GatewayOptions{Token: token, Interval: interval, Patience: 50})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v9/gateway/bot", fake.Bot)
	mux.Handle("/", fake)
	srv := httptest.NewTLSServer(mux)
	t.Cleanup(srv.Close)
	var tunnels atomic.Int32
	proxy := tunnel(t, &tunnels)
	r := prepare(t, discordtest.GatewayOptions{}, func(c *Config) {
		to, err := url.Parse(srv.URL)
		if err != nil {
			t.Fatal(err)
		}
		c.Client = &http.Client{Transport: elsewhere{to, srv.Client().Transport}}
		c.TLS = &tls.Config{RootCAs: srv.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
		c.Proxy = http.ProxyURL(proxy)
	})
	r.fake = fake
	r.run()
	fake.UntilLive(0)
	r.ready()
	fake.Strike(0, discordtest.Silence)
	fake.DispatchTo(0, "MEANWHILE", 1)
	r.handed("MEANWHILE", "1")
	if s := fake.State(); len(s.Identifies) != 1 || s.Resumes < 1 || s.Astray != 0 || tunnels.Load() < 2 {
		t.Errorf("%d identifies, %d resumes, %d of them elsewhere, %d tunnels", len(s.Identifies), s.Resumes, s.Astray, tunnels.Load())
	}
	r.mute()
}

// TestUnreachable: what keeps the gateway from being reached is said, and no IDENTIFY is spent.
func TestUnreachable(t *testing.T) {
	for _, tt := range []struct {
		name string
		set  func(*Config)
		want string
	}{
		{"the network", func(c *Config) {
			c.Dial = func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route") }
		}, "no route"},
		{"a proxy of another kind", func(c *Config) {
			c.Proxy = http.ProxyURL(&url.URL{Scheme: "socks5", Host: "127.0.0.1:1"})
		}, "a proxy of the kind socks5 (hint: HTTPS_PROXY is to begin with http://)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, discordtest.GatewayOptions{}, func(c *Config) { tt.set(c) })
			r.until("failures", func() bool { return r.counted["disconnect network"] > 2 })
			if h := r.g.Health(); h.Trouble != tt.want || h.Connected != 0 {
				t.Errorf("health %+v, want the trouble %q", h, tt.want)
			}
			if s := r.fake.State(); len(s.Identifies) > 0 || r.counted["identify"] > 0 {
				t.Errorf("%d identifies, %d counted", len(s.Identifies), r.counted["identify"])
			}
		})
	}
}

// TestRefusedByProxy: a proxy that wants another password is named, without the password.
func TestRefusedByProxy(t *testing.T) {
	t.Parallel()
	var tunnels atomic.Int32
	proxy := tunnel(t, &tunnels)
	host := proxy.Host
	proxy.User = nil
	r := start(t, discordtest.GatewayOptions{}, func(c *Config) { c.Proxy = http.ProxyURL(proxy) })
	r.until("failures", func() bool { return r.counted["disconnect network"] > 0 })
	want := "the proxy " + host + " refuses: 407 Proxy Authentication Required"
	if got := r.g.Health().Trouble; got != want {
		t.Errorf("trouble %q, want %q", got, want)
	}
}

// TestAddress: a session is resumed where READY said, and where nobody is there elsewhere too.
func TestAddress(t *testing.T) {
	s := &shard{g: &Gateway{url: "common"}, url: "own"}
	if got := s.address(); got != "common" {
		t.Errorf("without a session: %s", got)
	}
	s.session = "some"
	var got []string
	for range 6 {
		got = append(got, s.address())
		s.failures++
	}
	for i, want := range []string{"own", "own", "own", "own", "common", "own"} {
		if got[i] != want {
			t.Errorf("after %d failures: %s, want %s", i, got[i], want)
		}
	}
}

func TestBackoff(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: time.Second, 1: 2 * time.Second, 5: 32 * time.Second, 6: time.Minute, 15: time.Minute, 16: time.Minute, 1000: time.Minute} {
		for range 100 {
			if got := backoff(time.Second, failures); got < want/2 || got > want {
				t.Errorf("after %d failures: %v, want half of %v to all", failures, got, want)
			}
		}
	}
}
