// Measures what docs/guides/{adult,snips,tagging,task-kinds}.md report beside published figures and plain models: runs examples/NAME.ts once for each seed and writes
// results/published.json; tools/write-published.mjs then makes the tables of it. `node tools/measure-published.mjs snips` measures one.
// The data come from the cache of the data sets, from EQUIPOISE_DATASETS_MIRROR, or are downloaded.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const seedsOf = {
  adult: 5,
  'adult-income': 5,
  'atis-tagging': 3,
  'churn-survival': 3,
  'ewt-tagging': 3,
  'hours-ranking': 3,
  snips: 3,
  'twemoji-masks': 3,
};
const file = join(root, 'results', 'published.json');
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };

/** What an example prints as its last line, and the processor time that it took. */
function measure(name, seed) {
  const code = readFileSync(join(root, 'examples', `${name}.ts`), 'utf8');
  const timed = `${code}\nconsole.log(JSON.stringify(process.cpuUsage()));\n`;
  const { outputText } = ts.transpileModule(timed, { compilerOptions });
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', outputText], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SEED: String(seed) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [metrics, { user, system }] = printed
    .trim()
    .split('\n')
    .slice(-2)
    .map((line) => JSON.parse(line));
  return { seed, metrics, cpuSeconds: Math.round((user + system) / 1e6) };
}

const asked = process.argv.slice(2);
for (const [name, seeds] of Object.entries(seedsOf)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const runs = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    runs.push(measure(name, seed));
    console.log(name, JSON.stringify(runs.at(-1)));
  }
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  kept[name] = {
    command: `node tools/measure-published.mjs ${name}`,
    date: new Date().toISOString().slice(0, 10),
    machine,
    runs,
  };
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}
