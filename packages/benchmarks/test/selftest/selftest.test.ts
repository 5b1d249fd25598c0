import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { loadWorld } from '../../src/selftest/known-truth.ts';
import { scoringRule } from '../../src/selftest/score.ts';
import { selftest, type SelftestOptions, selftestTrials } from '../../src/selftest/selftest.ts';
import { selftestText } from '../../src/selftest/selftest-text.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { plainScreen } from '../support/plain-screen.ts';

const small = { sets: ['few-labels'], truthWorlds: 3, studies: 2, seeds: 2 } as const;

/** A self-test of short trainings, so that the test is one too. */
const options = (trained: string[] = []): SelftestOptions => ({
  ...small,
  sideBySide: 1,
  execute: async (config) => {
    trained.push(`${config.dataset} ${config.seed} ${config.tasks.join('+')}`);
    return await executeTrial({ ...config, epochs: 3 }, { load: loadWorld });
  },
});

describe('selftest', () => {
  it('measures the truth on other worlds than the studies, and scores every verdict once', async () => {
    const trained: string[] = [];
    const sets = await selftest(options(trained));
    expect(new Set(trained).size).toBe(await selftestTrials(small));
    const worldOf = (name: string): number => Number(/world=(\d+)/.exec(name)?.[1]);
    expect([...new Set(trained.map(worldOf))].sort((a, b) => a - b)).toEqual([0, 1, 1000, 1001, 1002]);
    const [set] = sets;
    for (const tasks of [set?.oneModel, set?.ownEpoch]) {
      expect(tasks?.map(({ task }) => task)).toEqual(['a1', 'a2']);
      for (const { scores, change, visible } of tasks ?? []) {
        expect(scores.right + scores.unclear + scores.wrong).toBe(2);
        expect(change.low).toBeLessThan(change.high);
        expect(visible).toBeGreaterThan(0);
      }
    }
    const text = selftestText({ ...small, sets, rule: scoringRule }, plainScreen);
    expect(text).toMatch(/^few-labels, a1 +[+−]?\d/m);
    expect(text.replaceAll('\n', ' ')).toContain(
      'A clear verdict is right when it has the direction of the true change',
    );
  });

  it('refuses numbers of which there must be more', async () => {
    await expect(selftest({ ...options(), seeds: 1 })).rejects.toThrow(InvalidOptionError);
    await expect(selftest({ ...options(), truthWorlds: 1 })).rejects.toThrow(/truthWorlds/);
    await expect(selftest({ ...options(), studies: 0 })).rejects.toThrow(/studies/);
  });
});
