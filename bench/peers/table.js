// Prints the table of bench/peers/run; its exit code is 1 where ours is behind in anything.
//   node table.js FOLDER
// FOLDER holds nlpjs.json (of nlpjs.js), ours.json and ours1.json (of `bot intents evaluate --json`, on all
// cores and on one), and text.txt (of BenchmarkText).
'use strict';

const fs = require('fs');
const path = require('path');

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const json = (name) => JSON.parse(read(name));

// metric is a figure that a Go benchmark reports.
function metric(text, unit) {
  const found = new RegExp(`([0-9.e+]+) ${unit}\\b`).exec(text);
  if (!found) throw new Error(`table: no ${unit} in text.txt:\n${text}`);
  return Number(found[1]);
}

const peer = json('nlpjs.json');
const ours = json('ours.json');
const single = json('ours1.json');
const text = read('text.txt');
if (peer.total !== ours.accuracy.total || metric(text, 'hits') !== ours.accuracy.hits) {
  throw new Error('table: the sides were not judged by the same test, or ours not by the same model');
}

const more = 1; // the higher figure is ahead
const less = -1;
const rows = [
  ['accuracy, %', peer.accuracy, ours.accuracy.percent, 2, more],
  ['a query, text to label, p50 us', peer.p50_us, metric(text, 'p50-us'), 1, less],
  ['a query, text to label, p99 us', peer.p99_us, metric(text, 'p99-us'), 1, less],
  ['training, s', peer.train_seconds, ours.train_seconds, 1, less],
  ['training, ours on one core, s', peer.train_seconds, single.train_seconds, 1, less],
  ['peak memory, MB', peer.peak_mb, ours.peak_mb, 0, less],
];

let behind = 0;
console.log('| | nlp.js 4.27 | ours | ahead |\n|---|--:|--:|---|');
for (const [name, theirs, own, digits, sign] of rows) {
  let ahead = 'level';
  if (theirs !== own) ahead = (own - theirs) * sign > 0 ? 'ours' : 'nlp.js';
  if (ahead !== 'ours') behind += 1;
  console.log(`| ${name} | ${theirs.toFixed(digits)} | ${own.toFixed(digits)} | ${ahead} |`);
}
console.log(`\n95% interval of our accuracy: ${ours.accuracy.low.toFixed(1)}-${ours.accuracy.high.toFixed(1)}`
  + ` (${ours.accuracy.hits} of ${ours.accuracy.total}; nlp.js ${peer.hits}).`);
console.log(`Words split beforehand, as bot intents evaluate times it: p50 ${ours.p50_us.toFixed(1)} us, p99 ${ours.p99_us.toFixed(1)} us.`);
console.log(behind ? `Ours is not ahead in ${behind} of ${rows.length}.` : 'Ours is ahead in all.');
process.exit(behind ? 1 : 0);
