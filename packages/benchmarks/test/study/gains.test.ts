import { describe, expect, it } from 'vitest';

import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { gainsOf, gainsOver } from '../../src/study/gains.ts';
import { overallAnswer } from '../../src/study/overall-answer.ts';
import { overallText } from '../../src/terminal/overall-text.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';
import { plainScreen } from '../support/plain-screen.ts';

/** Alone: accuracy 0.8 and 0.9, errors 2 and 1. Equal: accuracy and errors halved. GradNorm: as alone. */
function halved({ seed, tasks, strategy }: TrialConfig): TrialResult['test'] {
  const digit = { accuracy: seed === 0 ? 0.8 : 0.9 };
  const size = { rmse: 2, mae: 1, r2: -3 };
  if (tasks.length === 1) return tasks[0] === 'digit' ? { digit } : { size };
  if (strategy === 'equal') return { digit: { accuracy: digit.accuracy / 2 }, size: { rmse: 1, mae: 0.5, r2: 0.5 } };
  return { digit, size };
}

/** Alone: accuracy 0.5, errors 2. Equal: errors 1 with seed 0, 1.5 with seed 1. */
function shrunk({ seed, tasks, strategy }: TrialConfig): TrialResult['test'] {
  const error = tasks.length > 1 && strategy === 'equal' ? 1 + seed / 2 : 2;
  const [digit, size] = [{ accuracy: 0.5 }, { rmse: error, mae: error, r2: 0 }];
  if (tasks.length > 1) return { digit, size };
  return tasks[0] === 'digit' ? { digit } : { size };
}

const first = madeUpResults(smallStudy(), halved);
const second = madeUpResults(smallStudy({ dataset: 'words' }), shrunk);

/** Of two values the interval reaches t(0.975, 1) = 12.7062 times half of their distance to either side of their mean. */
const t = 12.7062;

describe('gainsOf', () => {
  it('gives Δm per task with an interval over the seeds', () => {
    // Of the mean accuracy 0.85: 0.45 and 0.4 are −47.0588 % and −52.9412 %; errors +50 %. Δm: +1.4706 and −1.4706.
    const [equal] = gainsOf(first);
    expect(equal?.change.mean).toBeCloseTo(0, 9);
    expect(equal?.change.low).toBeCloseTo(-t * 1.470588, 3);
    expect(equal?.change.high).toBeCloseTo(t * 1.470588, 3);
    expect([equal?.strategy, equal?.verdict]).toEqual(['equal', 'unclear']);
  });

  it('agrees with the Δm per task of the comparison', () => {
    for (const results of [first, second]) {
      const { strategies } = compareResults(results);
      for (const { strategy, change } of gainsOf(results)) {
        expect(change.mean).toBeCloseTo(strategies[strategy]?.deltaM.perTask ?? Number.NaN, 9);
      }
    }
  });

  it('counts the tasks that a strategy helped and hurt', () => {
    const better = madeUpResults(smallStudy({ seeds: 3 }), ({ seed, tasks }) => {
      const digit = { accuracy: (0.5 + seed / 100) * (tasks.length > 1 ? 1.1 : 1) };
      const size = { rmse: (1 + seed / 100) * (tasks.length > 1 ? 1.1 : 1), mae: 1, r2: 0 };
      if (tasks.length > 1) return { digit, size };
      return tasks[0] === 'digit' ? { digit } : { size };
    });
    expect(gainsOf(better)[0]?.tasks).toEqual({ helped: 1, hurt: 1, unclear: 0 });
  });
});

describe('gainsOver', () => {
  it('takes the mean over data sets for each seed, and the interval over the seeds', () => {
    // Second data set: errors +50 % and +25 %, accuracy 0 %, so 25 and 12.5. Means: 13.2353 and 5.5147.
    const [equal] = gainsOver([first, second]);
    expect(equal?.change.mean).toBeCloseTo(9.375, 6);
    expect(equal?.change.high).toBeCloseTo(9.375 + (t * (13.2353 - 5.5147)) / 2, 2);
  });

  it('has only strategies that every data set has', () => {
    const fewer = madeUpResults(smallStudy({ arms: [{ name: 'equal', strategy: 'equal' }] }), shrunk);
    expect(gainsOver([first, fewer]).map(({ strategy }) => strategy)).toEqual(['equal']);
  });
});

describe('overallAnswer', () => {
  it('says how many tasks sharing helped and hurt, and by how much on average', () => {
    const { sentences } = overallAnswer([first, second]);
    expect(sentences[0]).toMatch(
      /with equal weights, helped \d of 4 tasks, hurt \d, and made no clear difference to \d\./,
    );
    expect(sentences[1]).toMatch(
      /^The mean change over the tasks of 2 data sets \(Δm\) is \+9\.4 % \(95 % interval −39\.\d % to/,
    );
    expect(sentences[2]).toBe('No other strategy was better on the validation splits.');
  });

  it('says that one seed cannot be tested, and names no gain clear', () => {
    const text = overallAnswer([madeUpResults(smallStudy({ seeds: 1 }), shrunk)]).sentences.join(' ');
    expect(text).toContain('helped 0 of 2 tasks, hurt 0, and made no clear difference to 2.');
    expect(text).toContain('is +25.0 % (one seed: no interval).');
    expect(text).toContain('One seed cannot be tested');
  });

  it('is printed as a table with a column for each data set and one for all', () => {
    const lines = overallText([first, second], plainScreen).split('\n');
    expect(lines[3]).toMatch(/^ +penguins +words +all data sets$/);
    expect(lines[4]).toMatch(/^equal +0\.0 % +\+18\.8 % +\+9\.4 %$/);
  });
});
