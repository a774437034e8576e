// An independent Slack that checks scopes. Prints its address, a channel of each kind and a user as JSON.
// Environment: TOKENS, JSON: the scopes of each token.
import { createEmulator } from 'emulate'
import net from 'node:net'

const port = await new Promise((resolve, reject) => {
  const s = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = s.address()
    s.close(() => resolve(port))
  })
})
const tokens = Object.entries(JSON.parse(process.env.TOKENS)).map(([token, scopes]) => ({ token, user: 'ann', scopes }))
await createEmulator({
  service: 'slack', hostname: '127.0.0.1', port,
  seed: { slack: {
    team: { name: 'Peers', domain: 'peers' },
    users: ['ann', 'bob', 'eve'].map((name) => ({ name, real_name: name, email: `${name}@example.com` })),
    channels: [{ name: 'open' }, { name: 'closed', is_private: true }],
    bots: [{ name: 'bot' }],
    strict_scopes: true,
    tokens: [...tokens, { token: 'xoxb-look', user: 'ann', scopes: ['channels:read', 'groups:read', 'users:read', 'im:write', 'mpim:write'] }],
  } },
})
const url = `http://127.0.0.1:${port}/api/`
const call = async (method, body = {}) => {
  const answer = await (await fetch(url + method, { method: 'POST', headers: { authorization: 'Bearer xoxb-look', 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
  if (!answer.ok) throw new Error(`${method}: ${answer.error}`)
  return answer
}
const { user_id: user } = await call('auth.test')
const { channels } = await call('conversations.list', { types: 'public_channel,private_channel' })
const { members } = await call('users.list')
const id = (list, name) => list.find((one) => one.name === name).id
const others = ['bob', 'eve'].map((name) => id(members, name))
const opened = async (...users) => (await call('conversations.open', { users: users.join(',') })).channel.id
const { trigger_id: trigger } = await call('views.generateTriggerId')
console.log(JSON.stringify({ url, user, trigger, channels: {
  channels: id(channels, 'open'), groups: id(channels, 'closed'), im: await opened(others[0]), mpim: await opened(...others),
} }))
