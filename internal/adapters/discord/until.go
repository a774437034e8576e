package discord

import "context"

func escape(s string) string { return s }

const (
	maxTitle       = 256
	maxDescription = 4096
)

type turns struct{}

func (turns) begin(in, token string, private bool) {}
func (turns) settle(in string)                     {}

func (a *Adapter) regret(ctx context.Context, m any) error { return nil }
