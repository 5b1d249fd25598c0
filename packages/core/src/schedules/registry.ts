import type { Config } from '../options/config.ts';
import { fromConfig, type Registered } from '../options/registered.ts';
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
} as const satisfies Record<string, Registered<Schedule>>;

/** What is put before a schedule, by its name. */
export const scheduleWrappers = {
  'warm-up': { create: warmUp, options: warmUpOptions },
} as const satisfies Record<string, Registered<Schedule>>;

/** The name of a schedule. */
export type ScheduleName = keyof typeof schedules;

/**
 * Makes a schedule from its config; the warm-up included.
 *
 * @example
 * scheduleFromConfig({ kind: 'schedule', name: 'cosine', options: { minFactor: 0.01 } });
 *
 * @param config - The config.
 * @throws {@link InvalidOptionError} when it is no config of a schedule, names none, or has an option out of range;
 *   {@link UnknownOptionError} when an option does not exist.
 */
export function scheduleFromConfig(config: Config): Schedule {
  return fromConfig({ kind: 'schedule', parts: schedules, wrappers: scheduleWrappers }, config);
}
