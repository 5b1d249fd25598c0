import { add, matMul, mul, sigmoid, slice, sub, tanh, type Tensor } from '@tensorflow/tfjs-core';

import { uniform } from './initializers.ts';
import type { Run, Scope } from './layer.ts';

/**
 * Makes one step of a recurrence, in all directions at once.
 *
 * @param step - The projected input (directions × batch × gates · units).
 * @param memory - What the last step left; empty before the first.
 * @param present - 1 for tokens, 0 for padding, after which the memory is 0 (directions × batch × 1).
 * @returns The memory; its first tensor is the state (directions × batch × units).
 */
type Advance = (step: Tensor, memory: readonly Tensor[], present: Tensor) => readonly Tensor[];

/** How the state of a recurrent layer is updated. */
interface Cell {
  /** How many numbers the input is projected to for each unit. */
  readonly gates: number;
  /**
   * Declares the weights by which the state is projected.
   *
   * @param scope - Where they are declared.
   * @param directions - 1 or 2.
   * @param units - The numbers of a state.
   */
  declare(scope: Scope, directions: number, units: number): (run: Run) => Advance;
}

/**
 * Long short-term memory. With the gates in the order i, f, o, g:
 *
 *     c ← σ(f) ⊙ c + σ(i) ⊙ tanh(g)        h = σ(o) ⊙ tanh(c)
 *
 * There is one bias, where PyTorch has the sum of two.
 */
export const lstmCell: Cell = {
  gates: 4,
  declare(scope, directions, units) {
    const kernel = scope.weight('kernel', [directions, units, 4 * units], uniform(units));
    return (run) => {
      const weights = run.weight(kernel);
      return (step, [state, cell], present) => {
        const sums = state ? add(step, matMul(state, weights)) : step;
        const gates = sigmoid(part(sums, 0, 3 * units));
        const [input, forget, output] = [0, 1, 2].map((index) => part(gates, index * units, units)) as Gates;
        const written = mul(input, tanh(part(sums, 3 * units, units)));
        const next = mul(cell ? add(mul(forget, cell), written) : written, present);
        return [mul(output, tanh(next)), next];
      };
    };
  },
};

/**
 * The gated recurrent unit, as PyTorch and cuDNN have it. With the gates in the order r, z, n, and those of the state, h W + b, in the same order:
 *
 *     n = tanh(x_n + σ(r) ⊙ (h W_n + b_n))        h ← (1 − σ(z)) ⊙ n + σ(z) ⊙ h
 */
export const gruCell: Cell = {
  gates: 3,
  declare(scope, directions, units) {
    const kernel = scope.weight('kernel', [directions, units, 3 * units], uniform(units));
    const bias = scope.weight('bias', [directions, 1, 3 * units], uniform(units));
    return (run) => {
      const [weights, offset] = [run.weight(kernel), run.weight(bias)];
      return (step, [state], present) => {
        const own = state ? add(matMul(state, weights), offset) : offset;
        const gates = sigmoid(add(part(step, 0, 2 * units), part(own, 0, 2 * units)));
        const [reset, update] = [part(gates, 0, units), part(gates, units, units)];
        const fresh = tanh(add(part(step, 2 * units, units), mul(reset, part(own, 2 * units, units))));
        const next = state ? add(fresh, mul(update, sub(state, fresh))) : sub(fresh, mul(update, fresh));
        return [mul(next, present)];
      };
    };
  },
};

type Gates = [input: Tensor, forget: Tensor, output: Tensor];

function part(x: Tensor, start: number, size: number): Tensor {
  return slice(x, [0, 0, start], [-1, -1, size]);
}
