import {
  add,
  div,
  mul,
  slice,
  sqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';

import { power } from '../power.ts';
import { type HostTensor } from '@equipoise/compiler';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/** What Adam remembers, as plain data: a number for each parameter. */
export interface SavedAdam {
  /** m, the running mean of the gradient. */
  readonly mean: readonly number[];
  /** v, the running mean of its square. */
  readonly square: readonly number[];
}

/**
 * Adam over one flat vector of parameters, with the usual β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
 *
 *     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 *     θ ← θ − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 *
 * @see D. P. Kingma, J. Ba. Adam: A Method for Stochastic Optimization. ICLR 2015. https://arxiv.org/abs/1412.6980
 */
export class Adam {
  readonly #mean: Variable;
  readonly #square: Variable;
  readonly #learningRate: number;

  /**
   * @param size - How many parameters.
   * @param learningRate - η.
   * @param saved - What is remembered of the steps before; nothing when left out.
   */
  constructor(size: number, learningRate: number, saved?: SavedAdam) {
    this.#mean = moments(saved?.mean, size);
    this.#square = moments(saved?.square, size);
    this.#learningRate = learningRate;
  }

  /** What is remembered, once it was written to the variables. */
  save(): SavedAdam {
    return { mean: [...this.#mean.dataSync()], square: [...this.#square.dataSync()] };
  }

  /**
   * The factors of a step that depend on how many there were: what {@link Adam.update} takes.
   *
   * @param step - t, the number of this step from 1.
   */
  factors(step: number): HostTensor {
    const correction = Math.sqrt(1 - power(beta2, step));
    const rate = (this.#learningRate * correction) / (1 - power(beta1, step));
    return { data: Float32Array.of(rate, epsilon * correction), shape: [2] };
  }

  /**
   * Makes a step.
   *
   * @param parameters - θ.
   * @param gradient - g.
   * @param factors - The factors of this step.
   */
  update(parameters: Variable, gradient: Tensor, factors: Tensor1D): void {
    const mean = add(mul(this.#mean, beta1), mul(gradient, 1 - beta1));
    const squares = add(mul(this.#square, beta2), mul(square(gradient), 1 - beta2));
    this.#mean.assign(mean);
    this.#square.assign(squares);
    const rate = slice(factors, [0], [1]);
    const floor = slice(factors, [1], [1]);
    parameters.assign(sub(parameters, mul(rate, div(mean, add(sqrt(squares), floor)))));
  }

  /** Frees the moments. */
  dispose(): void {
    this.#mean.dispose();
    this.#square.dispose();
  }
}

function moments(saved: readonly number[] | undefined, size: number): Variable {
  return tidy(() => variable(saved ? tensor1d([...saved]) : zeros([size]), false));
}
