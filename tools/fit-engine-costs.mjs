// Fits the cost model by which `auto` chooses an engine: writes packages/compiler/src/cost-model/coefficients.ts from
// results/bench-engines.json, which `node tools/measure-benchmarks.mjs engines` measures; with --check fails when the two differ.
//
// A step's time on an engine is Σ count × nanoseconds over the counts of its work. The nanoseconds are at least 0 and make the sum of
// the squared relative errors smallest, over all measured steps (non-negative least squares, by coordinate descent).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './markdown.mjs';

const target = join(root, 'packages', 'compiler', 'src', 'cost-model', 'coefficients.ts');
const { rows } = JSON.parse(readFileSync(join(root, 'results', 'bench-engines.json'), 'utf8'));
const counts = Object.keys(rows[0].work);

function fit(millisecondsOf) {
  // Each row is divided by its time, so that errors are relative; each column by its length, so that all move alike.
  const raw = rows.map((row) => counts.map((count) => row.work[count] / (millisecondsOf(row) * 1e6)));
  const lengths = counts.map((_, column) => Math.hypot(...raw.map((row) => row[column])) || 1);
  const matrix = raw.map((row) => row.map((value, column) => value / lengths[column]));
  const solution = counts.map(() => 0);
  const rest = rows.map(() => 1);
  for (let sweep = 0; sweep < 100_000; sweep += 1) {
    let moved = 0;
    for (const column of counts.keys()) {
      const gradient = matrix.reduce((sum, row, index) => sum + row[column] * rest[index], 0);
      const change = Math.max(-solution[column], gradient);
      solution[column] += change;
      matrix.forEach((row, index) => {
        rest[index] -= row[column] * change;
      });
      moved = Math.max(moved, Math.abs(change));
    }
    if (moved < 1e-12) break;
  }
  return solution.map((value, column) => Number((value / lengths[column]).toPrecision(3)));
}

function written(values) {
  return counts.map((count, index) => `    ${count}: ${values[index]},`).join('\n');
}

const text = `// Written by tools/fit-engine-costs.mjs from results/bench-engines.json.
import type { Work } from './graph-work.ts';

/** Nanoseconds that each engine takes for one of each thing that a call has to do, with one thread. */
export const nanoseconds: Readonly<Record<'native' | 'wasm', Readonly<Record<keyof Work, number>>>> = {
  native: {
${written(fit(({ nativeMs }) => nativeMs))}
  },
  wasm: {
${written(fit(({ wasmMs }) => wasmMs))}
  },
};
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0);
  console.error(
    'The coefficients of the cost model are not those of results/bench-engines.json: node tools/fit-engine-costs.mjs',
  );
  process.exit(1);
}
writeFileSync(target, text);
