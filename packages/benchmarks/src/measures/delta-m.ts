import { mean } from '../statistics/summary.ts';
import { type Measurement, relativeChange } from './measurement.ts';

/** How far a model is from its single-task baselines over all tasks, in the two conventions of the field. */
export interface DeltaM {
  /** {@link deltaMPerTask}: every task counts the same; **higher** is better. */
  readonly perTask: number;
  /** {@link deltaMPerMetric}: every metric counts the same; **lower** is better. */
  readonly perMetric: number;
}

/**
 * Δp of LibMTL: the mean over the tasks of the mean over the task's metrics of the relative gain, in percent. Every task
 * counts the same however many metrics it has. **Higher is better**, 0 is as good as the baselines.
 *
 *     Δp = 1/K Σₖ 1/Mₖ Σₘ 100 · sₘ (mₘ − bₘ) / |bₘ|        s = 1 if higher is better, −1 otherwise
 *
 * @param measurements - Every metric of every task.
 * @see B. Lin, Y. Zhang. LibMTL: A Python Library for Deep Multi-Task Learning. JMLR 2023.
 *   https://jmlr.org/papers/v24/22-0347.html
 */
export function deltaMPerTask(measurements: readonly Measurement[]): number {
  const tasks = [...new Set(measurements.map(({ task }) => task))];
  return mean(tasks.map((name) => mean(measurements.filter(({ task }) => task === name).map(relativeChange))));
}

/**
 * Δm of Maninis and of the strategy papers since Nash-MTL: the mean over all metrics of the relative loss, in percent. A
 * task with many metrics counts for more. **Lower is better**, negative is better than the baselines.
 *
 *     Δm = −1/M Σₘ 100 · sₘ (mₘ − bₘ) / |bₘ|        s = 1 if higher is better, −1 otherwise
 *
 * @param measurements - Every metric of every task.
 * @see A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya. Multi-Task Learning as a
 *   Bargaining Game. ICML 2022. https://arxiv.org/abs/2202.01017
 */
export function deltaMPerMetric(measurements: readonly Measurement[]): number {
  return -mean(measurements.map(relativeChange));
}

/**
 * Both conventions at once.
 *
 * @param measurements - Every metric of every task.
 */
export function deltaM(measurements: readonly Measurement[]): DeltaM {
  return { perTask: deltaMPerTask(measurements), perMetric: deltaMPerMetric(measurements) };
}
