import { choice } from '../options/option.ts';
import type { ScheduleProgress } from './schedule.ts';

/** The option `unit` of a schedule: what it counts. */
export const unitOption = choice(['epoch', 'step'], { default: 'epoch', meaning: 'what t counts' });

/**
 * Steps made, or epochs completed.
 *
 * @param progress - The progress of training.
 * @param unit - Which of them.
 */
export function countOf({ epoch, step }: ScheduleProgress, unit: 'epoch' | 'step'): number {
  return unit === 'epoch' ? epoch : step;
}
