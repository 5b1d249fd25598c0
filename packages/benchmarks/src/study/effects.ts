import { relativeChange } from '../measures/measurement.ts';
import { type Interval, pairedInterval, type Verdict, verdict } from '../statistics/paired-interval.ts';
import { mean, type Summary, summarise } from '../statistics/summary.ts';
import { mainMetric, type StudyMetric, type Arm, type StudyTask } from './study.ts';
import { type StudyResults, testMetric } from './study-results.ts';

/** What a strategy did to a task, by the task's main metric on the test split. */
export interface Effect {
  /** The task. */
  readonly task: string;
  /** Its main metric. */
  readonly metric: StudyMetric;
  /** The strategy's name in the study. */
  readonly strategy: string;
  /** The metric over the seeds. */
  readonly summary: Summary;
  /** The metric of the single-task baseline over the seeds. */
  readonly baseline: Summary;
  /** The change against the baseline in percent of it, positive is better, with its 95 % confidence interval. */
  readonly change: Interval;
  /** What the interval says. */
  readonly verdict: Verdict;
}

/**
 * What each strategy did to each task. The change is that of the means; its interval pairs the trials of one seed, which
 * share the split of the data:
 *
 *     dₛ = 100 · sign · (mₛ − bₛ) / |b̄|
 *
 * mₛ and bₛ are the metric of the strategy and of the baseline with seed s and b̄ the mean over the seeds.
 *
 * @param results - The results of a study.
 */
export function effectsOf(results: StudyResults): readonly Effect[] {
  return results.study.tasks.flatMap((task) => results.study.arms.map((strategy) => effectOf(results, task, strategy)));
}

function effectOf(results: StudyResults, task: StudyTask, strategy: Arm): Effect {
  const metric = mainMetric(task);
  const where = { task: task.name, metric: metric.name };
  const change = pairedInterval(changesBySeed(results, { task, metric, strategy }));
  return {
    task: task.name,
    metric,
    strategy: strategy.name,
    summary: summarise(testMetric(results.of(strategy), where)),
    baseline: summarise(testMetric(results.baseline(task.name), where)),
    change,
    verdict: verdict(change),
  };
}

/** One metric of one task under one strategy. */
export interface Measured {
  /** The task. */
  readonly task: StudyTask;
  /** The metric. */
  readonly metric: StudyMetric;
  /** The strategy. */
  readonly strategy: Arm;
}

/**
 * The change of a metric against the baseline with the same seed, for each seed, in percent of the mean of the baselines;
 * positive is better.
 *
 * @param results - The results of a study.
 * @param measured - The metric.
 */
export function changesBySeed(results: StudyResults, { task, metric, strategy }: Measured): readonly number[] {
  const where = { task: task.name, metric: metric.name };
  const baselines = testMetric(results.baseline(task.name), where);
  const centre = mean(baselines);
  return testMetric(results.of(strategy), where).map((value, seed) => {
    const shifted = centre + value - (baselines[seed] ?? Number.NaN);
    return relativeChange({ value: shifted, baseline: centre, higherIsBetter: metric.higherIsBetter });
  });
}
