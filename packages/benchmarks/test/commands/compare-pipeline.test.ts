import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const short = ['compare', '--dataset', 'penguins', '--seeds', '1', '--epochs', '2', '--jobs', '1'];

describe('equipoise compare with pipelines', () => {
  it('trains with strategies made of parts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'equipoise-'));
    const pipelines = ['log+uncertainty+cagrad', 'ratio+dwa+mgda(normalization=l2)+smoothing=0.9+period=4+clip=1'];
    try {
      const list = ['--strategies', pipelines.join(), '--out', folder, '--json'];
      const { code, stdout } = await equipoise(...short, ...list);
      const { strategies } = JSON.parse(stdout) as { strategies: Record<string, { deltaM: { perTask: number } }> };
      expect([code, Object.keys(strategies)]).toEqual([0, pipelines]);
      for (const { deltaM } of Object.values(strategies)) expect(Number.isFinite(deltaM.perTask)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['log+upgard', '(did you mean upgrad?)'],
    ['cagrad+dwa', 'cagrad+dwa: option `aggregation` must be a strategy that looks at the Gramian only'],
    ['mgda+clip=0', 'pipeline: option `clip` must be a number above 0, received 0.'],
  ])('says in one sentence what is wrong with %s', async (strategy, message) => {
    const { code, stderr } = await equipoise(...short, '--strategies', strategy);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
