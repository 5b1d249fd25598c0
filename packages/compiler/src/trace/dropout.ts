import * as tf from '@tensorflow/tfjs-core';

import { randomUniform } from '../random-numbers.ts';
import { isInDropout, runningOps } from './op-scopes.ts';

/** The part of TensorFlow.js' engine that its types keep to themselves; its version is pinned. */
interface TensorMaker {
  makeTensor: (this: TensorMaker, values: unknown, shape: number[], ...rest: unknown[]) => tf.Tensor;
}

/**
 * Runs a function in which `tf.dropout`, and so the dropout layers, draw a new mask at each run of the compiled function, from the source that
 * its options name. A seed of the op or the layer is left out of account: TensorFlow.js would draw the same mask at every step.
 *
 * @param run - The function.
 */
export function withDropout<Result>(run: () => Result): Result {
  const engine = tf.engine() as unknown as TensorMaker;
  const { makeTensor } = engine;
  const orMask: TensorMaker['makeTensor'] = function (this: TensorMaker, values, shape, ...rest) {
    if (!isInDropout() || runningOps().at(-1) !== 'randomUniform') return makeTensor.call(this, values, shape, ...rest);
    engine.makeTensor = makeTensor; // Op by op, randomUniform makes a tensor of its own.
    try {
      return randomUniform(shape);
    } finally {
      engine.makeTensor = orMask;
    }
  };
  engine.makeTensor = orMask;
  try {
    return run();
  } finally {
    engine.makeTensor = makeTensor;
  }
}
