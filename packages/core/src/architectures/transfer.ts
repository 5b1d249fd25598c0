import { expandDims, mul, softmax, split, stack, sum, type Tensor } from '@tensorflow/tfjs-core';

import { affine, dense } from '../layers/dense.ts';
import type { Run, Scope } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { sequential } from '../layers/sequential.ts';

/** What a task makes of the features of the task before it and its own. */
export type Transfer = (before: Tensor, own: Tensor, run: Run) => Tensor;

/**
 * Declares a transfer: attention over what the task before hands on, p = relu(G before + g), and the task's own features.
 *
 *     Σ_{u ∈ {p, own}} softmax_u(⟨A u, B u⟩ / √units) · C u
 *
 * @param units - The width of both, and of the result.
 * @param scope - Where its weights are declared.
 */
export function buildTransfer(units: number, scope: Scope): Transfer {
  const info = sequential([dense({ units }), relu()]).build({ shape: [units], dtype: 'float32' }, scope.child('info'));
  const project = affine(scope.child('attention'), units, 3 * units, false);
  return (before, own, run) => {
    const pair = stack([info.call(before, run), own], 1);
    const [a, b, c] = split(project(pair, run), 3, 2) as [Tensor, Tensor, Tensor];
    const shares = softmax(mul(sum(mul(a, b), 2), 1 / Math.sqrt(units)));
    return sum(mul(c, expandDims(shares, 2)), 1);
  };
}
