import type { Interval, Verdict } from '../statistics/paired-interval.ts';
import { judge, type Judgement, pairedChanges } from '../statistics/judge.ts';
import { type Summary, summarise } from '../statistics/summary.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { overlapOf } from './overlap-of.ts';
import { type Arm, mainMetric, type StudyMetric, type StudyTask } from './study.ts';
import { type Selection, type StudyResults, testMetric } from './study-results.ts';

/** What was found of a change: an estimate, how sure it is, and what may be said of it. */
export interface Judged {
  /** The change in percent, positive is better, with its 95 % confidence interval, corrected for splits of the same rows. */
  readonly change: Interval;
  /** The interval as if the seeds shared no rows: too narrow where they do. */
  readonly plain: Interval;
  /** p of the corrected t test, after Holm's adjustment over all questions of its family; NaN where the seeds show no spread. */
  readonly adjustedP: number;
  /** What may be said, with one false word in twenty such families at most. */
  readonly verdict: Verdict;
  /** What the interval alone would say, as if it were the only question. */
  readonly unadjustedVerdict: Verdict;
  /** The smallest true change that this many seeds with this spread would see in four of five studies, in percent. */
  readonly smallestVisible: number;
}

/** What an arm did to a task, by the task's main metric on the test split. */
export interface Effect extends Judged {
  /** The task. */
  readonly task: string;
  /** Its main metric. */
  readonly metric: StudyMetric;
  /** The arm's name. */
  readonly strategy: string;
  /** The metric of each seed. */
  readonly values: readonly number[];
  /** The metric over the seeds. */
  readonly summary: Summary;
  /** The metric of the single-task baseline over the seeds. */
  readonly baseline: Summary;
}

/**
 * What each arm did to each task. The change is that of the means; its interval pairs the trials of one seed:
 *
 *     dₛ = 100 · sign · (mₛ − bₛ) / |b̄|
 *
 * mₛ and bₛ are the metric of the arm and of the baseline with seed s and b̄ the mean over the seeds. All pairs of task and arm are one family
 * of questions.
 *
 * @param results - The results of a study.
 * @param selection - Whether the arm is one model, with one epoch for all tasks, or each task is taken at the epoch that suits it.
 */
export function effectsOf(results: StudyResults, selection: Selection = 'one-model'): readonly Effect[] {
  const asked = questionsOf(results);
  const judgements = judgementsOf(results, selection);
  return asked.flatMap(({ task, arm }, index) => {
    const judgement = judgements[index];
    if (!judgement) return [];
    const metric = mainMetric(task);
    const where = { task: task.name, metric: metric.name };
    const values = testMetric(results.of(arm), where, selection);
    return {
      task: task.name,
      metric,
      strategy: arm.name,
      values,
      summary: summarise(values),
      baseline: summarise(testMetric(results.baseline(task.name), where, selection)),
      ...judged(judgement),
    };
  });
}

/**
 * The judgements behind {@link effectsOf}, for tables of a paper.
 *
 * @param results - The results of a study.
 * @param selection - As there.
 */
export function judgementsOf(results: StudyResults, selection: Selection = 'one-model'): readonly Judgement[] {
  const questions = questionsOf(results).map(({ task, arm }) => ({
    name: `${task.name}, ${arm.name}`,
    differences: changesBySeed(results, { task, metric: mainMetric(task), arm, selection }),
  }));
  return judge(questions, overlapOf(results));
}

function questionsOf({ study }: StudyResults): readonly { readonly task: StudyTask; readonly arm: Arm }[] {
  return study.tasks.flatMap((task) => study.arms.map((arm) => ({ task, arm })));
}

/**
 * A judgement in the words of a study: one that is better helped.
 *
 * @param judgement - The judgement.
 */
export function judged({
  correctedInterval,
  interval,
  adjustedP,
  verdict,
  unadjustedVerdict,
  smallestDifference,
}: Judgement): Judged {
  return {
    change: correctedInterval,
    plain: interval,
    adjustedP,
    verdict: words[verdict],
    unadjustedVerdict: words[unadjustedVerdict],
    smallestVisible: smallestDifference,
  };
}

const words = { better: 'helped', worse: 'hurt', unclear: 'unclear' } as const;

/** One metric of one task under one arm. */
export interface Measured {
  /** The task. */
  readonly task: StudyTask;
  /** The metric. */
  readonly metric: StudyMetric;
  /** The arm. */
  readonly arm: Arm;
  /** Of which epoch. */
  readonly selection?: Selection;
}

/**
 * The change of a metric against the baseline with the same seed, for each seed, in percent of the mean of the baselines;
 * positive is better.
 *
 * @param results - The results of a study.
 * @param measured - The metric.
 */
export function changesBySeed(results: StudyResults, { arm, ...measured }: Measured): readonly number[] {
  return changesOf(results, results.of(arm), measured);
}

/**
 * The same of any trials of several tasks.
 *
 * @param results - The results of a study.
 * @param trials - The trials, seed by seed.
 * @param measured - The metric.
 */
export function changesOf(
  results: StudyResults,
  trials: readonly TrialResult[],
  { task, metric, selection = 'one-model' }: Omit<Measured, 'arm'>,
): readonly number[] {
  const where = { task: task.name, metric: metric.name };
  return pairedChanges({
    values: testMetric(trials, where, selection),
    baseline: testMetric(results.baseline(task.name), where, selection),
    higherIsBetter: metric.higherIsBetter,
  });
}
