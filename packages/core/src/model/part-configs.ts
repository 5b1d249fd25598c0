import type { Inputs } from '../data/dataset.ts';
import type { Config } from '../options/config.ts';
import { encoderOf, type ModelParts } from './model-graph.ts';

/** The parts of a model as plain data. */
export interface PartConfigs {
  /** How tasks share weights. */
  readonly architecture: Config;
  /** The encoder of each input, by its name. */
  readonly encoders: Inputs<Config>;
  /** The tasks' own parts. */
  readonly head: Config;
}

/**
 * The parts of a model as plain data.
 *
 * @param parts - The parts.
 */
export function configsOf(parts: ModelParts): PartConfigs {
  const { architecture, inputs, head } = parts;
  const encoders = Object.keys(inputs).map((name) => [name, encoderOf(parts, name).config]);
  return {
    architecture: architecture.config,
    encoders: Object.fromEntries(encoders) as Inputs<Config>,
    head: head.config,
  };
}
