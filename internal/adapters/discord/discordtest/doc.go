// Package discordtest plays Discord for the tests: a gateway that speaks, and goes wrong, as the documentation has it.
package discordtest
