import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { type BenchEnduranceArguments, runBenchEndurance } from '../../src/commands/run-bench-endurance.ts';
import { equipoise } from '../support/equipoise.ts';

const beginningAndEnd = z.strictObject({ early: z.number(), end: z.number() });
const answer = z.strictObject({
  machine: z.object({ cpu: z.string(), node: z.string() }),
  rows: z.tuple([
    z.strictObject({
      workload: z.string(),
      strategy: z.string(),
      engine: z.enum(['native', 'wasm']),
      threads: z.number(),
      steps: z.number(),
      window: z.number(),
      firstMs: z.number(),
      lastMs: z.number(),
      ratio: z.number(),
      peakMemory: beginningAndEnd,
      tensors: beginningAndEnd,
      loss: beginningAndEnd,
    }),
  ]),
});

describe('equipoise bench endurance', () => {
  it('prints one object: the last steps beside the first, memory and tensors', async () => {
    const { code, stdout } = await equipoise('bench', 'endurance', '--steps', '1200', '--json');
    expect(code).toBe(0);
    const [row] = answer.parse(JSON.parse(stdout)).rows;
    expect(row).toMatchObject({ workload: 'mlp-small', strategy: 'equal', threads: 1, steps: 1200, window: 500 });
    expect(row.ratio).toBeCloseTo(row.lastMs / row.firstMs, 12);
    expect(row.tensors.end).toBe(row.tensors.early);
    expect(row.peakMemory.end).toBeGreaterThanOrEqual(row.peakMemory.early);
    expect(row.loss.end).toBeLessThan(1e-30); // So certain that a gradient is no normal number any more.
  });

  it('prints a table without --json', async () => {
    const { code, stdout } = await equipoise('bench', 'endurance', '--steps', '200');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^mlp-small, equal, (native|wasm) +early +end\n/)]);
    expect(stdout).toMatch(/After 200 steps a step takes \d+\.\d\d × what it took at first\.\n$/);
  });

  it('measures each of several strategies in a process of its own', async () => {
    const { code, stdout } = await equipoise(
      'bench',
      'endurance',
      '--steps',
      '200',
      '--strategies',
      'equal,famo',
      '--json',
    );
    const { rows } = z
      .object({ rows: z.array(z.object({ strategy: z.string(), steps: z.number() })) })
      .parse(JSON.parse(stdout));
    expect([code, rows]).toEqual([0, ['equal', 'famo'].map((strategy) => ({ strategy, steps: 200 }))]);
  });

  it.each<[string, Partial<BenchEnduranceArguments>, RegExp]>([
    ['a workload that is none', { workload: 'lnet' }, /`workload` .*did you mean lenet\?/],
    ['a strategy that is none', { strategies: 'equel' }, /did you mean equal\?/],
    ['too few steps to compare', { steps: 199 }, /`steps` must be at least 200, received 199/],
  ])('refuses %s before anything is trained', async (_, args, sentence) => {
    const usual = { workload: 'mlp-small', strategies: 'equal', engine: 'auto', threads: 1, steps: 200 } as const;
    await expect(runBenchEndurance({ ...usual, ...args })).rejects.toThrow(sentence);
  });
});
