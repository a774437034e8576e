// discord-digital-twin, an independent Discord, for the bot to live on. What people do is asked for by HTTP: POST
// /NAME with JSON, where NAME is a method of the twin; GET /messages?channel=ID tells what stands in a channel, GET
// /interaction?id=ID how an interaction was responded to. It prints where it is as one line of JSON.
import http from 'node:http'
import { DigitalDiscord } from 'discord-digital-twin'

const twin = new DigitalDiscord({ guild: { name: 'Server' }, channels: [{ name: 'general', type: 0 }], users: [{ username: 'ann' }] })
await twin.start()
const [channel] = await twin.prisma.channel.findMany()
const user = await twin.getFirstNonBotUserId()

const server = http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost')
  let body = ''
  for await (const part of req) body += part
  try {
    let out
    if (url.pathname === '/messages') out = await twin.channel(url.searchParams.get('channel')).getMessages()
    else if (url.pathname === '/interaction') out = await twin.channel(channel.id).getInteractionResponse(url.searchParams.get('id'))
    else out = await twin[url.pathname.slice(1)]({ channelId: channel.id, userId: user, ...JSON.parse(body) })
    res.end(JSON.stringify(out ?? null))
  } catch (err) {
    res.statusCode = 500
    res.end(JSON.stringify(String(err.stack)))
  }
})
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ api: `http://127.0.0.1:${twin.port}/api/v10/`, control: `http://127.0.0.1:${server.address().port}`, token: twin.botToken, bot: twin.botUserId, channel: channel.id, user }))
})
