import { at } from '../../src/at.ts';
import type { ModelGraph } from '../../src/model/model-graph.ts';
import { random } from '../../src/random.ts';

/** Numbers of one example. */
export type Vector = readonly number[];

/** Rows of numbers. */
export type Matrix = readonly Vector[];

/**
 * x W, in double precision.
 *
 * @param x - A row.
 * @param w - The matrix.
 */
export const times = (x: Vector, w: Matrix): number[] =>
  at(w, 0).map((_, column) => x.reduce((sum, value, row) => sum + value * at(at(w, row), column), 0));

/**
 * Numbers below 0 replaced by 0.
 *
 * @param x - The numbers.
 */
export const positive = (x: Vector): number[] => x.map((value) => Math.max(0, value));

/** A model with random weights, in double precision. */
export interface PlainModel {
  /** All parameters. */
  readonly vector: Float32Array;
  /** A weight by its path, as rows: one row for a vector. */
  readonly weight: (path: string) => Matrix;
  /** x W + b of a dense layer, by its path. */
  readonly affine: (path: string, x: Vector) => number[];
}

/**
 * Random weights for a model, and what its dense layers compute.
 *
 * @param graph - The model.
 * @param seed - Where the weights come from.
 */
export function plainModel(graph: ModelGraph, seed = 3): PlainModel {
  const stream = random(seed);
  const vector = Float32Array.from({ length: graph.parameterCount }, () => stream.normal());
  const weight = (path: string): Matrix => {
    const { shape, offset, size } = at(
      graph.parameters.filter((each) => each.path === path),
      0,
    );
    const width = shape.length > 1 ? (shape.at(-1) ?? 1) : size;
    return Array.from({ length: size / width }, (_, row) => [
      ...vector.slice(offset + row * width, offset + (row + 1) * width),
    ]);
  };
  const affine = (path: string, x: Vector): number[] => {
    const bias = at(weight(`${path}/bias`), 0);
    return times(x, weight(`${path}/kernel`)).map((value, index) => value + at(bias, index));
  };
  return { vector, weight, affine };
}

/**
 * The paths of weights that depend on tasks, by these tasks: `0` for those of the first alone, `0,1` for those of both.
 *
 * @param graph - The model.
 */
export function pathsByTasks(graph: ModelGraph): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  graph.parameters.forEach(({ path }, index) => (found[at(graph.partition.users, index).join()] ??= []).push(path));
  return found;
}
