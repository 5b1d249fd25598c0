import type { Parameter } from '@equipoise/core';

/**
 * A parameter that begins uniform in ±1/√fanIn, as PyTorch's dense and convolution layers do.
 *
 * @param shape - Length of each axis.
 * @param fanIn - How many inputs each output of the layer sees.
 */
export function uniform(shape: readonly number[], fanIn: number): Parameter {
  const bound = 1 / Math.sqrt(fanIn);
  return {
    shape,
    init: (random) => Float32Array.from({ length: sizeOf(shape) }, () => bound * (2 * random.next() - 1)),
  };
}

/**
 * A parameter that begins normally distributed with variance 1, as PyTorch's embeddings do.
 *
 * @param shape - Length of each axis.
 */
export function normal(shape: readonly number[]): Parameter {
  return { shape, init: (random) => Float32Array.from({ length: sizeOf(shape) }, () => random.normal()) };
}

/**
 * A parameter that begins with one number everywhere.
 *
 * @param shape - Length of each axis.
 * @param value - The number.
 */
export function constant(shape: readonly number[], value: number): Parameter {
  return { shape, init: () => new Float32Array(sizeOf(shape)).fill(value) };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
