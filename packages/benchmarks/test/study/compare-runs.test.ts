import { describe, expect, it } from 'vitest';

import { welchTTest } from '../../src/statistics/welch-t-test.ts';
import { compareRuns } from '../../src/study/compare-runs.ts';
import { studyChanges } from '../../src/study/study-changes.ts';
import { partText } from '../../src/trials/part-config.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';

/** Accuracies around 0.5 and errors around 1, with a gain that the second run has over the first. */
function metrics(gain: number) {
  return ({ seed, tasks, strategy }: TrialConfig): TrialResult['test'] => {
    const own = tasks.length > 1 && strategy === 'equal' ? gain + seed / 1000 : 0;
    const all = { digit: { accuracy: 0.5 + seed / 100 + own }, size: { rmse: 1 + seed / 10, mae: 1, r2: 0.5 } };
    return Object.fromEntries(tasks.map((task) => [task, all[task as 'digit' | 'size']]));
  };
}

const a = madeUpResults(smallStudy({ seeds: 4 }), metrics(0));

describe('compareRuns', () => {
  it('pairs trials of one seed and one test split, and corrects over all differences', () => {
    const b = madeUpResults(smallStudy({ seeds: 4 }), metrics(0.05));
    const { differences, studies, only } = compareRuns([a], [b]);
    expect([studies, only]).toEqual([[{ dataset: 'penguins', settings: [] }], { a: [], b: [] }]);
    expect(differences.map(({ task, strategy }) => `${task}, ${strategy}`)).toEqual([
      'digit, single-task',
      'digit, equal',
      'digit, gradnorm',
      'size, single-task',
      'size, equal',
      'size, gradnorm',
    ]);
    const equal = differences.find(({ task, strategy }) => task === 'digit' && strategy === 'equal');
    // The mean of the first run is 0.5165 (its own gain grows by 0.001 a seed); every seed gains 0.05.
    expect(equal?.change.mean).toBeCloseTo(5 / 0.5165, 9);
    expect([equal?.pairing, equal?.seeds]).toEqual(['paired', [4, 4]]);
    // Nothing else differs at all: no spread, nothing known.
    expect(differences.filter((each) => each !== equal).map(({ verdict }) => verdict)).toEqual(
      Array(5).fill('unclear'),
    );
  });

  it('says what is clearly better and worse, also where less is better', () => {
    const worse = madeUpResults(smallStudy({ seeds: 4 }), (config) => {
      const found = metrics(0)(config);
      const rmse = (found.size?.rmse ?? 0) + 0.5 + config.seed / 100;
      return config.tasks.includes('size') ? { ...found, size: { ...found.size, rmse } } : found;
    });
    const verdicts = (first: typeof a, second: typeof a) =>
      compareRuns([first], [second])
        .differences.filter(({ task }) => task === 'size')
        .map(({ verdict, change }) => [verdict, Math.sign(change.mean)]);
    expect(verdicts(a, worse)).toEqual(Array(3).fill(['worse', -1]));
    expect(verdicts(worse, a)).toEqual(Array(3).fill(['better', 1]));
  });

  it('compares as wholes what was not tested on the same rows, by Welch’s test', () => {
    const other = madeUpResults(smallStudy({ seeds: 3 }), metrics(0.05));
    const elsewhere = (trials: readonly TrialResult[]) =>
      trials.map((trial) => ({ ...trial, examples: { ...trial.examples, testSplit: 'another' } }));
    const b = { ...other, of: (arm: (typeof a.study.arms)[number]) => elsewhere(other.of(arm)) };
    const { differences } = compareRuns([a], [b]);
    const equal = differences.find(({ task, strategy }) => task === 'digit' && strategy === 'equal');
    expect([equal?.pairing, equal?.seeds]).toEqual(['unpaired', [4, 3]]);
    const values = (gain: number, seeds: number) =>
      Array.from({ length: seeds }, (_, seed) => (100 * (0.5 + gain + seed * 0.011)) / 0.5165);
    const welch = welchTTest({ values: values(0.05, 3) }, { values: values(0, 4) });
    expect(equal?.p).toBeCloseTo(welch.p, 9);
    expect(equal?.change.low).toBeCloseTo(welch.interval.low, 6);
  });

  it('refuses runs that have no task in common, and tells of data sets that one of them has', () => {
    const words = madeUpResults(smallStudy({ dataset: 'words' }), metrics(0));
    expect(() => compareRuns([a], [words])).toThrow(
      'compare-runs: the two runs have no task in common: A holds penguins, B holds words.',
    );
    expect(compareRuns([a, words], [a]).only).toEqual({ a: ['words'], b: [] });
  });
});

describe('studyChanges', () => {
  it('names each setting that differs, with parts as the command line takes them', () => {
    const { training } = smallStudy();
    const encoder = { ...training.encoder, options: { ...training.encoder.options, hidden: [8] } };
    const changed = smallStudy({
      seeds: 3,
      training: { ...training, learningRate: 0.1, encoder },
      arms: [{ name: 'equal', strategy: 'equal' }],
      splitSeed: 4,
    });
    expect(studyChanges(smallStudy(), changed)).toEqual([
      { setting: 'seeds', a: '2', b: '3' },
      { setting: 'training.encoder', a: partText(training.encoder), b: partText(encoder) },
      { setting: 'training.learningRate', a: '0.01', b: '0.1' },
      { setting: 'arms.gradnorm.strategy', a: 'gradnorm(alpha=0.5)' },
      { setting: 'splitSeed', b: '4' },
    ]);
    expect(studyChanges(smallStudy(), smallStudy({ diagnoseEvery: 50 }))).toEqual([]);
  });
});
