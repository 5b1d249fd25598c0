import { cnn, mlp, textEncoder, type Trunk } from '@equipoise/core';

import type { TrunkConfig } from './run-config.ts';

/**
 * The shared part of a model from its plain data.
 *
 * @param config - Which trunk, and how large.
 */
export function trunkOf(config: TrunkConfig): Trunk {
  switch (config.kind) {
    case 'mlp':
      return mlp(config);
    case 'cnn':
      return cnn(config);
    case 'text-encoder':
      return textEncoder(config);
  }
}
