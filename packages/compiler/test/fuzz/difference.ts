import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** A tensor moved by a part of itself that is different in each place. */
export function movedBy(input: Tensor, moved: number, seed: number): Tensor {
  if (moved === 0) return input;
  const signs = Float32Array.from({ length: input.size }, (_, at) => Math.sin(17 * at + seed + moved * 1e7));
  return tf.add(input, tf.mul(tf.tensor(signs, input.shape), moved));
}

/**
 * Where compiled numbers are too far from TensorFlow.js' own: further than rounding, and further than a hundred times as far as its
 * own move when the inputs move by what rounding would move them.
 *
 * @param actual - The compiled numbers.
 * @param eager - What TensorFlow.js computes, with the inputs moved.
 */
export function difference(actual: readonly number[], eager: (moved: number) => readonly number[]): string | undefined {
  const expected = eager(0);
  const scale = Math.max(1, ...expected.map(Math.abs));
  const far = (at: number, allowed: number): boolean => {
    const [given = Number.NaN, wanted = Number.NaN] = [actual[at], expected[at]];
    return !Object.is(given, wanted) && !(Math.abs(given - wanted) <= allowed + 1e-4 * Math.abs(wanted));
  };
  const places = expected.flatMap((_, at) => (far(at, 2e-6 * scale) ? [at] : []));
  if (places.length === 0 && actual.length === expected.length) return undefined;
  const moved = [2e-7, -3e-7, 5e-7].map((by) => eager(by));
  const sensitive = (at: number): number =>
    Math.max(...moved.map((numbers) => Math.abs((numbers[at] ?? 0) - (expected[at] ?? 0))));
  const worst = places.find((at) => far(at, 2e-6 * scale + 100 * sensitive(at)));
  if (worst === undefined && actual.length === expected.length) return undefined;
  return `number ${worst} of ${expected.length} is ${actual[worst ?? 0]}, not ${expected[worst ?? 0]}`;
}
