import { describe, expect, it } from 'vitest';

import { decide } from '../../src/recommend/decide.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';

const arms = [
  { name: 'equal', strategy: 'equal' },
  { name: 'fixed', strategy: 'fixed' },
  { name: 'adaptive', strategy: 'uncertainty' },
];

/** Errors of 100 alone, and of as many percent less with each strategy, with a spread over the seeds of its own for each strategy. */
function resultsOf(gains: Readonly<Record<string, number>>, spread = 0.1) {
  const metrics = ({ seed, tasks, strategy }: TrialConfig): TrialResult['test'] => {
    const noise = spread * ([1, -1, 2, -2, 0][(seed + strategy.length) % 5] ?? 0);
    const rmse = 100 - (tasks.length > 1 ? (gains[strategy] ?? 0) + noise : 0);
    return Object.fromEntries(tasks.map((task) => [task, { rmse }]));
  };
  const tasks = ['a', 'b'].map((name) => ({ name, metrics: [{ name: 'rmse', higherIsBetter: false }] }));
  return madeUpResults(smallStudy({ tasks, arms, seeds: 5 }), metrics);
}

describe('the decision of a recommendation', () => {
  it('takes separate models where nothing beats them', () => {
    expect(decide(resultsOf({}, 1)).chosen.name).toBe('separate');
  });

  it('takes the simplest way that is not beaten, though others have a better mean', () => {
    const gains = { equal: 20, fixed: 20.05, uncertainty: 20.02 };
    expect(decide(resultsOf(gains, 0.5)).chosen.name).toBe('equal');
  });

  it('takes an adaptive strategy only where it beats all that is simpler', () => {
    expect(decide(resultsOf({ equal: 5, fixed: 6, uncertainty: 20 })).chosen.name).toBe('adaptive');
    expect(decide(resultsOf({ equal: 19.9, fixed: 6, uncertainty: 20 })).chosen.name).toBe('equal');
  });

  it('never takes what is worse than separate models, however few models that is', () => {
    const gains = { equal: -20, fixed: -20, uncertainty: -20 };
    for (const prefer of ['simple', 'cost'] as const) {
      expect(decide(resultsOf(gains), prefer).chosen.name).toBe('separate');
    }
  });

  it('prefers one model where cost comes first and nothing is shown to be better', () => {
    expect(decide(resultsOf({}, 1), 'cost').chosen.name).toBe('equal');
    expect(decide(resultsOf({}, 1), 'cost').ordered.map(({ name }) => name)).toEqual([
      'equal',
      'fixed',
      'adaptive',
      'separate',
    ]);
  });
});
