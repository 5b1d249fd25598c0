import { EquipoiseError } from '../errors.ts';
import { isWithin } from '../options/bounds.ts';
import { type Option, part } from '../options/option.ts';

/** The weights of classes, or that they are taken from the training labels. */
export type ClassWeights = readonly number[] | 'balanced';

/**
 * Declares an option that is a list of weights, or `balanced`.
 *
 * @param facts - Its meaning, and what happens when it is left out.
 */
export function weightsOption(facts: {
  readonly meaning: string;
  readonly otherwise: string;
}): Option<ClassWeights, ClassWeights | undefined> {
  return part(isWeights, {
    ...facts,
    range: 'above 0, or balanced',
    expected: 'a list of numbers above 0, or "balanced"',
  });
}

/**
 * Weights that are known.
 *
 * @param owner - The loss that they belong to.
 * @param given - The weights.
 * @throws {@link EquipoiseError} when they are still to be taken from the training labels.
 */
export function knownWeights(owner: string, given: ClassWeights): readonly number[] {
  if (given !== 'balanced') return given;
  throw new EquipoiseError(
    `${owner}: balanced weights come from the training labels: call fitted(labels, target) first.`,
  );
}

/**
 * Balanced weights, as scikit-learn's `class_weight="balanced"` has them: every class counts alike in all.
 *
 *     w_c = n / (K n_c)
 *
 * n is the number of labels, n_c that of class c, and K the number of classes that occur. A class that does not occur gets the weight of
 * one that occurs once.
 *
 * @param labels - The class of each training example.
 * @param classes - How many classes there are.
 */
export function balancedWeights(labels: ArrayLike<number>, classes: number): readonly number[] {
  const counts = classCounts(labels, classes);
  const occurring = counts.filter((count) => count > 0).length;
  return counts.map((count) => labels.length / (Math.max(occurring, 1) * Math.max(count, 1)) || 1);
}

/**
 * How often each class occurs.
 *
 * @param labels - The class of each example.
 * @param classes - How many classes there are.
 */
export function classCounts(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of Array.from(labels)) {
    if (label >= 0 && label < classes) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

function isWeights(value: unknown): value is ClassWeights {
  if (value === 'balanced') return true;
  return Array.isArray(value) && value.every((each) => typeof each === 'number' && isWithin(each, { above: 0 }));
}
