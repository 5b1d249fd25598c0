import { DataError } from '@equipoise/core';

import { holm } from '../statistics/holm.ts';
import { type ArmVerdict, pairedChanges, verdictAt } from '../statistics/judge.ts';
import type { Interval } from '../statistics/paired-interval.ts';
import { correctedInterval, pairedTTest } from '../statistics/paired-t-test.ts';
import { mean, summarise, type Summary } from '../statistics/summary.ts';
import { welchTTest } from '../statistics/welch-t-test.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { overlapOf } from './overlap-of.ts';
import { mainMetric, type StudyMetric } from './study.ts';
import { type SettingChange, studyChanges } from './study-changes.ts';
import { type StudyResults, testMetric } from './study-results.ts';

/** How one task under one arm differs between two runs. */
export interface RunDifference {
  /** The data set. */
  readonly dataset: string;
  /** The task. */
  readonly task: string;
  /** Its main metric in the first run. */
  readonly metric: string;
  /** Whether more of it is better. */
  readonly higherIsBetter: boolean;
  /** The arm; `single-task` for the model of the task alone. */
  readonly strategy: string;
  /** The metric in the first run over the seeds that are compared. */
  readonly a: Summary;
  /** The metric in the second run over the seeds that are compared. */
  readonly b: Summary;
  /** Whether trials of one seed and one test split are compared, or the two runs as wholes. */
  readonly pairing: 'paired' | 'unpaired';
  /** How many seeds of each run are compared. */
  readonly seeds: readonly [a: number, b: number];
  /** The change from the first run to the second in percent of the first; positive is better. With its 95 % confidence interval, corrected for splits of the same rows. */
  readonly change: Interval;
  /** p of the corrected t test, or of Welch's where the runs are not paired. */
  readonly p: number;
  /** p after Holm's adjustment over all differences of the two runs. */
  readonly adjustedP: number;
  /** What may be said of the second run, with one false word in twenty such comparisons at most. */
  readonly verdict: ArmVerdict;
}

/** What differs in how a data set was studied. */
export interface StudyDifference {
  /** The data set. */
  readonly dataset: string;
  /** The settings that differ. */
  readonly settings: readonly SettingChange[];
}

/** Two runs side by side. */
export interface RunsComparison {
  /** What changed, for each data set that both have. */
  readonly studies: readonly StudyDifference[];
  /** How results differ: every task under every arm that both runs have. */
  readonly differences: readonly RunDifference[];
  /** The data sets that only one run has. */
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
}

/**
 * Compares two runs, task by task and arm by arm. Where both have trials of one seed on the same test rows these are paired; otherwise the runs
 * are compared as wholes by Welch's test. All differences are one family of questions.
 *
 * @param a - The results of the first run.
 * @param b - The results of the second run.
 * @throws {@link @equipoise/core!DataError} when the runs have no task of a data set in common.
 */
export function compareRuns(a: readonly StudyResults[], b: readonly StudyResults[]): RunsComparison {
  const names = (runs: readonly StudyResults[]): readonly string[] => runs.map(({ study }) => study.dataset);
  const both = a.flatMap((first) => {
    const second = b.find(({ study }) => study.dataset === first.study.dataset);
    return second ? [{ first, second }] : [];
  });
  const found = both.flatMap(({ first, second }) => differencesOf(first, second));
  if (found.length === 0) {
    const [listA, listB] = [a, b].map((runs) => names(runs).join(', '));
    throw new DataError(`compare-runs: the two runs have no task in common: A holds ${listA}, B holds ${listB}.`);
  }
  const adjusted = holm(found.map(({ p }) => p));
  return {
    studies: both.map(({ first, second }) => ({
      dataset: first.study.dataset,
      settings: studyChanges(first.study, second.study),
    })),
    differences: found.map((difference, index) => {
      const adjustedP = adjusted[index] ?? Number.NaN;
      const verdict = verdictAt(adjustedP, { level: 0.05, estimate: difference.change.mean });
      return { ...difference, adjustedP, verdict };
    }),
    only: {
      a: names(a).filter((name) => !names(b).includes(name)),
      b: names(b).filter((name) => !names(a).includes(name)),
    },
  };
}

type Unjudged = Omit<RunDifference, 'adjustedP' | 'verdict'>;

function differencesOf(first: StudyResults, second: StudyResults): readonly Unjudged[] {
  const testRatio = Math.max(overlapOf(first).testRatio, overlapOf(second).testRatio);
  return first.study.tasks.flatMap((task) => {
    if (!second.study.tasks.some(({ name }) => name === task.name)) return [];
    const arms = first.study.arms.flatMap((arm) => {
      const other = second.study.arms.find(({ name }) => name === arm.name);
      return other ? [{ strategy: arm.name, trials: [first.of(arm), second.of(other)] as const }] : [];
    });
    const alone = {
      strategy: 'single-task',
      trials: [first.baseline(task.name), second.baseline(task.name)] as const,
    };
    const metric = mainMetric(task);
    return [alone, ...arms].map(({ strategy, trials }) => ({
      dataset: first.study.dataset,
      task: task.name,
      metric: metric.name,
      higherIsBetter: metric.higherIsBetter,
      strategy,
      ...differenceOf(trials, { task: task.name, metric, testRatio }),
    }));
  });
}

interface Where {
  readonly task: string;
  readonly metric: StudyMetric;
  readonly testRatio: number;
}

function differenceOf(
  [a, b]: readonly [readonly TrialResult[], readonly TrialResult[]],
  { task, metric, testRatio }: Where,
): Pick<Unjudged, 'a' | 'b' | 'pairing' | 'seeds' | 'change' | 'p'> {
  const read = (trials: readonly TrialResult[]): readonly number[] => testMetric(trials, { task, metric: metric.name });
  const pairs = a.flatMap((one) => {
    const other = b.find((trial) => sameTest(one, trial));
    return other ? [[one, other] as const] : [];
  });
  if (pairs.length > 0) {
    const [before, after] = [read(pairs.map(([one]) => one)), read(pairs.map(([, other]) => other))];
    const changes = pairedChanges({ values: after, baseline: before, higherIsBetter: metric.higherIsBetter });
    return {
      a: summarise(before),
      b: summarise(after),
      pairing: 'paired',
      seeds: [pairs.length, pairs.length],
      change: correctedInterval(changes, { testRatio }),
      p: pairedTTest(changes, { testRatio }).p,
    };
  }
  const [before, after] = [read(a), read(b)];
  const scale = (100 * (metric.higherIsBetter ? 1 : -1)) / Math.abs(mean(before));
  const scaled = (values: readonly number[]) => ({ values: values.map((value) => scale * value), testRatio });
  const { interval, p } = welchTTest(scaled(after), scaled(before));
  return {
    a: summarise(before),
    b: summarise(after),
    pairing: 'unpaired',
    seeds: [a.length, b.length],
    change: interval,
    p,
  };
}

function sameTest(one: TrialResult, other: TrialResult): boolean {
  return one.config.seed === other.config.seed && one.examples.testSplit === other.examples.testSplit;
}
