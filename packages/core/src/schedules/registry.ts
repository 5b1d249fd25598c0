import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, type RegisteredParts, wrapperFactoriesOf } from '../options/registered.ts';
import { constant, constantOptions } from './constant.ts';
import { cosine, cosineOptions } from './cosine.ts';
import { exponential, exponentialOptions } from './exponential.ts';
import { oneCycle, oneCycleOptions } from './one-cycle.ts';
import { reduceOnPlateau, reduceOnPlateauOptions } from './reduce-on-plateau.ts';
import type { Schedule } from './schedule.ts';
import { step, stepOptions } from './step.ts';
import { warmUp, warmUpOptions } from './warm-up.ts';

/** Every schedule by its name: its factory and options. */
export const schedules = {
  constant: { create: constant, options: constantOptions },
  cosine: { create: cosine, options: cosineOptions },
  exponential: { create: exponential, options: exponentialOptions },
  'one-cycle': { create: oneCycle, options: oneCycleOptions },
  'reduce-on-plateau': { create: reduceOnPlateau, options: reduceOnPlateauOptions },
  step: { create: step, options: stepOptions },
} as const satisfies RegisteredParts<Schedule>;

/** What is put before a schedule, by its name. */
export const scheduleWrappers = {
  'warm-up': { create: warmUp, options: warmUpOptions },
} as const satisfies RegisteredParts<Schedule>;

/** The name of a schedule. */
export type ScheduleName = keyof typeof schedules;

/**
 * Makes a schedule from its config; the warm-up included.
 *
 * @example
 * scheduleFromConfig({ kind: 'schedule', name: 'cosine', options: { minFactor: 0.01 } });
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Schedules of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known schedule, or has an option out of range; {@link UnknownOptionError}
 *   when an option does not exist.
 */
export function scheduleFromConfig(config: unknown, own: Registry<Schedule> = {}): Schedule {
  const wrappers = wrapperFactoriesOf<Schedule>('schedule', scheduleWrappers, (inner) =>
    scheduleFromConfig(inner, own),
  );
  return partFromConfig<Schedule>('schedule', config, { ...factoriesOf(schedules), ...wrappers }, own);
}
