import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';

/** The options of {@link constant}: there are none. */
export const constantOptions = optionsSchema('constant', {});

/**
 * The same learning rate in all steps.
 *
 *     f = 1
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} for an option.
 */
export function constant(options: NoOptions = {}): Schedule {
  const read = constantOptions.read(options);
  return { config: configOf('schedule', 'constant', read), factor: () => 1 };
}
