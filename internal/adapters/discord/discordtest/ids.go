package discordtest

// What the bot is.
const (
	BotID         = "1100000000000000001"
	ApplicationID = "1100000000000000002"
)
