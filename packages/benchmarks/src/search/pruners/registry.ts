import { type OptionsSchema, partFromConfig, type Registry } from '@equipoise/core';

import { asha, ashaOptions } from './asha.ts';
import type { Pruner } from './pruner.ts';

/** A pruner that can be made by its name. */
export interface RegisteredPruner {
  /** Makes it from its options. */
  readonly create: (options?: never) => Pruner;
  /** The declaration of its options. */
  readonly options: OptionsSchema;
}

/** Every pruner by its name: its factory and options. */
export const pruners = {
  asha: { create: asha, options: ashaOptions },
} as const satisfies Readonly<Record<string, RegisteredPruner>>;

/** The name of a pruner. */
export type PrunerName = keyof typeof pruners;

/**
 * Makes a pruner from its config.
 *
 * @example
 * prunerFromConfig({ kind: 'pruner', ...parsePart('asha(eta=3)') });
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Pruners of your own, by name; they come first.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is no config of a known pruner, or has an option out of range;
 *   {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 */
export function prunerFromConfig(config: unknown, own: Registry<Pruner> = {}): Pruner {
  const factories = Object.entries(pruners).map(([name, { create }]) => [name, create] as const);
  return partFromConfig<Pruner>('pruner', config, Object.fromEntries(factories), own);
}
