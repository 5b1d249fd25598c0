import { type RunConfig, runId } from '../runs/run-config.ts';
import type { RunResult } from '../runs/run-result.ts';
import { baselineRun, seedsOf, type Study, type StudyStrategy, strategyRun } from './study.ts';

/** The results of a study, by what they are results of. */
export interface StudyResults {
  /** The study. */
  readonly study: Study;
  /** Every result. */
  readonly all: readonly RunResult[];
  /**
   * The single-task runs of a task, seed by seed.
   *
   * @param task - The task's name.
   */
  baseline(task: string): readonly RunResult[];
  /**
   * The runs of a strategy, seed by seed.
   *
   * @param strategy - The strategy.
   */
  of(strategy: StudyStrategy): readonly RunResult[];
}

/**
 * Puts the results of a study in order.
 *
 * @param study - The study.
 * @param results - A result for each of its runs, in any order.
 */
export function studyResults(study: Study, results: readonly RunResult[]): StudyResults {
  const byId = new Map(results.map((result) => [result.id, result]));
  const find = (configs: readonly RunConfig[]): readonly RunResult[] =>
    configs.map((config) => byId.get(runId(config))).filter((result) => result !== undefined);
  return {
    study,
    all: results,
    baseline: (task) => find(seedsOf(study).map((seed) => baselineRun(study, task, seed))),
    of: (strategy) => find(seedsOf(study).map((seed) => strategyRun(study, strategy, seed))),
  };
}

/**
 * One test metric of some runs.
 *
 * @param results - The runs, seed by seed.
 * @param where - The task and its metric.
 */
export function testMetric(
  results: readonly RunResult[],
  where: { readonly task: string; readonly metric: string },
): readonly number[] {
  return results.map(({ test }) => test[where.task]?.[where.metric] ?? Number.NaN);
}
