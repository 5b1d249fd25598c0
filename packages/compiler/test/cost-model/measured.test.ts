import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { estimateOf } from '../../src/cost-model/estimate.ts';
import type { Work } from '../../src/cost-model/graph-work.ts';

interface Row {
  readonly workload: string;
  readonly strategy: string;
  readonly nativeMs: number;
  readonly wasmMs: number;
  readonly work: Work;
}

const file = join(import.meta.dirname, '..', '..', '..', '..', 'results', 'bench-engines.json');
const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly Row[] };

/** Which engine the cost model takes. */
function choice({ work }: Pick<Row, 'work'>): 'native' | 'wasm' {
  const { native, wasm } = estimateOf(work, 1);
  return wasm <= native ? 'wasm' : 'native';
}

describe('the choice of auto, over the steps that were measured', () => {
  it.each(rows)('is at most 1.1 times as slow as the better engine: $workload, $strategy', (row) => {
    const taken = choice(row) === 'wasm' ? row.wasmMs : row.nativeMs;
    expect(taken).toBeLessThanOrEqual(1.1 * Math.min(row.wasmMs, row.nativeMs));
  });

  // Another machine, one with AVX2 only, in milliseconds on wasm and on native.
  const elsewhere = {
    'mlp-small': [1.03, 0.68],
    'mlp-many': [4.45, 2.23],
    'embedding-tabular': [6.1, 4.3],
    lenet: [29.8, 25.6],
    transformer: [91, 46],
    penguins: [0.098, 0.308],
    words: [1.74, 1.59],
  };

  it.each(Object.entries(elsewhere))('is so on another machine too: %s', (workload, [wasm = 0, native = 0]) => {
    const row = rows.find((found) => found.workload === workload && found.strategy === 'equal');
    const taken = row && choice(row) === 'wasm' ? wasm : native;
    expect(row).toBeDefined();
    expect(taken).toBeLessThanOrEqual(1.1 * Math.min(wasm, native));
  });

  it('takes each engine for some of them', () => {
    expect(new Set(rows.map(choice))).toEqual(new Set(['native', 'wasm']));
  });
});
