package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"marketbot/internal/config"
	"marketbot/internal/operator"
)

// health asks the bot that runs here how it is.
type health struct {
	Live     bool          `help:"Ask only whether it lives, not whether its platforms are connected."`
	Platform string        `help:"Ask about one platform." placeholder:"NAME"`
	Timeout  time.Duration `default:"5s" help:"How long it may take to answer."`
}

// Run prints a line a platform, and fails if the bot is not ready.
func (h *health) Run(w *world) error {
	ctx, cancel := context.WithTimeout(w.ctx, h.Timeout)
	defer cancel()
	c, err := config.Read(".")
	if err != nil {
		return err
	}
	if h.Live {
		if _, _, err := ask200(ctx, c, operator.HealthPath); err != nil {
			return fmt.Errorf("health: %w", err)
		}
		_, err := fmt.Fprintln(w.out, "the bot lives")
		return err
	}
	r, text, err := readiness(ctx, c, h.Platform)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	for _, p := range r.Platforms {
		fmt.Fprintf(cleaned{w.out}, "%s: %s, inbox %d, outbox %d%s\n", p.Name, p.State, p.Inbox, p.Outbox, because(p.Error))
	}
	if !r.Ready {
		return fmt.Errorf("health: not ready: %s", text)
	}
	return nil
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

// readiness asks the bot at the operators' address for its report.
func readiness(ctx context.Context, c *config.Config, platform string) (operator.Report, string, error) {
	path := operator.ReadyPath
	if platform != "" {
		path += "?platform=" + url.QueryEscape(platform)
	}
	body, status, err := ask200(ctx, c, path)
	var r operator.Report
	if json.Unmarshal(body, &r) != nil || r.Version == "" {
		if err == nil {
			err = errors.New("the answer is no bot's")
		}
		return r, status, err
	}
	return r, status, nil
}

// ask200 gets a path of the operators' address. An answer other than 200 is an error, and read nevertheless.
func ask200(ctx context.Context, c *config.Config, path string) ([]byte, string, error) {
	host, port, err := net.SplitHostPort(c.Operator())
	if err != nil {
		return nil, "", err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return nil, "", err
	}
	client := http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true}} // it is here
	resp, err := client.Do(req)
	if err != nil {
		return nil, "", fmt.Errorf("no bot answers at %s: %w (hint: HTTP_ADDR and OPERATOR_ADDR must be those of bot serve)", c.Operator(), errors.Unwrap(err))
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", resp.Status, strings.TrimSpace(string(body)))
	}
	return body, resp.Status, err
}
