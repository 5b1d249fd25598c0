import { add, div, mul, sqrt, square, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link cosineDistance}: there are none. */
export const cosineDistanceOptions = optionsSchema('cosine-distance', {});

/** Keeps lengths above 0. */
const epsilon = 1e-8;

/**
 * How far a vector points from its target, whatever their lengths: for directions, such as surface normals.
 *
 *     ℓ = 1 − x·y / (‖x‖ ‖y‖)        ‖v‖ = √(Σ v² + ε),  ε = 10⁻⁸
 *
 * x are the outputs and y the targets of an example, at least two. It runs from 0 (the same direction) to 2 (the opposite one), and is 1 at a
 * vector of zeros.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 * @see D. Eigen, R. Fergus. Predicting Depth, Surface Normals and Semantic Labels with a Common Multi-Scale Convolutional Architecture. ICCV 2015.
 *   https://arxiv.org/abs/1411.4734 (there its negative dot product)
 */
export function cosineDistance(options: NoOptions = {}): Loss {
  const name = cosineDistanceOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, cosineDistanceOptions.read(options)),
    misfit: ({ count }) => (count < 2 ? `one of a single number, as ${name} needs at least 2` : undefined),
    call(outputs, labels) {
      const [x, y] = [outputs, labelsLike(name, outputs, labels)];
      return sub(1, div(sum<Tensor1D>(mul(x, y), 1), mul(lengths(x), lengths(y))));
    },
    constant(training, measured, { count }) {
      const mean = new Float64Array(count);
      for (const direction of directions(training, count)) {
        for (let axis = 0; axis < count; axis += 1) mean[axis] = (mean[axis] ?? 0) + (direction[axis] ?? 0);
      }
      const [best = mean] = directions(mean, count);
      const all = directions(measured, count);
      return all.reduce((total, direction) => total + 1 - dot(direction, best), 0) / all.length;
    },
  };
}

function lengths(vectors: Tensor): Tensor1D {
  return sqrt(add(sum<Tensor1D>(square(vectors), 1), epsilon));
}

/** Vectors of the length 1, or 0 where there is no direction. */
function directions(values: ArrayLike<number>, count: number): readonly Float64Array[] {
  return Array.from({ length: values.length / count }, (_, row) => {
    const vector = Float64Array.from({ length: count }, (__, axis) => values[row * count + axis] ?? Number.NaN);
    const length = Math.sqrt(dot(vector, vector));
    return vector.map((value) => value / (length || 1));
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, index) => total + value * (b[index] ?? Number.NaN), 0);
}
