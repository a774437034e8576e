// Checks recorded bodies against schemas made from Discord's OpenAPI document: what was recorded with RECORD_DIR.
// Usage: node check.mjs FOLDER. Exit status 1 if one is refused, 2 if there are none.
import * as schemas from 'discord-api-spec/zod'
import fs from 'node:fs'
import path from 'node:path'

const message = 'MessageCreateRequestSchema'
const change = 'MessageEditRequestPartialSchema'
const callbacks = {
  1: 'PongInteractionCallbackRequestSchema', 4: 'CreateMessageInteractionCallbackRequestSchema', 5: 'CreateMessageInteractionCallbackRequestSchema',
  6: 'UpdateMessageInteractionCallbackRequestSchema', 7: 'UpdateMessageInteractionCallbackRequestSchema',
  8: 'ApplicationCommandAutocompleteCallbackRequestSchema', 9: 'ModalInteractionCallbackRequestSchema',
}
const routes = [
  [/^POST__~channels~[^~]*~messages$/, () => message],
  [/^PATCH__~channels~[^~]*~messages~[^~]*$/, () => change],
  [/^POST__~interactions~[^~]*~token~callback$/, (body) => callbacks[body.type]],
  [/^POST__~webhooks~[^~]*~token$/, () => 'IncomingWebhookRequestPartialSchema'],
  [/^PATCH__~webhooks~[^~]*~token~messages~[^~]*$/, () => 'IncomingWebhookUpdateRequestPartialSchema'],
  [/^PUT__~applications~.*~commands$/, () => 'ApplicationCommandUpdateRequestSchema[]'],
]
let checked = 0, refused = 0
const folder = process.argv[2]
for (const f of fs.readdirSync(folder).sort()) {
  const [method, route] = f.split('__')
  const found = routes.find(([pattern]) => pattern.test(`${method}__${route}`))
  const body = JSON.parse(fs.readFileSync(path.join(folder, f), 'utf8'))
  const name = found?.[1](body)
  const schema = schemas[name?.replace('[]', '')]
  const faults = []
  if (!schema) faults.push(`no schema ${name} for ${method} ${route}`)
  else for (const one of name.endsWith('[]') ? body : [body]) {
    const r = schema.safeParse(one)
    if (!r.success) for (const i of r.error.issues.slice(0, 6)) faults.push(`${i.path.join('.')}: ${i.message}`)
  }
  checked++
  if (faults.length) {
    refused++
    console.log(f)
    for (const s of faults) console.log('   ' + s)
  }
}
console.log(`${checked} bodies, ${refused} refused`)
process.exit(checked === 0 ? 2 : refused ? 1 : 0)
