import { clipByValue, div, minimum, mul, norm, type Tensor1D, add } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';

/** How long gradients may be; the gradient over all parameters, after the strategy and before the optimizer. */
export interface GradientClipping {
  /** The largest Euclidean norm of the whole gradient, above 0; a longer one is scaled to it. */
  readonly norm?: number;
  /** The largest absolute value of an entry, above 0. */
  readonly value?: number;
}

/**
 * Checks how gradients are clipped.
 *
 * @param clipping - The limits.
 * @throws {@link InvalidOptionError} for one that is not above 0.
 */
export function checkClipping(clipping: GradientClipping): void {
  checkKnownOptions<GradientClipping>('clipping', clipping, { norm: true, value: true });
  for (const [name, limit] of Object.entries(clipping) as [string, number][]) {
    if (!(limit > 0 && Number.isFinite(limit)))
      throw new InvalidOptionError('clipping', name, 'a number above 0', limit);
  }
}

/**
 * Clips a gradient, while a step is traced: entries first, then the norm as `torch.nn.utils.clip_grad_norm_` does.
 *
 * @param gradient - The gradient over all parameters.
 * @param clipping - The limits.
 */
export function clipGradient(gradient: Tensor1D, { norm: longest, value }: GradientClipping): Tensor1D {
  const bounded = value === undefined ? gradient : clipByValue(gradient, -value, value);
  if (longest === undefined) return bounded;
  return mul(bounded, minimum(div(longest, add(norm(bounded), 1e-6)), 1));
}
