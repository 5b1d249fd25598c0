import { cards } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { type BenchStrategiesArguments, runBenchStrategies } from '../../src/commands/run-bench-strategies.ts';
import { equipoise } from '../support/equipoise.ts';

const answer = z.strictObject({
  machine: z.object({ cpu: z.string(), node: z.string() }),
  rows: z.array(
    z.strictObject({
      workload: z.string(),
      strategy: z.string(),
      needs: z.string(),
      tasks: z.number(),
      engine: z.enum(['native', 'wasm']),
      threads: z.number(),
      ms: z.number().positive(),
      equalMs: z.number().positive(),
      ratio: z.number().positive(),
      published: z.number().nullable(),
      weighUs: z.number().nullable(),
      weighShare: z.number().nullable(),
      cores: z.number().positive(),
      growth: z.number().positive(),
    }),
  ),
});

const brief = ['--rounds', '1', '--steps', '2', '--warm-up', '1'];

async function measured(...args: readonly string[]): Promise<z.infer<typeof answer>['rows']> {
  const { code, stdout } = await equipoise('bench', 'strategies', ...args, ...brief, '--json');
  expect(code).toBe(0);
  return answer.parse(JSON.parse(stdout)).rows;
}

describe('equipoise bench strategies', () => {
  it('prints one object with a row for each strategy and number of tasks, beside the published', async () => {
    const rows = await measured('--tasks', '8,2', '--strategies', 'equal,pcgrad(seed=1),graddrop');
    expect(rows.map(({ strategy, tasks, published, needs }) => [strategy, tasks, published, needs])).toEqual([
      ['equal', 2, null, 'nothing'],
      ['pcgrad(seed=1)', 2, 1.5, 'gramian'],
      ['graddrop', 2, null, 'jacobian'],
      ['equal', 8, null, 'nothing'],
      ['pcgrad(seed=1)', 8, null, 'gramian'],
      ['graddrop', 8, null, 'jacobian'],
    ]);
    for (const { ms, equalMs, ratio, tasks, growth, strategy, weighUs, weighShare } of rows) {
      expect(ratio).toBeCloseTo(ms / equalMs, 12); // Of one round.
      if (tasks === 2) expect(growth).toBe(1);
      if (strategy === 'graddrop')
        expect([weighUs, weighShare]).toEqual([null, null]); // Its rule is in the graph.
      else expect(weighShare).toBeCloseTo((weighUs ?? Number.NaN) / 1000 / ms, 12);
    }
  });

  it('measures every strategy of the registry', async () => {
    const rows = await measured('--tasks', '2');
    expect(rows.map(({ strategy, needs }) => [strategy, needs])).toEqual(
      Object.entries(cards).map(([name, card]) => [name, card.needs]),
    );
  });

  it('prints a table for each number of tasks', async () => {
    const { code, stdout } = await equipoise('bench', 'strategies', '--tasks', '2,3', '--strategies', 'famo', ...brief);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^2 tasks +looks at +ms +× equal +published .*\nfamo +losses .* 1\.18 .*\n\n3 tasks .*\nfamo .* 1\.19 /,
    );
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('refuses an invalid number of tasks in one sentence', async () => {
    const { code, stdout, stderr } = await equipoise('bench', 'strategies', '--tasks', '2,x');
    expect(stderr).toMatch(/--tasks.*2,x.*whole number of at least 1/);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });

  it.each<[string, Partial<BenchStrategiesArguments>, RegExp]>([
    ['tasks that a workload cannot have', { workload: 'lenet', tasks: [3] }, /`tasks` .*lenet, which has 2/],
    ['a strategy that is none', { strategies: 'upgrd' }, /did you mean upgrad\?/],
  ])('refuses %s before anything is measured', async (_, args, sentence) => {
    const usual = { workload: 'mlp-small', strategies: 'all', tasks: [2], engine: 'auto', threads: 1 } as const;
    await expect(runBenchStrategies({ ...usual, steps: 1, warmUp: 1, rounds: 1, ...args })).rejects.toThrow(sentence);
  });
});
