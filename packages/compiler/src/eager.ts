import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { startEagerBackend } from './eager-backend.ts';
import { dataTypeOf, type HostTensor, toHost } from './host-tensor.ts';
import { type RandomSource, withRandom } from './random-uniform.ts';
import { leavesOf, mapLeaves } from './structure.ts';
import { syncVariable } from './variable-store.ts';

/**
 * Runs a function op by op on the backend that TensorFlow.js has active.
 *
 * @param fn - The function.
 * @param args - What it is called with.
 * @param random - Where its random numbers come from.
 */
export async function runEagerly(
  fn: (...args: never[]) => unknown,
  args: readonly unknown[],
  random: RandomSource | undefined,
): Promise<unknown> {
  await startEagerBackend();
  for (const variable of Object.values(tf.engine().registeredVariables)) syncVariable(variable);
  const made: Tensor[] = [];
  const tensors = args.map((arg) =>
    mapLeaves(arg, (leaf) => {
      if (leaf instanceof tf.Tensor) return leaf;
      const tensor = tf.tensor(leaf.data, [...leaf.shape], dataTypeOf(leaf));
      made.push(tensor);
      return tensor;
    }),
  );
  try {
    const result = withRandom(random, () => tf.tidy(() => fn(...(tensors as never[])) as tf.TensorContainer));
    const given = new Set<unknown>(leavesOf(tensors));
    return mapLeaves(result, (leaf): HostTensor => {
      const value = toHost(leaf);
      if (leaf instanceof tf.Tensor && !given.has(leaf)) leaf.dispose();
      return value;
    });
  } finally {
    tf.dispose(made);
  }
}
