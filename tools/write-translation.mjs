// Writes the table of docs/guides/translation.md from results/translation.json; with --check fails when it differs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { mean } from '@equipoise/benchmarks';
import { format, resolveConfig } from 'prettier';

import { fillBlock, root, table } from './markdown.mjs';

const file = join(root, 'results', 'translation.json');
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const names = { de: 'German', es: 'Spanish' };

const rowOf = ([name, { target, sentences, copy, dictionary, runs }]) => {
  const pair = (bleu, chrf) => `${bleu.toFixed(1)} / ${chrf.toFixed(1)}`;
  const of = (metric) => mean(runs.map((run) => run[metric]));
  const range = runs.length > 1 ? `${runs.length} seeds` : '1 seed';
  return [
    `${name}, into ${names[target]} (${range})`,
    `${sentences.train} / ${sentences.test}`,
    pair(copy.bleu, copy.chrf),
    pair(dictionary.bleu, dictionary.chrf),
    `**${pair(of('bleu'), of('chrf'))}**`,
  ];
};

const header = ['BLEU / chrF on the test sentences', 'pairs: train / test', 'copy', 'dictionary', 'translator'];
const said = Object.values(results).map(
  ({ command, date, cpuSeconds }) => `\`${command}\`, ${date}: ${cpuSeconds} s of processor time a seed`,
);
const machines = new Set(Object.values(results).map(({ machine }) => machine));
const measured = `${table(header, Object.entries(results).map(rowOf))}\n\nMeasured by ${said.join('; ')}. ${[...machines].join('; ')}.`;
const content = machines.size > 0 ? measured : 'No results have been committed yet.';
const page = join(root, 'docs', 'guides', 'translation.md');
const options = { ...(await resolveConfig(page)), parser: 'markdown' };
fillBlock(page, '<!-- translation:begin -->', '<!-- translation:end -->', await format(content, options));
