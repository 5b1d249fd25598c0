import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts, wrapperFactoriesOf } from '../options/registered.ts';
import * as parts from './parts.ts';
import type { Schedule } from './schedule.ts';
import { warmUp, warmUpOptions } from './warm-up.ts';

/** Every schedule by its name: its factory and options. */
export const schedules = registered(parts) satisfies RegisteredParts<Schedule>;

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
