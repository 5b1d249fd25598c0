import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import * as parts from './parts.ts';
import type { Sampler } from './sampler.ts';

/** Every sampler by its name: its factory and options. */
export const samplers = registered(parts) satisfies RegisteredParts<Sampler>;

/** The name of a sampler. */
export type SamplerName = keyof typeof samplers;

/**
 * Makes a sampler from its config.
 *
 * @example
 * samplerFromConfig({ kind: 'sampler', name: 'temperature', options: { temperature: 3 } });
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Samplers of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known sampler, or has an option out of range; {@link UnknownOptionError}
 *   when an option does not exist.
 */
export function samplerFromConfig(config: unknown, own: Registry<Sampler> = {}): Sampler {
  return partFromConfig<Sampler>('sampler', config, factoriesOf(samplers), own);
}
