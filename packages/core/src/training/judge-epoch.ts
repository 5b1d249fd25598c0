import type { BalancerRun } from '../balancer-run.ts';
import type { Evaluation } from '../model/evaluation.ts';
import { behindShortfall } from '../monitors/behind-shortfall.ts';
import type { Task } from '../tasks/task.ts';
import type { EpochRecord } from './history.ts';

/**
 * Tells the strategy how an epoch did on the validation split, and says what the epoch is compared by. For a strategy that holds to something,
 * an epoch that falls short of it is worse than any that does not, whatever the monitor says: see {@link behindShortfall}.
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
  return { monitored: behindShortfall(monitored, shortfall), shortfall };
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
