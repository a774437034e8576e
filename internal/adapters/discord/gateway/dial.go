package gateway

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// dial reaches the gateway for a Session. The connection ends with ctx, not with the context of the library,
// which has none.
func (l *line) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	raw, err := l.reach(ctx, network, addr, "http")
	if err != nil {
		return nil, err
	}
	return l.over(raw, raw), nil
}

func (l *line) dialTLS(ctx context.Context, network, addr string) (net.Conn, error) {
	raw, err := l.reach(ctx, network, addr, "https")
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	config := l.shard.g.config.TLS.Clone()
	if config.ServerName == "" {
		config.ServerName = host
	}
	c := tls.Client(raw, config)
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	return l.over(c, raw), nil
}

// reach opens a network connection, through a proxy where the environment names one.
func (l *line) reach(ctx context.Context, network, addr, scheme string) (net.Conn, error) {
	proxy, err := l.shard.g.config.Proxy(&http.Request{URL: &url.URL{Scheme: scheme, Host: addr}})
	if err != nil {
		return nil, err
	}
	to := addr
	if proxy != nil {
		if proxy.Scheme != "http" {
			return nil, fmt.Errorf("a proxy of the kind %s (hint: HTTPS_PROXY is to begin with http://)", proxy.Scheme)
		}
		to = proxy.Host
	}
	c, err := l.shard.g.config.Dial(ctx, network, to)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { c.Close() })
	if proxy == nil {
		return c, nil
	}
	return c, through(c, addr, proxy)
}

// through asks a proxy for a tunnel.
func through(c net.Conn, addr string, proxy *url.URL) error {
	r := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: http.Header{}}
	if u := proxy.User; u != nil {
		password, _ := u.Password()
		r.SetBasicAuth(u.Username(), password)
		r.Header.Set("Proxy-Authorization", r.Header.Get("Authorization"))
		r.Header.Del("Authorization")
	}
	if err := r.Write(c); err != nil {
		return err
	}
	answer, err := http.ReadResponse(bufio.NewReaderSize(oneByOne{c}, 16), r)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the proxy %s refuses: %s", proxy.Host, answer.Status)
	}
	return nil
}

// oneByOne reads no byte of what comes after the proxy's answer.
type oneByOne struct{ net.Conn }

func (o oneByOne) Read(p []byte) (int, error) { return o.Conn.Read(p[:min(1, len(p))]) }
