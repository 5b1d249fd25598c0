import { sizeOf } from '../size-of.ts';
import type { Initializer } from './layer.ts';

/**
 * Values that begin uniform in ±1/√fanIn, as PyTorch's dense and convolution layers do.
 *
 * @param fanIn - How many inputs each output of the layer sees.
 */
export function uniform(fanIn: number): Initializer {
  const bound = 1 / Math.sqrt(fanIn);
  return (shape, random) => Float32Array.from({ length: sizeOf({ shape }) }, () => (2 * random.next() - 1) * bound);
}

/**
 * Values that begin normally distributed with mean 0, by default with variance 1, as PyTorch's embeddings do.
 *
 * @param deviation - Their standard deviation.
 */
export function normal(deviation = 1): Initializer {
  return (shape, random) => Float32Array.from({ length: sizeOf({ shape }) }, () => deviation * random.normal());
}

/**
 * Values that are all the same at the beginning.
 *
 * @param value - The value.
 */
export function constant(value: number): Initializer {
  return (shape) => new Float32Array(sizeOf({ shape })).fill(value);
}
