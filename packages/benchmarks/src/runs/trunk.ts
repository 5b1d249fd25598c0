import { cnn, mlp, textEncoder, type Trunk } from '@equipoise/core';

import type { TrunkConfig } from './run-config.ts';

/**
 * The shared part of a model from its plain data.
 *
 * @param config - Which trunk, and how large.
 */
export function trunkOf(config: TrunkConfig): Trunk {
  switch (config.kind) {
    case 'mlp': {
      const { hidden, dropout } = config;
      return mlp({ hidden, dropout });
    }
    case 'cnn': {
      const { filters, kernel, features, dropout } = config;
      return cnn({ filters, kernel, features, dropout });
    }
    case 'text-encoder': {
      const { embedding, filters, window, features, dropout } = config;
      return textEncoder({ embedding, filters, window, features, dropout });
    }
  }
}
