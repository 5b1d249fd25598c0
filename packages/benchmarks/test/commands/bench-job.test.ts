import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { python, reason } from '../support/pytorch.ts';

interface Answer {
  readonly rows: readonly {
    readonly dataset: string;
    readonly trials: number;
    readonly ours: readonly number[];
    readonly peer: readonly number[];
    readonly ratio: number;
    readonly tasks: readonly { readonly task: string; readonly ours: number; readonly peer: number }[];
  }[];
}

describe('equipoise bench job', () => {
  it.skipIf(python === undefined)(`makes all trials here and in PyTorch, which learns as much${reason}`, async () => {
    const { code, stdout } = await equipoise('bench', 'job', '--dataset', 'penguins', '--seeds', '1', '--json');
    expect(code).toBe(0);
    const [row] = (JSON.parse(stdout) as Answer).rows;
    expect(row).toMatchObject({ dataset: 'penguins', trials: 8 });
    expect(row?.ratio).toBeCloseTo((row?.ours[0] ?? Number.NaN) / (row?.peer[0] ?? Number.NaN), 9);
    const of = (task: string) => row?.tasks.find((own) => own.task === task);
    for (const task of ['species', 'sex']) {
      expect(Math.abs((of(task)?.ours ?? 0) - (of(task)?.peer ?? 1))).toBeLessThan(0.15); // Accuracies on 67 rows.
    }
    // Of grams: the deviation of the labels is 800, and both sides are far below it.
    for (const rmse of [of('body-mass')?.ours, of('body-mass')?.peer]) {
      expect(rmse).toBeGreaterThan(200);
      expect(rmse).toBeLessThan(500);
    }
  });

  it('measures nothing without PyTorch, and says how to install it', async () => {
    const { code, stdout, stderr } = await equipoise('bench', 'job', '--python', '/no/python');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^--peer pytorch: no Python that can import torch was found .*apt-get install.*\n$/);
  });

  it('refuses a data set that the profile does not have', async () => {
    const { code, stderr } = await equipoise('bench', 'job', '--dataset', 'gradnorm-toy');
    expect([code, stderr]).toEqual([
      2,
      'bench job: option `dataset` must be of multi-mnist, words, penguins, received "gradnorm-toy".\n',
    ]);
  });
});
