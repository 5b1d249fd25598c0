import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import { checkShape, sizeOf } from './host-tensor.ts';
import { normalQuantile } from './normal-quantile.ts';
import { type Distribution, recording } from './trace/recording.ts';
import { traceBackend } from './trace/trace-backend.ts';

/** Where a compiled function's random numbers come from. */
export interface RandomSource {
  /** The next number, uniform in [0, 1). */
  next(): number;
}

/** Where the function that runs op by op has its random numbers from. */
let eager: { readonly source: RandomSource | undefined } | undefined;

/**
 * Random numbers, uniform in [0, 1), drawn anew each time the compiled function runs, from the source that its options
 * name. The ops of TensorFlow.js itself would draw once, when the function is traced.
 *
 * @param shape - Length of each axis.
 * @throws {@link CompileError} outside a compiled function, and for what is no shape.
 */
export function randomUniform(shape: readonly number[]): Tensor {
  return randomInput('randomUniform', shape, 'uniform');
}

/**
 * Random numbers of the standard normal distribution, drawn as those of {@link randomUniform}, from one number of the source each: its
 * quantile. They have the same bits wherever the source's numbers have.
 *
 * @param shape - Length of each axis.
 * @throws {@link CompileError} outside a compiled function, and for what is no shape.
 */
export function randomNormal(shape: readonly number[]): Tensor {
  return randomInput('randomNormal', shape, 'normal');
}

function randomInput(name: string, shape: readonly number[], distribution: Distribution): Tensor {
  checkShape(`${name}: the shape`, shape);
  const record = recording();
  if (record) {
    const value = traceBackend.graph.input('r', { shape, dtype: 'float32' });
    record.random.push({ value, distribution });
    return tf.engine().makeTensorFromTensorInfo(traceBackend.tensorOf(value));
  }
  if (!eager) throw new CompileError(`${name}: must be called inside a compiled function.`);
  return tf.tensor(draw(eager.source, sizeOf(shape), distribution), [...shape]);
}

/**
 * Random typed arrays.
 *
 * @param source - Where they come from.
 * @param size - How many.
 * @param distribution - How they are distributed.
 * @throws {@link CompileError} without a source.
 */
export function draw(source: RandomSource | undefined, size: number, distribution: Distribution): Float32Array {
  if (!source) {
    throw new CompileError(
      'compile: the function draws random numbers, so the option `random` must name their source.',
    );
  }
  const numbers = new Float32Array(size);
  const next = distribution === 'uniform' ? () => below1(source.next()) : () => normalOf(source.next());
  for (let index = 0; index < size; index += 1) numbers[index] = next();
  return numbers;
}

/** A double just below 1 would round to 1 as a float32. */
function below1(uniform: number): number {
  return Math.floor(uniform * 2 ** 24) / 2 ** 24;
}

/** The quantile in the middle of the 2⁻³² that a number stands for: 0 has none. */
function normalOf(uniform: number): number {
  return normalQuantile((Math.floor(uniform * 2 ** 32) + 0.5) / 2 ** 32);
}

/**
 * Runs a function whose {@link randomUniform} and {@link randomNormal} draw at once.
 *
 * @param source - Where its random numbers come from.
 * @param run - The function.
 */
export function withRandom<Result>(source: RandomSource | undefined, run: () => Result): Result {
  const before = eager;
  eager = { source };
  try {
    return run();
  } finally {
    eager = before;
  }
}
