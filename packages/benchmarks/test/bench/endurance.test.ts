import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { measureEndurance } from '../../src/bench/endurance.ts';
import { enduranceText } from '../../src/bench/endurance-text.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';

const options = { strategy: 'equal', engine: 'auto', threads: 1 } as const;

describe('measureEndurance', () => {
  it('makes whole epochs, and compares what lies after the first 100 steps with the end', async () => {
    let last = 0;
    const workload = { ...workloadOf('test', 'mlp-small'), batch: 8 };
    const row = await measureEndurance(workload, { ...options, steps: 205, onStep: (step) => (last = step) });
    expect([row.steps, row.window, last]).toEqual([220, 60, 220]); // Epochs of 20; (220 − 100) / 2.
    expect(row.ratio).toBe(row.lastMs / row.firstMs);
    expect(row.tensors.end).toBe(row.tensors.early);
    expect(row.loss.end).toBeLessThan(1e-4);
  });
});

/** Bytes that the process holds, on the heap and outside, once everything that nobody needs is freed. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a training of 20,000 steps', () => {
  it('holds the history of its steps, and nothing else that grows', async () => {
    const held: number[] = [];
    const workload = { ...workloadOf('test', 'mlp-small'), batch: 8 };
    const onStep = (step: number): void => {
      if (step % 1000 === 0) held.push(heldBytes());
    };
    const { tensors } = await measureEndurance(workload, { ...options, engine: 'wasm', steps: 20_000, onStep });
    expect(tensors.end).toBe(tensors.early);
    // The least of five: what one collection leaves by chance, the next one frees.
    const [early, end] = [Math.min(...held.slice(1, 6)), Math.min(...held.slice(-5))];
    expect(held).toHaveLength(20);
    expect((end - early) / 14_000).toBeLessThan(500); // Bytes a step; the record of a step takes about 260.
  });
});

describe('enduranceText', () => {
  it('prints a table and a sentence', () => {
    const row = {
      workload: 'lenet',
      strategy: 'equal',
      engine: 'wasm',
      threads: 1,
      steps: 2000,
      window: 500,
      firstMs: 2,
      lastMs: 2.5,
      ratio: 1.25,
      peakMemory: { early: 100, end: 101.25 },
      tensors: { early: 3, end: 3 },
      loss: { early: 0.0123, end: 0 },
    };
    expect(enduranceText([row], 100)).toBe(
      [
        'lenet, equal, wasm                                      early    end',
        'ms a step, median of 500 after 100 and of the last 500  2.000  2.500',
        'peak memory, MiB                                        100.0  101.3',
        'tensors held by TensorFlow.js                               3      3',
        'mean loss of the tasks                                  0.012    0.0',
        '',
        'After 2000 steps a step takes 1.25 × what it took at first.',
      ].join('\n'),
    );
  });
});
