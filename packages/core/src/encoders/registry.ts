import { isRecord } from '../is-record.ts';
import type { Layer } from '../layers/layer.ts';
import { layerFromConfig } from '../layers/registry.ts';
import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Encoder } from './encoder.ts';
import * as parts from './parts.ts';

/** Every encoder by its name: its factory and options. */
export const encoders = registered(parts) satisfies RegisteredParts<Encoder>;

/**
 * An encoder from its config; it may also be a layer, such as `sequential`.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Encoders and layers of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known encoder.
 */
export function encoderFromConfig(config: unknown, own: Registry<Layer> = {}): Encoder {
  if (isRecord(config) && config.kind === 'layer') return layerFromConfig(config, own);
  return partFromConfig<Encoder>('encoder', config, factoriesOf<Encoder>(encoders), own);
}
