import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts, wrapperFactoriesOf } from '../options/registered.ts';
import { accumulate, accumulateOptions } from './accumulate.ts';
import { clip, clipOptions } from './clip.ts';
import { ema, emaOptions } from './ema.ts';
import type { Optimizer } from './optimizer.ts';
import * as parts from './parts.ts';

/** Every optimizer by its name: its factory and options. */
export const optimizers = registered(parts) satisfies RegisteredParts<Optimizer>;

/** What is put around an optimizer, by its name. */
export const optimizerWrappers = {
  accumulate: { create: accumulate, options: accumulateOptions },
  clip: { create: clip, options: clipOptions },
  ema: { create: ema, options: emaOptions },
} as const satisfies RegisteredParts<Optimizer>;

/** The name of an optimizer. */
export type OptimizerName = keyof typeof optimizers;

/**
 * Makes an optimizer from its config; wrappers included.
 *
 * @example
 * optimizerFromConfig({ kind: 'optimizer', name: 'sgd', options: { momentum: 0.9 } });
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Optimizers of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known optimizer, or has an option out of range; {@link UnknownOptionError}
 *   when an option does not exist.
 */
export function optimizerFromConfig(config: unknown, own: Registry<Optimizer> = {}): Optimizer {
  const wrappers = wrapperFactoriesOf<Optimizer>('optimizer', optimizerWrappers, (inner) =>
    optimizerFromConfig(inner, own),
  );
  return partFromConfig<Optimizer>('optimizer', config, { ...factoriesOf(optimizers), ...wrappers }, own);
}
