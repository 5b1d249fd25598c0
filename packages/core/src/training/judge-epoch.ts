import type { BalancerRun } from '../balancer-run.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Task } from '../tasks/task.ts';
import type { EpochRecord } from './history.ts';

/**
 * Tells the strategy how an epoch did on the validation split, and says what the epoch is compared by. For a strategy that holds to something,
 * an epoch that falls short of it is worse than any that does not, whatever the monitor says: the values of the monitor are squeezed into
 * (−1, 1), in their order, and above them come those that fall short.
 *
 *     s = 0: m / (1 + |m|)        s > 0: 1 + s
 *
 * m is the value of the monitor and s the shortfall.
 *
 * @param run - The strategy.
 * @param tasks - The tasks.
 * @param validation - The model on the validation split.
 * @param monitored - What the monitor says.
 */
export function judgeEpoch(
  run: BalancerRun,
  tasks: readonly Task[],
  { metrics }: Evaluation,
  monitored: number,
): Pick<EpochRecord, 'monitored' | 'shortfall'> {
  const shortfall = run.afterValidation(tasks.map(({ name }) => metrics[name] ?? {}));
  if (shortfall === undefined) return { monitored };
  return { monitored: shortfall > 0 ? 1 + shortfall : monitored / (1 + Math.abs(monitored)), shortfall };
}

/**
 * What the user should know when no epoch held what the strategy holds to.
 *
 * @param strategy - Its name.
 * @param best - The best epoch, if one has ended.
 */
export function shortfallNotes(strategy: string, best: EpochRecord | undefined): readonly string[] {
  if (!best?.shortfall) return [];
  const percent = (100 * best.shortfall).toPrecision(2);
  return [
    `${strategy}: no epoch holds what it was asked to hold; the best, epoch ${best.epoch}, misses it by ${percent} %.`,
  ];
}
