// Measures what docs/guides/translation.md reports: a small translator from English, trained beside other tasks of the same sentences, beside two baselines on the
// same test sentences. Writes results/translation.json; tools/write-translation.mjs then makes the table of it. `node tools/measure-translation.mjs xsid=FOLDER`
// measures one, with the files of a folder; without one they come from the cache of the data sets or are downloaded. Needs the packages built by `tsc -b`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  adamw,
  bleu,
  chrf,
  cosine,
  fit,
  textTransformer,
  tokenizers,
  transformerDecoder,
  warmUp,
} from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const file = join(root, 'results', 'translation.json');
/** Longer sentences are left out, in all splits. */
const longest = 16;
const wordsOf = (text) => (Array.isArray(text) ? text : tokenizers.words(text)).map((word) => word.toLowerCase());

/** What is translated of each data set, and what else is learnt of the same sentence. */
const sets = {
  'compiler-messages': {
    target: 'de',
    seeds: 1,
    epochs: 15,
    tasks: { group: 'multiclass' },
    pairs: (rows) =>
      rows.flatMap(({ language, english, text, group }) =>
        language === 'de' ? [{ source: english, target: text, group }] : [],
      ),
  },
  xed: {
    target: 'es',
    seeds: 1,
    epochs: 10,
    tasks: { emotions: 'multilabel' },
    pairs: (rows) => rows.flatMap(({ en, es, emotions }) => (es ? [{ source: en, target: es, emotions }] : [])),
  },
  xsid: {
    target: 'de',
    seeds: 3,
    epochs: 50,
    tasks: { intent: 'multiclass', slots: 'tagging' },
    pairs(rows) {
      const german = new Map(rows.flatMap(({ id, language, tokens }) => (language === 'de' ? [[id, tokens]] : [])));
      return rows.flatMap(({ id, language, tokens, intent, slots }) =>
        language === 'en' ? [{ source: tokens, target: german.get(id), intent, slots }] : [],
      );
    },
  },
};

/** BLEU and chrF of texts, all in small letters with blanks between words. */
function scores(texts, rows) {
  const pairs = texts.map((text, index) => ({ text, references: [wordsOf(rows[index].target).join(' ')] }));
  const of = (metric) => {
    const state = metric.create({ name: 'texts', texts: () => pairs });
    state.update({});
    return Number(state.compute().toFixed(2));
  };
  return { bleu: of(bleu()), chrf: of(chrf()) };
}

/** Word by word: the word that goes together best with each over the training pairs (Dice coefficient), a word that no pair has as it is. */
function dictionary(rows) {
  const [own, others, both] = [new Map(), new Map(), new Map()];
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { source, target } of rows) {
    const [from, to] = [new Set(wordsOf(source)), new Set(wordsOf(target))];
    for (const word of to) count(others, word);
    for (const word of from) {
      count(own, word);
      if (!both.has(word)) both.set(word, new Map());
      for (const other of to) count(both.get(word), other);
    }
  }
  const best = new Map(
    [...both].map(([word, found]) => {
      const dice = ([other, count]) => (2 * count) / (own.get(word) + others.get(other));
      return [word, [...found].reduce((a, b) => (dice(b) > dice(a) ? b : a))[0]];
    }),
  );
  return ({ source }) =>
    wordsOf(source)
      .map((word) => best.get(word) ?? word)
      .join(' ');
}

async function translated(set, { train, validation, test }, seed) {
  const decoder = transformerDecoder({ blocks: 1, heads: 4, headWidth: 16, dropout: 0.2 });
  const dataset = fromTexts({
    rows: train,
    validationRows: validation,
    testRows: test,
    column: 'source',
    tasks: { target: { kind: 'generation', decoder, text: { minCount: 1 } }, ...sets[set].tasks },
    text: { minCount: 1 },
    seed,
  });
  const { model } = await fit({
    dataset,
    balancer: strategies.equal(),
    encoder: textTransformer({ dropout: 0.2 }),
    optimizer: adamw(),
    schedule: warmUp(cosine(), { steps: 100 }),
    learningRate: 0.002,
    batchSize: 16,
    epochs: sets[set].epochs,
    keep: 'last',
    seed,
  });
  const written = await model.predictRows(test.map(({ source }) => ({ source })));
  const { metrics } = await model.evaluate(dataset.splits.test);
  const found = scores(
    written.map(({ target }) => target),
    test,
  );
  const { parameterCount } = model;
  await model.dispose();
  return { seed, ...found, metrics, parameters: parameterCount };
}

const asked = new Map(process.argv.slice(2).map((argument) => argument.split('=')));
for (const [set, { target, seeds, pairs }] of Object.entries(sets)) {
  if (asked.size > 0 && !asked.has(set)) continue;
  const [{ files }, folder] = [datasets[set], asked.get(set)];
  const { rows } = await datasets[set].load({ seed: 0, ...(folder ? { folder } : files && { download: true }) });
  const isShort = ({ source, target: text }) => wordsOf(source).length <= longest && wordsOf(text).length <= longest;
  const of = (part) => pairs(rows[part]).filter(isShort);
  const parts = { train: of('train'), validation: of('validation'), test: of('test') };
  const runs = [];
  const { user, system } = process.cpuUsage();
  for (let seed = 0; seed < seeds; seed += 1) runs.push(await translated(set, parts, seed));
  const used = process.cpuUsage({ user, system });
  const { test } = parts;
  const result = {
    command: `node tools/measure-translation.mjs ${set}`,
    date: new Date().toISOString().slice(0, 10),
    machine,
    target,
    sentences: { train: parts.train.length, validation: parts.validation.length, test: test.length },
    copy: scores(
      test.map(({ source }) => wordsOf(source).join(' ')),
      test,
    ),
    dictionary: scores(test.map(dictionary(parts.train)), test),
    runs,
    cpuSeconds: Math.round((used.user + used.system) / 1e6 / seeds),
  };
  console.log(set, JSON.stringify(result));
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const sorted = Object.entries({ ...kept, [set]: result }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
