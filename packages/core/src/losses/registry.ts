import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, type RegisteredParts } from '../options/registered.ts';
import { gaussian, gaussianOptions } from './gaussian.ts';
import { huber, huberOptions } from './huber.ts';
import { logCosh, logCoshOptions } from './log-cosh.ts';
import type { Loss } from './loss.ts';
import { meanAbsoluteError, meanAbsoluteErrorOptions } from './mean-absolute-error.ts';
import { meanSquaredError, meanSquaredErrorOptions } from './mean-squared-error.ts';
import { poisson, poissonOptions } from './poisson.ts';
import { quantile, quantileOptions } from './quantile.ts';
import { sigmoidCrossEntropy, sigmoidCrossEntropyOptions } from './sigmoid-cross-entropy.ts';
import { sigmoidFocal, sigmoidFocalOptions } from './sigmoid-focal.ts';
import { softmaxCrossEntropy, softmaxCrossEntropyOptions } from './softmax-cross-entropy.ts';
import { softmaxFocal, softmaxFocalOptions } from './softmax-focal.ts';

/** Every loss by its name. */
export const losses = {
  'softmax-cross-entropy': { create: softmaxCrossEntropy, options: softmaxCrossEntropyOptions },
  'softmax-focal': { create: softmaxFocal, options: softmaxFocalOptions },
  'sigmoid-cross-entropy': { create: sigmoidCrossEntropy, options: sigmoidCrossEntropyOptions },
  'sigmoid-focal': { create: sigmoidFocal, options: sigmoidFocalOptions },
  'mean-squared-error': { create: meanSquaredError, options: meanSquaredErrorOptions },
  'mean-absolute-error': { create: meanAbsoluteError, options: meanAbsoluteErrorOptions },
  huber: { create: huber, options: huberOptions },
  'log-cosh': { create: logCosh, options: logCoshOptions },
  quantile: { create: quantile, options: quantileOptions },
  poisson: { create: poisson, options: poissonOptions },
  gaussian: { create: gaussian, options: gaussianOptions },
} as const satisfies RegisteredParts<Loss>;

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
  return partFromConfig<Loss>('loss', config, factoriesOf(losses), own);
}
