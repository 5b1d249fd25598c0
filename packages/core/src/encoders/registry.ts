import { partFromConfig, type Registry } from '../options/from-config.ts';
import { cnn } from './cnn.ts';
import type { Encoder } from './encoder.ts';
import { mlp } from './mlp.ts';
import { tabular } from './tabular.ts';
import { textEncoder } from './text-encoder.ts';

/** Every encoder by its name. */
export const encoders = { cnn, mlp, tabular, textEncoder } as const satisfies Registry<Encoder>;

/** The name of an encoder. */
export type EncoderName = keyof typeof encoders;

/**
 * An encoder from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Encoders of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known encoder, or an option is out of range;
 *   {@link UnknownOptionError} when an option does not exist.
 */
export function encoderFromConfig(config: unknown, own?: Registry<Encoder>): Encoder {
  return partFromConfig<Encoder>('encoder', config, encoders, own);
}
