package main

import (
	"log/slog"

	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/operator"
)

// platforms returns the platforms that are configured: the one place that names them all.
func platforms(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) ([]platform, error) {
	return nil, nil
}
