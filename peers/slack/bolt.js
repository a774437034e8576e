// A small app on Slack's own framework, for the fake of internal/adapters/slack to serve. It knows Slack only:
// what it can live on is not tailored to the library that the bot uses.
// Environment: SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN or SLACK_SIGNING_SECRET and PORT.
import bolt from '@slack/bolt'

const env = process.env
const socket = Boolean(env.SLACK_APP_TOKEN)
const app = new bolt.App({
  token: env.SLACK_BOT_TOKEN,
  appToken: env.SLACK_APP_TOKEN,
  signingSecret: env.SLACK_SIGNING_SECRET,
  socketMode: socket,
  clientOptions: { slackApiUrl: env.SLACK_API_URL },
  logLevel: 'error',
})
app.event('app_mention', async ({ event, say }) => {
  await say({ text: 'mention', thread_ts: event.ts, metadata: { event_type: 'bolt', event_payload: { id: '1' } } })
})
app.message('hello', async ({ say }) => {
  const posted = await say('message')
  await app.client.chat.update({ channel: posted.channel, ts: posted.ts, text: 'message, changed' })
})
app.command('/market', async ({ ack, respond }) => {
  await ack()
  await respond({ text: 'command', response_type: 'ephemeral' })
})
app.action('press', async ({ ack, body, client, respond }) => {
  await ack()
  await client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', callback_id: 'modal', title: { type: 'plain_text', text: 'Why' }, blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Why?' } }] } })
  await respond({ text: 'button', replace_original: false })
})
app.view('modal', async ({ ack, client, body }) => {
  await ack({ response_action: 'clear' })
  await client.chat.postEphemeral({ channel: 'C0GENERAL', user: body.user.id, text: 'modal' })
})
app.options('pick', async ({ ack }) => {
  await ack({ options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }] })
})
app.error(async (err) => console.error('bolt:', err))
await app.start(socket ? undefined : { port: Number(env.PORT), host: '127.0.0.1' })
console.log('ready')
