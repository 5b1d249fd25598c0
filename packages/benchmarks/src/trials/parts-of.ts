import {
  type Architecture,
  architectureFromConfig,
  type Encoder,
  encoderFromConfig,
  type Optimizer,
  optimizerFromConfig,
} from '@equipoise/core';

import type { TrialConfig } from './trial-config.ts';

/** Parts of a model and its training, as `fit` takes them. */
interface Parts {
  readonly encoder: Encoder;
  readonly architecture: Architecture;
  readonly optimizer: Optimizer;
}

/**
 * The parts that a configuration names.
 *
 * @param config - The configuration.
 */
export function partsOf(config: Pick<TrialConfig, keyof Parts>): Parts {
  return {
    encoder: encoderFromConfig(config.encoder),
    architecture: architectureFromConfig(config.architecture),
    optimizer: optimizerFromConfig(config.optimizer),
  };
}
