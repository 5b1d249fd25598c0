import type { Random } from '../random.ts';
import type { Parameter } from './layer.ts';

/**
 * A parameter that begins uniform in ±1/√fanIn, as PyTorch's dense and convolution layers do.
 *
 * @param shape - Length of each axis.
 * @param fanIn - How many inputs each output of the layer sees.
 */
export function uniformParameter(shape: readonly number[], fanIn: number): Parameter {
  const size = shape.reduce((product, length) => product * length, 1);
  const bound = 1 / Math.sqrt(fanIn);
  return {
    shape,
    init: (random: Random) => Float32Array.from({ length: size }, () => (2 * random.next() - 1) * bound),
  };
}
