import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import type { WeightRef } from '../layers/layer.ts';

/** A trained model, as far as its choices are concerned. */
export interface ModelWithChoices {
  /** Its weights by their paths. */
  readonly graph: { readonly parameters: readonly WeightRef[] };
  /** Their values. */
  readonly weights: { readonly parameters: Float32Array };
}

/**
 * What a model of `learningToBranch` has chosen, as the option `groups` of `branched`.
 *
 * @param model - The model.
 * @returns For each stage, the copy that each task uses.
 * @throws {@link InvalidOptionError} when the model has no choices.
 */
export function learnedBranches({ graph, weights }: ModelWithChoices): readonly (readonly number[])[] {
  const choices = graph.parameters.filter(({ path }) => path.startsWith('choices/'));
  if (choices.length === 0) {
    throw new InvalidOptionError('learnedBranches', 'model', 'one of learningToBranch()', 'a model without choices');
  }
  const stages = choices.map((ref) => likeliest(ref, weights.parameters));
  const groups = [at(stages, stages.length - 1)]; // From the last stage, which tasks chose, to the first.
  for (const chosen of stages.slice(0, -1).reverse()) groups.unshift(at(groups, 0).map((copy) => at(chosen, copy)));
  return groups;
}

/** The place of the largest number in each row; the first where several are. */
function likeliest({ shape: [rows = 0, columns = 0], offset }: WeightRef, values: Float32Array): readonly number[] {
  return Array.from({ length: rows }, (_, row) => {
    const start = offset + row * columns;
    const own = [...values.subarray(start, start + columns)];
    return own.indexOf(Math.max(...own));
  });
}
