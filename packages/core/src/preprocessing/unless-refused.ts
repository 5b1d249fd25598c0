import { cast, gather, mul, type Tensor, tensor1d } from '@tensorflow/tfjs-core';

/**
 * Values as they are, unless one is refused: ONNX has no operator that fails on demand, so that an index out of range does.
 *
 * @param values - The values.
 * @param refused - Whether each is an error.
 */
export function unlessRefused(values: Tensor, refused: Tensor): Tensor {
  return mul(values, gather(tensor1d([1]), cast(refused, 'int32')));
}
