import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { equipoise } from '../../support/equipoise.ts';

describe('equipoise bench trajectories', () => {
  it('prints a table, and writes the charts where it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'equipoise-'));
    try {
      const args = ['--problem', 'ewq,cqf', '--strategies', 'upgrad,cagrad(c=0.4),graddrop', '--out', folder];
      const { code, stdout, stderr } = await equipoise('bench', 'trajectories', ...args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^upgrad +5 of 5 +\(0\.06, −0\.04\) at 38/m);
      expect(stdout).toContain('cagrad(c=0.4)');
      expect(stdout).toContain('graddrop: has a gradient transform, which needs a model to train.');
      expect(readFileSync(join(folder, 'trajectories.html'), 'utf8').match(/<svg role="img" /g)).toHaveLength(2 * 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('prints one JSON object with every strategy, those that refuse the losses included', async () => {
    const { code, stdout } = await equipoise(
      'bench',
      'trajectories',
      '--problem',
      'ewq',
      '--strategies',
      'all',
      '--spread',
      '2',
      '--json',
    );
    const { problems } = JSON.parse(stdout) as {
      problems: {
        name: string;
        steps: number;
        strategies: { trajectories: { arrivals: unknown[] }[]; refusal?: string }[];
      }[];
    };
    expect(code).toBe(0);
    expect(problems).toMatchObject([{ name: 'ewq', steps: 50 }]);
    for (const { trajectories, refusal } of problems[0]?.strategies ?? []) {
      if (refusal !== undefined) continue;
      expect(trajectories).toHaveLength(5);
      for (const { arrivals } of trajectories) expect(arrivals).toHaveLength(2);
    }
  });

  it.each([
    ['a problem', ['--problem', 'parabola'], 'option `problem` must be all, or of toy, toy-uneven, ewq, cqf, hqf'],
    ['a strategy', ['--problem', 'ewq', '--strategies', 'upgard'], '(did you mean upgrad?)'],
    ['no strategy', ['--problem', 'ewq', '--strategies', ','], 'option `strategies` must be at least one strategy'],
    ['no steps', ['--steps', '0'], 'It must be a whole number of at least 1.'],
    ['half a place', ['--spread', '0.5'], 'It must be a whole number of at least 1.'],
  ])('says in one sentence what is wrong with %s', async (_, args, message) => {
    const { code, stdout, stderr } = await equipoise('bench', 'trajectories', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
