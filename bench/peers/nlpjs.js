// Measures nlp.js on one intent set and prints the figures as JSON:
//   node nlpjs.js FOLDER
// FOLDER holds train.tsv, val.tsv and test.tsv, `label<TAB>text` a line.
'use strict';

const fs = require('fs');
const path = require('path');
const { containerBootstrap } = require('@nlpjs/core');
const { Nlp } = require('@nlpjs/nlp');
const { LangEn } = require('@nlpjs/lang-en-min');

const SEED = 1;
const WARM_UP = 500; // texts classified before the clock counts, so that the code is compiled

// read returns the file's examples in order.
function read(folder, name) {
  return fs.readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => {
    const tab = line.indexOf('\t');
    return { label: line.slice(0, tab), text: line.slice(tab + 1) };
  });
}

// shuffle orders the list by a generator of a fixed seed (mulberry32, Fisher-Yates). nlp.js learns
// example by example: in file order, label after label, it is up to 32 points worse.
function shuffle(list, seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

// label is the best label, whatever its value: "None" and the threshold are left out of account.
function label(result) {
  const best = result.classifications.find((c) => c.intent !== 'None');
  return best ? best.intent : '';
}

async function main(folder) {
  const train = shuffle(read(folder, 'train.tsv'), SEED);
  const test = read(folder, 'test.tsv');

  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  const nlp = container.get('nlp');
  Object.assign(nlp.settings, { autoSave: false, autoLoad: false, calculateSentiment: false });
  container.registerConfiguration('nlu-??', {
    ...container.getConfiguration('nlu-en'), log: false,
  }, true);
  nlp.addLanguage('en');

  const began = process.hrtime.bigint();
  for (const e of train) nlp.addDocument('en', e.text, e.label);
  await nlp.train();
  const trained = Number(process.hrtime.bigint() - began) / 1e9;

  // classify is the least that gives a label; process does more. Each text is new to it: it remembers texts.
  for (const e of read(folder, 'val.tsv').slice(0, WARM_UP)) await nlp.classify('en', e.text);
  let hits = 0;
  const took = [];
  for (const e of test) {
    const started = process.hrtime.bigint();
    const result = await nlp.classify('en', e.text);
    took.push(Number(process.hrtime.bigint() - started) / 1e3);
    if (label(result) === e.label) hits += 1;
  }
  took.sort((a, b) => a - b);
  console.log(JSON.stringify({
    hits,
    total: test.length,
    accuracy: (100 * hits) / test.length,
    p50_us: took[Math.floor(took.length / 2)],
    p99_us: took[Math.floor((took.length * 99) / 100)],
    train_seconds: trained,
    peak_mb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  }));
}

main(process.argv[2]).catch((err) => {
  console.error(`nlpjs: ${err.stack}`);
  process.exit(1);
});
