import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Decoder } from './decoder.ts';
import * as parts from './parts.ts';

/** Every decoder by its name: its factory and options. */
export const decoders = registered(parts) satisfies RegisteredParts<Decoder>;

/**
 * A decoder from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Decoders of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known decoder.
 */
export function decoderFromConfig(config: unknown, own?: Registry<Decoder>): Decoder {
  return partFromConfig<Decoder>('decoder', config, factoriesOf<Decoder>(decoders), own);
}
