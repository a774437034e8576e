// An independent Slack that checks scopes. Prints its address and a channel's id as JSON.
// Environment: TOKEN, SCOPES (with commas).
import { createEmulator } from 'emulate'
import net from 'node:net'

const port = await new Promise((resolve, reject) => {
  const s = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = s.address()
    s.close(() => resolve(port))
  })
})
const slack = await createEmulator({
  service: 'slack', hostname: '127.0.0.1', port,
  seed: { slack: {
    team: { name: 'Peers', domain: 'peers' },
    users: [{ name: 'ann', real_name: 'Ann', email: 'ann@example.com' }],
    channels: [{ name: 'general' }],
    bots: [{ name: 'bot' }],
    strict_scopes: true,
    tokens: [
      { token: process.env.TOKEN, user: 'ann', scopes: process.env.SCOPES.split(',') },
      { token: 'xoxb-look', user: 'ann', scopes: ['channels:read', 'users:read'] },
    ],
  } },
})
const url = `http://127.0.0.1:${port}/api/`
const call = async (method, body = {}) => (await fetch(url + method, { method: 'POST', headers: { authorization: 'Bearer xoxb-look', 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
const { channels = [] } = await call('conversations.list')
const me = await call('auth.test')
const trigger = await call('views.generateTriggerId')
const { members = [] } = await call('conversations.members', { channel: channels[0]?.id })
console.log(JSON.stringify({ url, channel: channels[0]?.id, user: members[0] ?? me.user_id, trigger }))
