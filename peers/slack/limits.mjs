// Checks recorded bodies against a table of Block Kit's limits. Usage: node limits.mjs FOLDER TABLE. Exit status 1 if one is
// beyond a limit, 2 if no limit was met.
import fs from 'node:fs'
import path from 'node:path'

const [folder, table] = process.argv.slice(2)
const limits = JSON.parse(fs.readFileSync(table, 'utf8'))
// What a type or a key is called in the table where it has another name there.
const kinds = { plain_text: 'text', mrkdwn: 'text', modal: 'view', home: 'view', static_select: 'select', external_select: 'select', multi_static_select: 'select', multi_external_select: 'select' }
const keys = { confirm: 'confirmation', option: 'option', options: 'option', initial_option: 'option', positive_button: 'feedback_button', negative_button: 'feedback_button' }
let met = 0
let found = 0
let file = ''

// sized holds a value to what the table says of it: the characters of a text, the items of a list, a number.
function sized(where, value, rule) {
  if (value && typeof value === 'object' && !Array.isArray(value)) value = value.text
  const kind = Array.isArray(value) ? 'items' : typeof value === 'string' ? 'length' : ''
  const size = kind === 'items' ? value.length : kind === 'length' ? [...value].length : value
  if (typeof size !== 'number') return
  const suffix = kind && '_' + kind
  for (const [name, wrong] of [['min' + suffix, size < rule['min' + suffix]], ['max' + suffix, size > rule['max' + suffix]]]) {
    if (!(name in rule)) continue
    met++
    if (wrong) {
      found++
      console.log(`${file}: ${where} is ${size}, ${name} is ${rule[name]}`)
    }
  }
  if (kind === 'items' && rule.item_max_length) value.forEach((v, i) => sized(`${where}[${i}]`, v.text, { max_length: rule.item_max_length }))
}

function walk(where, node, key) {
  if (Array.isArray(node)) return node.forEach((v, i) => walk(`${where}[${i}]`, v, key))
  if (!node || typeof node !== 'object') return
  const kind = keys[key] ?? kinds[node.type] ?? node.type
  for (const [name, rule] of Object.entries(kind === 'text' ? { text: limits.text } : limits[kind] ?? {})) {
    if (name in node && (kind !== 'section' || name !== 'text' || node.text)) sized(`${where}.${name}`, node[name], rule)
  }
  for (const name of ['action_id', 'block_id']) if (name in node) sized(`${where}.${name}`, node[name], limits[name])
  if (kind === 'data_table') for (const [i, row] of node.rows.entries()) sized(`${where}.rows[${i}]`, row, { min_items: limits.data_table.columns.min_items, max_items: limits.data_table.columns.max_items })
  for (const [k, v] of Object.entries(node)) walk(`${where}.${k}`, v, k)
}

const files = fs.readdirSync(folder).sort()
for (file of files) {
  const body = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'))
  walk('', body.view ?? { blocks: body.blocks ?? [] }, '')
  if (body.blocks) sized('blocks', body.blocks, { max_items: 50 }) // https://docs.slack.dev/reference/block-kit/blocks
}
console.log(`${files.length} bodies, ${met} limits met, ${found} exceeded`)
process.exit(met === 0 ? 2 : found ? 1 : 0)
