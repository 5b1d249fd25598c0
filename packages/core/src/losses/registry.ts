import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Loss } from './loss.ts';
import * as parts from './parts.ts';

/** Every loss by its name. */
export const losses = registered(parts) satisfies RegisteredParts<Loss>;

/** The name of a loss. */
export type LossName = keyof typeof losses;

/**
 * A loss from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Losses of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known loss.
 */
export function lossFromConfig(config: unknown, own?: Registry<Loss>): Loss {
  return partFromConfig<Loss>('loss', config, factoriesOf(losses), own);
}
