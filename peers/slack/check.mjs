// Checks recorded bodies against Slack's own types, as literals, unknown properties included: what was recorded with
// RECORD_DIR. Usage: node check.mjs FOLDER. Exit status 1 if one is refused, 2 if there are none.
import ts from 'typescript'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const types = {
  'chat.postMessage': ['@slack/web-api', 'ChatPostMessageArguments'],
  'chat.update': ['@slack/web-api', 'ChatUpdateArguments'],
  'chat.delete': ['@slack/web-api', 'ChatDeleteArguments'],
  'chat.postEphemeral': ['@slack/web-api', 'ChatPostEphemeralArguments'],
  'views.open': ['@slack/web-api', 'ViewsOpenArguments'],
  'views.publish': ['@slack/web-api', 'ViewsPublishArguments'],
  'assistant.threads.setStatus': ['@slack/web-api', 'AssistantThreadsSetStatusArguments'],
  'assistant.threads.setTitle': ['@slack/web-api', 'AssistantThreadsSetTitleArguments'],
  'assistant.threads.setSuggestedPrompts': ['@slack/web-api', 'AssistantThreadsSetSuggestedPromptsArguments'],
  response_url: ['@slack/bolt', 'RespondArguments'],
}
const opts = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [], typeRoots: [], esModuleInterop: true }
const host = ts.createCompilerHost(opts)
const sources = new Map()
const folder = process.argv[2]
for (const f of fs.readdirSync(folder).sort()) {
  const [module, type] = types[f.split('__')[0]] ?? []
  if (!type) continue
  const json = fs.readFileSync(path.join(folder, f), 'utf8')
  sources.set(path.join(here, `__body_${sources.size}.ts`), { f, text: `import type { ${type} } from '${module}'\nexport const body: ${type} = ${json}\n` })
}
const { getSourceFile, fileExists } = host
host.getSourceFile = (n, v) => (sources.has(n) ? ts.createSourceFile(n, sources.get(n).text, v, true) : getSourceFile.call(host, n, v))
host.fileExists = (n) => sources.has(n) || fileExists.call(host, n)
const program = ts.createProgram([...sources.keys()], opts, host)
let refused = 0
for (const [n, { f }] of sources) {
  const file = program.getSourceFile(n)
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  if (!found.length) continue
  refused++
  for (const d of found) console.log(`${f}: line ${ts.getLineAndCharacterOfPosition(file, d.start).line}: ${ts.flattenDiagnosticMessageText(d.messageText, ' | ').slice(-400)}`)
}
console.log(`${sources.size} bodies, ${refused} refused`)
process.exit(sources.size === 0 ? 2 : refused ? 1 : 0)
