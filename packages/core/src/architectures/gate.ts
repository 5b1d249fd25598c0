import { expandDims, matMul, mul, reshape, softmax, stack, sum, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { Inputs } from '../data/dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { constant, uniform } from '../layers/initializers.ts';
import type { Built, Run, Scope, TensorSpec } from '../layers/layer.ts';
import { tableEmbedding } from '../layers/table-embedding.ts';
import { sizeOf } from '../size-of.ts';

/** Mixes the features of experts, for each example by its own shares. */
export type Gate = (x: Tensor, features: readonly Tensor[], run: Run) => Tensor;

/**
 * Declares a gate: Σ_e softmax(W x)_e · features_e. W starts at 0, so that all experts count alike; categories of a table are embedded first.
 *
 * @param spec - What one example of x is.
 * @param experts - How many features it mixes.
 * @param scope - Where its weights are declared.
 */
export function buildGate(spec: TensorSpec, experts: number, scope: Scope): Gate {
  const rows = buildRows(spec, scope);
  const kernel = scope.weight('kernel', [rows.width, experts], constant(0));
  return (x, features, run) => mix(features, softmax(matMul(rows.call(x, run), run.weight(kernel))));
}

/**
 * Declares what a gate reads: the numbers of an example side by side, categories of a table embedded.
 *
 * @param spec - What one example is.
 * @param scope - Where embeddings are declared.
 */
export function buildRows(
  spec: TensorSpec,
  scope: Scope,
): { readonly width: number; readonly call: (x: Tensor, run: Run) => Tensor } {
  const hasLevels = spec.columns?.some(({ levels }) => levels !== undefined);
  const embedded = hasLevels ? tableEmbedding().build(spec, scope) : undefined;
  const width = sizeOf(embedded?.output ?? spec);
  return { width, call: (x, run) => reshape(embedded ? embedded.call(x, run) : x, [-1, width]) };
}

/**
 * Σ_e shares_e · features_e.
 *
 * @param features - The features of each expert: examples × features.
 * @param shares - How much each expert counts: examples × experts, or 1 × experts for all examples alike.
 */
export function mix(features: readonly Tensor[], shares: Tensor): Tensor {
  return sum(mul(stack([...features], 1), expandDims(shares, 2)), 1);
}

/**
 * Declares a sum of the features of experts, with learnt factors where there are several: Σ_e v_e · features_e. Factors begin uniform in ±1/√experts.
 *
 * @param experts - How many features it adds.
 * @param scope - Where its factors are declared.
 */
export function buildSum(experts: number, scope: Scope): (features: readonly Tensor[], run: Run) => Tensor {
  if (experts === 1) return (features) => at(features, 0);
  const factors = scope.weight('factors', [1, experts], uniform(experts), { decay: false });
  return (features, run) => mix(features, run.weight(factors));
}

/**
 * The only input of a data set, for architectures whose gates read it.
 *
 * @param owner - The architecture.
 * @param inputs - The inputs.
 * @throws {@link InvalidOptionError} when there are several, or it is tokens.
 */
export function gatedInput(owner: string, inputs: Inputs<TensorSpec>): readonly [string, TensorSpec] {
  const [[input, spec] = ['', undefined], ...others] = Object.entries(inputs);
  if (spec && others.length === 0 && spec.vocabulary === undefined) return [input, spec];
  throw new InvalidOptionError(owner, 'input', 'one input of numbers', Object.keys(inputs));
}

/**
 * The features of an expert, which a gate can mix.
 *
 * @param owner - The architecture.
 * @param expert - The expert.
 * @throws {@link InvalidOptionError} when they are not a vector for each example.
 */
export function expertFeatures(owner: string, { output }: Built): TensorSpec {
  if (output.shape.length === 1) return output;
  throw new InvalidOptionError(owner, 'encoder', 'one that ends in a vector for each example', output.shape);
}
