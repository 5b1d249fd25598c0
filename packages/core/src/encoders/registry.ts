import { isRecord } from '../is-record.ts';
import type { Layer } from '../layers/layer.ts';
import { layerFromConfig } from '../layers/registry.ts';
import { partFromConfig, type Registry } from '../options/from-config.ts';
import { cnn } from './cnn.ts';
import type { Encoder } from './encoder.ts';
import { mlp } from './mlp.ts';
import { tabular } from './tabular.ts';
import { textEncoder } from './text-encoder.ts';

/** Every encoder by its name. */
export const encoders = { cnn, mlp, tabular, textEncoder } as const satisfies Registry<Encoder>;

/**
 * An encoder from its config; it may also be a layer, such as `sequential`.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Encoders and layers of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known encoder.
 */
export function encoderFromConfig(config: unknown, own: Registry<Layer> = {}): Encoder {
  if (isRecord(config) && config.kind === 'layer') return layerFromConfig(config, own);
  return partFromConfig<Encoder>('encoder', config, encoders, own);
}
