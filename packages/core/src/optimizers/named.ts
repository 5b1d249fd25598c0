import type { Tensor } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * A tensor that must be there: a slot or a scalar of an optimizer.
 *
 * @param tensors - The tensors, by name.
 * @param name - Its name.
 * @throws {@link ShapeError} when there is none of this name.
 */
export function named<Value extends Tensor>(tensors: Readonly<Record<string, Value>>, name: string): Value {
  const tensor = tensors[name];
  if (!tensor)
    throw new ShapeError(
      `optimizer: there must be a tensor ${name}, received those of the names ${Object.keys(tensors).join(', ') || 'none'}.`,
    );
  return tensor;
}
