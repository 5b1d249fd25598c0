import { type TrialConfig, trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { baselineTrial, seedsOf, type Study, type StudyStrategy, strategyTrial } from './study.ts';

/** The results of a study, by what they are results of. */
export interface StudyResults {
  /** The study. */
  readonly study: Study;
  /** Every result. */
  readonly all: readonly TrialResult[];
  /**
   * The single-task trials of a task, seed by seed.
   *
   * @param task - The task's name.
   */
  baseline(task: string): readonly TrialResult[];
  /**
   * The trials of a strategy, seed by seed.
   *
   * @param strategy - The strategy.
   */
  of(strategy: StudyStrategy): readonly TrialResult[];
}

/**
 * Puts the results of a study in order.
 *
 * @param study - The study.
 * @param results - A result for each of its trials, in any order.
 */
export function studyResults(study: Study, results: readonly TrialResult[]): StudyResults {
  const byId = new Map(results.map((result) => [result.id, result]));
  const find = (configs: readonly TrialConfig[]): readonly TrialResult[] =>
    configs.map((config) => byId.get(trialId(config))).filter((result) => result !== undefined);
  return {
    study,
    all: results,
    baseline: (task) => find(seedsOf(study).map((seed) => baselineTrial(study, task, seed))),
    of: (strategy) => find(seedsOf(study).map((seed) => strategyTrial(study, strategy, seed))),
  };
}

/**
 * One test metric of some trials.
 *
 * @param results - The trials, seed by seed.
 * @param where - The task and its metric.
 */
export function testMetric(
  results: readonly TrialResult[],
  where: { readonly task: string; readonly metric: string },
): readonly number[] {
  return results.map(({ test }) => test[where.task]?.[where.metric] ?? Number.NaN);
}
