import { partFromConfig, type Registry } from '../options/from-config.ts';
import { gaussian } from './gaussian.ts';
import { huber } from './huber.ts';
import { logCosh } from './log-cosh.ts';
import type { Loss } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { poisson } from './poisson.ts';
import { quantile } from './quantile.ts';
import { sigmoidCrossEntropy } from './sigmoid-cross-entropy.ts';
import { sigmoidFocal } from './sigmoid-focal.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';
import { softmaxFocal } from './softmax-focal.ts';

/** Every loss by its name. */
export const losses = {
  'softmax-cross-entropy': softmaxCrossEntropy,
  'softmax-focal': softmaxFocal,
  'sigmoid-cross-entropy': sigmoidCrossEntropy,
  'sigmoid-focal': sigmoidFocal,
  'mean-squared-error': meanSquaredError,
  'mean-absolute-error': meanAbsoluteError,
  huber,
  'log-cosh': logCosh,
  quantile,
  poisson,
  gaussian,
} as const satisfies Registry<Loss>;

/** The name of a loss. */
export type LossName = keyof typeof losses;

/**
 * A loss from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Losses of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known loss.
 */
export function lossFromConfig(config: unknown, own?: Registry<Loss>): Loss {
  return partFromConfig<Loss>('loss', config, losses, own);
}
