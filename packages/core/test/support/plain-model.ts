import type { ModelGraph } from '../../src/model/model-graph.ts';
import { random } from '../../src/random.ts';

/** Numbers in a row, in double precision. */
export type Vector = readonly number[];
/** Rows of numbers. */
export type Matrix = readonly Vector[];

/** x W. */
export const times = (x: Vector, w: Matrix): number[] =>
  (w[0] ?? []).map((_, column) => x.reduce((sum, value, at) => sum + value * (w[at]?.[column] ?? NaN), 0));

/** a + b. */
export const plus = (a: Vector, b: Vector): number[] => a.map((value, at) => value + (b[at] ?? NaN));

/** max(0, x). */
export const relu = (x: Vector): number[] => x.map((value) => Math.max(0, value));

/** eˣ / Σ eˣ. */
export function softmax(x: Vector): number[] {
  const powers = x.map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Σ_e shares_e · features_e. */
export const mix = (shares: Vector, features: Matrix): number[] =>
  (features[0] ?? []).map((_, at) =>
    features.reduce((sum, each, expert) => sum + (shares[expert] ?? NaN) * (each[at] ?? NaN), 0),
  );

/** The weights of a model, by their paths, for arithmetic by hand. */
export interface PlainWeights {
  /** All of them, as the model has them. */
  readonly vector: Float32Array;
  /** A matrix, or a vector as its only row. */
  readonly weight: (path: string) => Matrix;
  /** x W + b of the dense layer at a path. */
  readonly affine: (path: string, x: Vector) => number[];
}

/**
 * Random weights for a model.
 *
 * @param graph - The model.
 * @param seed - Where they come from.
 */
export function plainWeights(graph: ModelGraph, seed = 3): PlainWeights {
  const stream = random(seed);
  const vector = Float32Array.from({ length: graph.parameterCount }, () => stream.normal());
  const weights = new Map(
    graph.parameters.map(({ path, shape, offset, size }) => {
      const width = shape.at(-1) ?? 1;
      const rows = Array.from({ length: size / width }, (_, row) => offset + row * width);
      return [path, rows.map((start) => [...vector.slice(start, start + width)])];
    }),
  );
  const weight = (path: string): Matrix => {
    const found = weights.get(path);
    if (!found) throw new Error(`There is no weight ${path}.`);
    return found;
  };
  return {
    vector,
    weight,
    affine: (path, x) => plus(times(x, weight(`${path}/kernel`)), weight(`${path}/bias`)[0] ?? []),
  };
}

/**
 * Which tasks depend on each weight, by its path.
 *
 * @param graph - The model.
 */
export function usersOf(graph: ModelGraph): Readonly<Record<string, readonly number[]>> {
  const { users } = graph.partition;
  return Object.fromEntries(graph.parameters.map(({ path }, index) => [path, users[index] ?? []]));
}
