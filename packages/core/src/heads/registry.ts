import { partFromConfig, type Registry } from '../options/from-config.ts';
import type { Head } from './head.ts';
import { mlpHead } from './mlp-head.ts';

/** Every head by its name. */
export const heads = { mlpHead } as const satisfies Registry<Head>;

/**
 * A head from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Heads of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known head.
 */
export function headFromConfig(config: unknown, own?: Registry<Head>): Head {
  return partFromConfig<Head>('head', config, heads, own);
}
