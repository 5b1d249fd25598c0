import { partFromConfig, type Registry } from '../options/from-config.ts';
import type { Architecture } from './architecture.ts';
import { hardSharing } from './hard-sharing.ts';
import { mmoe } from './mmoe.ts';

/** Every architecture by its name. */
export const architectures = { 'hard-sharing': hardSharing, mmoe } as const satisfies Registry<Architecture>;

/**
 * An architecture from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Architectures of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known architecture.
 */
export function architectureFromConfig(config: unknown, own?: Registry<Architecture>): Architecture {
  return partFromConfig<Architecture>('architecture', config, architectures, own);
}
