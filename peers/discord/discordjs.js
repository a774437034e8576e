// A small app on discord.js, for the fake of internal/adapters/discord/discordtest to serve. It knows Discord only:
// what it can live on is not tailored to the library that the bot uses.
// Environment: DISCORD_API (without the version), DISCORD_TOKEN.
import { ActionRowBuilder, AttachmentBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits, MessageFlags, ModalBuilder, Partials, SlashCommandBuilder, TextInputBuilder, TextInputStyle } from 'discord.js'

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits
const client = new Client({ intents: [Guilds, GuildMessages, DirectMessages], partials: [Partials.Channel, Partials.Message], rest: { api: process.env.DISCORD_API, version: '10' } })
const press = new ActionRowBuilder().addComponents(new ButtonBuilder().setCustomId('press').setLabel('Press').setStyle(ButtonStyle.Primary), new ButtonBuilder().setCustomId('change').setLabel('Change').setStyle(ButtonStyle.Secondary))

client.on(Events.MessageCreate, async (m) => {
  if (m.author.bot) return
  if (m.channel.isDMBased()) return m.channel.send(`direct, ${m.content}`)
  if (!m.mentions.has(client.user)) return
  const sent = await m.reply({ content: 'mention', files: [new AttachmentBuilder(Buffer.from('png'), { name: 'a.png', description: 'a' })] })
  await sent.edit({ content: 'mention, changed' })
  const found = await m.channel.messages.fetch({ after: m.id, limit: 10 })
  const again = await m.channel.messages.fetch(sent.id)
  const gone = await m.channel.send('gone')
  await gone.delete()
  const first = await m.channel.send({ content: 'once', nonce: '7', enforceNonce: true })
  const second = await m.channel.send({ content: 'twice', nonce: '7', enforceNonce: true })
  await m.channel.send(`found ${found.size} ${again.content} once ${first.id === second.id}`)
})
client.on(Events.MessageUpdate, async (old, m) => { await m.channel.send(`update ${m.content}`) })
client.on(Events.MessageDelete, async (m) => { await m.channel.send('delete') })
client.on(Events.InteractionCreate, async (i) => {
  if (i.isAutocomplete()) return i.respond([{ name: `One for ${i.options.getFocused()}`, value: '1' }])
  if (i.isModalSubmit()) return i.reply({ content: `modal ${i.fields.getTextInputValue('why')}`, flags: MessageFlags.Ephemeral })
  if (i.isButton() && i.customId === 'change') return i.update({ content: 'changed by a button', components: [] })
  if (i.isButton()) {
    const why = new ActionRowBuilder().addComponents(new TextInputBuilder().setCustomId('why').setLabel('Why?').setStyle(TextInputStyle.Paragraph))
    return i.showModal(new ModalBuilder().setCustomId('reason').setTitle('Reason').addComponents(why))
  }
  if (!i.isChatInputCommand()) return
  if (i.commandName === 'slow') {
    await i.deferReply({ flags: MessageFlags.Ephemeral })
    await i.editReply('slow')
    await i.followUp({ content: 'follow-up' })
    return
  }
  await i.reply({ content: `command ${i.options.getString('company')}`, components: [press] })
  const posted = await i.fetchReply()
  await i.editReply(`${posted.content}, edited`)
  await i.reply('twice').catch((err) => i.followUp(`refused: ${err.code ?? err.message}`))
})
client.on(Events.Error, (err) => console.error('discord.js:', err))
process.on('unhandledRejection', (err) => console.error('discord.js:', err))
client.once(Events.ClientReady, async () => {
  const company = (o) => o.setName('company').setDescription('Which').setAutocomplete(true)
  const list = await client.application.commands.set([new SlashCommandBuilder().setName('share').setDescription('Share').addStringOption(company), new SlashCommandBuilder().setName('slow').setDescription('Slow')])
  console.log(`ready as ${client.user.id} with ${list.size} commands in ${client.guilds.cache.size} servers`)
})
await client.login(process.env.DISCORD_TOKEN)
