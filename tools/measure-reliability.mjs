// Measures what kills, faults, foreign input and long use do to equipoise, and writes results/reliability.json, of which tools/write-reliability.mjs
// makes docs/reliability.md: node tools/measure-reliability.mjs [--only kill-fit,kill-train] [--missing] [--count N] [--out FILE]. Seeded. What is there
// of parts that are not measured stays, so that it may be stopped and go on with --missing. The parts are in packages/benchmarks/test/reliability.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runnerImport } from 'vite';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    missing: { type: 'boolean' },
    count: { type: 'string' },
    out: { type: 'string', default: join(root, 'results', 'reliability.json') },
  },
});
const { module } = await runnerImport(join(root, 'packages', 'benchmarks', 'test', 'reliability', 'parts.ts'), {
  configFile: false,
  logLevel: 'error',
});
const { parts, runPart } = module;
const seed = 19;
const kept = () => (existsSync(values.out) ? JSON.parse(readFileSync(values.out, 'utf8')).parts : []);
const only = values.only?.split(',');
const unknown = only?.find((name) => !parts.some((part) => part.name === name));
if (unknown) throw new Error(`There is no part ${unknown}: there are ${parts.map(({ name }) => name).join(', ')}.`);

for (const part of parts) {
  const isThere = values.missing && kept().some(({ name }) => name === part.name);
  if (isThere || !(only?.includes(part.name) ?? true)) continue;
  const began = performance.now();
  const measured = await runPart(part, { seed, count: Number(values.count ?? part.count) });
  const { name, group, done, must } = part;
  const seconds = Math.round((performance.now() - began) / 1000);
  const date = new Date().toISOString().slice(0, 10);
  const all = [
    ...kept().filter((other) => other.name !== name),
    { name, group, done, must, ...measured, seconds, date },
  ];
  console.log(
    `${name}: ${measured.skipped ?? `${measured.count}, ${measured.failures.length} failures`}, ${seconds} s`,
  );
  for (const failure of measured.failures) console.log(`  ${failure}`);
  const ordered = parts.flatMap((one) => all.find((other) => other.name === one.name) ?? []);
  const results = { command: 'npm run reliability', seed, machine, parts: ordered };
  writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
  if (measured.failures.length > 0) process.exitCode = 1;
}
