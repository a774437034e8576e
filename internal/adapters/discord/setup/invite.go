package setup

import (
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// permissions are the least that the bot needs in a server.
const permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles | discordgo.PermissionReadMessageHistory

// authorize is where somebody installs an app: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
const authorize = "https://discord.com/oauth2/authorize"

// Links are the addresses at which an app is installed: in a server, by who may manage it, and by a person, who then
// has its commands everywhere.
func Links(applicationID string) (server, person string) {
	link := func(to discordgo.ApplicationIntegrationType, more url.Values) string {
		more.Set("client_id", applicationID)
		more.Set("integration_type", strconv.Itoa(int(to)))
		return authorize + "?" + more.Encode()
	}
	return link(discordgo.ApplicationIntegrationGuildInstall, url.Values{"scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(permissions, 10)}}),
		link(discordgo.ApplicationIntegrationUserInstall, url.Values{"scope": {"applications.commands"}})
}
