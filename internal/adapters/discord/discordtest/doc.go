// Package discordtest plays Discord for the tests: its API and its gateway, which speak, and go wrong,
// as the documentation has it.
package discordtest
