import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { deltaM } from '../measures/delta-m.ts';
import { meanRank } from '../measures/mean-rank.ts';
import type { Measurement } from '../measures/measurement.ts';
import { recordOf } from '../trials/record-schema.ts';
import { mean, median } from '../statistics/summary.ts';
import { effectsOf } from './effects.ts';
import { averagedMetrics, mainMetric, type StudyMetric, type Arm, type StudyTask } from './study.ts';
import { type StudyResults, testMetric } from './study-results.ts';

const number = z.number().nullable();
const summary = z.strictObject({ mean: number, sd: number });

/**
 * What `equipoise compare --json` prints and `comparison.json` holds; a number that is not finite is null, and so is the standard deviation of
 * one seed.
 */
export const comparisonSchema = z.strictObject({
  /** The data set. */
  dataset: z.string(),
  /** The engine that ran the steps; several, with commas between, when results of several were found. */
  engine: z.string(),
  /** How many seeds: 0 to one less. */
  seeds: z.int(),
  /** What the gradients that strategies compared were taken over, where that was not all shared parameters: an approximation. */
  gradientScope: z.enum(['last-layer', 'representation']).optional(),
  /** The tasks, each with its main metric. */
  tasks: z.array(z.strictObject({ name: z.string(), metric: z.string(), higherIsBetter: z.boolean() })),
  /** The main metric of each task when it is trained alone, on the test split, over the seeds. */
  baseline: recordOf(summary),
  strategies: recordOf(
    z.strictObject({
      /** The main metric of each task; `change` is in percent of the baseline, positive is better. */
      tasks: recordOf(summary.extend({ change: number })),
      /** `perTask`: higher is better; `perMetric`: lower is better; both in percent. */
      deltaM: z.strictObject({ perTask: number, perMetric: number }),
      /** The mean rank among the strategies over all metrics; ties share the mean of their ranks. */
      meanRank: number,
      /** The median over the trials of the median time of a training step. */
      msPerStep: number,
    }),
  ),
});

/** What `equipoise compare --json` prints and `comparison.json` holds. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** `comparison.json` of one data set. */
export const comparisonDocument: DocumentKind<Comparison> = {
  kind: 'comparison',
  schema: 1,
  parse: (body) => comparisonSchema.parse(body),
};

/**
 * Compares the strategies of a study with its single-task baselines. Runs are chosen on the validation split and reported
 * on the test split. R² is left out of Δm and of the ranks: it orders models as RMSE does, and a change relative to it means
 * nothing near 0.
 *
 * @param results - The results of a study.
 */
export function compareResults(results: StudyResults): Comparison {
  const { study } = results;
  const findings = effectsOf(results);
  const averaged = study.tasks.flatMap((task) => averagedMetrics(task).map((metric) => ({ task, metric })));
  const ranks = meanRank(
    averaged.map(({ task, metric }) => ({
      higherIsBetter: metric.higherIsBetter,
      values: study.arms.map((strategy) =>
        mean(testMetric(results.of(strategy), { task: task.name, metric: metric.name })),
      ),
    })),
  );
  const comparison: Comparison = {
    dataset: study.dataset,
    engine: [...new Set(results.all.map(({ engine }) => engine))].sort().join(','),
    seeds: study.seeds,
    gradientScope: study.training.gradientScope,
    tasks: study.tasks.map((task) => {
      const { name: metric, higherIsBetter } = mainMetric(task);
      return { name: task.name, metric, higherIsBetter };
    }),
    baseline: Object.fromEntries(findings.map(({ task, baseline }) => [task, baseline])),
    strategies: Object.fromEntries(
      study.arms.map((strategy, index) => [
        strategy.name,
        {
          tasks: Object.fromEntries(
            findings
              .filter((finding) => finding.strategy === strategy.name)
              .map(({ task, summary, change }) => [task, { ...summary, change: change.mean }]),
          ),
          deltaM: deltaM(averaged.map((where) => measure(results, { ...where, strategy }))),
          meanRank: ranks[index] ?? Number.NaN,
          msPerStep: median(results.of(strategy).map(({ msPerStep }) => msPerStep)),
        },
      ]),
    ),
  };
  return comparisonSchema.parse(JSON.parse(JSON.stringify(comparison)));
}

interface Where {
  readonly task: StudyTask;
  readonly metric: StudyMetric;
  readonly strategy: Arm;
}

function measure(results: StudyResults, { task, metric, strategy }: Where): Measurement {
  const where = { task: task.name, metric: metric.name };
  return {
    ...where,
    higherIsBetter: metric.higherIsBetter,
    value: mean(testMetric(results.of(strategy), where)),
    baseline: mean(testMetric(results.baseline(task.name), where)),
  };
}
