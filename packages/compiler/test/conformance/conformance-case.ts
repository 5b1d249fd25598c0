import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The numbers of one argument of a case. */
export interface Input {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: readonly number[];
}

/** How far a compiled number may be from TensorFlow.js' own: `absolute + relative · |its own|`. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
  /** Why it is not {@link usual}. */
  readonly reason?: string;
}

/** A hundred times the precision of float32, for sums taken in another order. */
export const usual: Tolerance = { relative: 1e-5, absolute: 1e-6 };

/** A function of tensors. */
export type Computation = (...inputs: Tensor[]) => Tensor | Tensor[];

/** One use of a kernel, to be the same compiled as run op by op by TensorFlow.js' cpu backend. */
export interface Case {
  readonly name: string;
  readonly inputs: readonly Input[];
  /** What is compared: its values, and its gradients for every float32 input. */
  readonly compute: Computation;
  /** What TensorFlow.js computes in its place, where its cpu backend has no such kernel. */
  readonly reference?: Computation;
  /** Which inputs are differentiated; all of float32 when left out. */
  readonly gradientsOf?: readonly number[];
  readonly tolerance?: Tolerance;
}

/** The cases of some kernels, by the kernel's name. */
export type Cases = Readonly<Record<string, readonly Case[]>>;

/** Cases that TensorFlow.js cannot differentiate, or not as we do. */
export function withoutGradients(cases: readonly Case[]): readonly Case[] {
  return cases.map((example) => ({ ...example, gradientsOf: [] }));
}

/**
 * Float32 numbers between two bounds that are spread evenly and all different; with the golden ratio, so that there is no order in
 * them either.
 */
export function floats(shape: readonly number[], [from, to]: readonly [number, number] = [-2, 2], seed = 0): Input {
  const values = Array.from({ length: product(shape) }, (_, index) => from + (to - from) * spread(index, seed));
  return { shape, dtype: 'float32', values };
}

/** Whole numbers from 0 to `bound` − 1. */
export function ints(shape: readonly number[], bound: number, seed = 0): Input {
  const values = Array.from({ length: product(shape) }, (_, index) => Math.floor(bound * spread(index, seed)));
  return { shape, dtype: 'int32', values };
}

/** Trues and falses. */
export function bools(shape: readonly number[], seed = 0): Input {
  return { ...ints(shape, 2, seed), dtype: 'bool' };
}

/** These numbers, as a vector. */
export function exactly(values: readonly number[], dtype: Input['dtype'] = 'float32'): Input {
  return { shape: [values.length], dtype, values };
}

/** An argument as a tensor of the active backend. */
export function tensorOf({ values, shape, dtype }: Input): Tensor {
  return tf.tensor([...values], [...shape], dtype);
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function spread(index: number, seed: number): number {
  return ((index + 1 + 7 * seed) * 0.6180339887498949) % 1;
}
