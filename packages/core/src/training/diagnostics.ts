import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import type { PerTask } from '../balancer.ts';

/** How many steps lie between two looks of each kind; a kind that is left out is not looked at. */
export interface Diagnostics {
  /** At the Gramian of every layer that tasks share: at least 1. A look takes a forward pass and a backward pass for each task. */
  readonly layers?: number | undefined;
  /** At the angle between each task's gradient and the update that was applied: at least 1. A look takes what one at the layers does, and copies the parameters. */
  readonly update?: number | undefined;
  /** At the affinity of the tasks (TAG): at least 1. A look takes a forward and a backward pass for each task, and a forward pass more. */
  readonly affinity?: number | undefined;
}

/** What was seen in a step, beside the Gramian; without dropout, and with the moving averages of normalisation. */
export interface StepDiagnosis {
  /**
   * `⟨∇Lᵢ, ∇Lⱼ⟩` over the parameters of each shared layer, before the step, by the path of the layer; 0 for tasks without labels. Weights that one part
   * declares are one layer: `encoder/dense-0` has a kernel and a bias.
   */
  readonly layerGramians?: Readonly<Record<string, readonly PerTask[]>>;
  /**
   * The Gramian, over the shared parameters, of the tasks' gradients before the step with the applied update, which is the last row and column:
   * `⟨∇Lᵢ, −Δθ⟩` below 0 says that the step raised the loss of task i, to first order. Adam divides gradients by their size, and momentum remembers, so this is not
   * the conflict of the gradients.
   */
  readonly updateGramian?: readonly PerTask[];
  /**
   * The affinity of the tasks: `affinity[k][j]` is the share of task k's loss that a gradient step of task j on the shared parameters takes away, on the same
   * batch; NaN where either has no labels in it.
   *
   *     Z[j → k] = 1 − L_k(θ − η ∇L_j) / L_k(θ)        η = the learning rate, heads as they are
   *
   * @see C. Fifty, E. Amid, Z. Zhao, T. Yu, R. Anil, C. Finn. Efficiently Identifying Task Groupings for Multi-Task Learning. NeurIPS 2021.
   *   https://arxiv.org/abs/2109.04617. Departure: without dropout, so that both losses are of one function.
   */
  readonly affinity?: readonly PerTask[];
}

/**
 * Checks what is to be looked at.
 *
 * @param diagnostics - The steps between two looks, of whatever type.
 * @throws {@link UnknownOptionError} for a kind of look that does not exist, {@link InvalidOptionError} for a number out of range.
 */
export function checkDiagnostics(diagnostics: Diagnostics): void {
  checkKnownOptions<Diagnostics>('fit, diagnostics', diagnostics, { layers: true, update: true, affinity: true });
  for (const [name, every] of Object.entries(diagnostics) as [string, unknown][]) {
    if (every === undefined || (Number.isSafeInteger(every) && Number(every) >= 1)) continue;
    throw new InvalidOptionError('fit', `diagnostics.${name}`, 'a whole number of at least 1', every);
  }
}
