import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Head } from './head.ts';
import * as parts from './parts.ts';

/** Every head by its name: its factory and options. */
export const heads = registered(parts) satisfies RegisteredParts<Head>;

/**
 * A head from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Heads of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known head.
 */
export function headFromConfig(config: unknown, own?: Registry<Head>): Head {
  return partFromConfig<Head>('head', config, factoriesOf<Head>(heads), own);
}
