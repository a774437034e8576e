package discord

import "time"

// The limits of Discord, in characters where nothing else is said.
const (
	// https://discord.com/developers/docs/resources/message#create-message; the OpenAPI document says 4,000, which is
	// for people who pay
	maxContent = 2000
	maxNonce   = 25

	// https://discord.com/developers/docs/resources/message#embed-object-embed-limits: all texts of the embeds of a
	// message together have 6,000
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxTable       = 2400 // ours: of a description
	maxNote        = 500  // ours: a period, workings

	// https://discord.com/developers/docs/components/reference#button-button-structure, #action-row
	maxButtonLabel = 80
	maxButtons     = 5 // in a row

	// https://discord.com/developers/docs/components/reference#string-select
	maxOptions     = 25
	maxOptionText  = 100
	maxPlaceholder = 150

	maxCell = 120 // ours: a name or a value in a table
)

// The flags of messages (https://discord.com/developers/docs/resources/message#message-object-message-flags).
const (
	ephemeral = 1 << 6
	loading   = 1 << 7
)

// The times of https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction:
// three seconds for the first response, a quarter of an hour for everything else.
const (
	// An answer is ready long before; what is not within half of the three seconds, with a margin for the way there,
	// is announced.
	deferAfter = 1500 * time.Millisecond

	tokenLife = 14 * time.Minute
)
