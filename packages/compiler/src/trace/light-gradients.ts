import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { Graph } from '../graph/graph.ts';
import { sizeOf } from '../host-tensor.ts';
import { traceBackend } from './trace-backend.ts';

type Gradient = (dy: Tensor, x: Tensor, axes: readonly number[]) => Tensor;

/** The gradients of TensorFlow.js that multiply by an array of ones; here it is a scalar. */
const light: Readonly<Record<string, Gradient>> = {
  Sum: spread,
  Mean: (dy, x, axes) => tf.div(spread(dy, x, axes), sizeOf(axes.map((axis) => x.shape[axis] ?? 1))),
};

/**
 * Runs a function in which the gradients of sums and means are recorded without arrays of ones, which would be as large as the
 * summed tensor. A gradient that differs from TensorFlow.js' own is left as it is.
 *
 * @param run - The function.
 */
export function withLightGradients<Result>(run: () => Result): Result {
  const replaced: GradConfig[] = [];
  try {
    for (const [kernelName, gradient] of Object.entries(light)) {
      const known = tf.getGradient(kernelName);
      const gradFunc: GradConfig['gradFunc'] = (dy, [x = dy as Tensor], { axis }) => ({
        x: () => gradient(dy as Tensor, x, tf.util.parseAxisParam(axis as number[], x.shape)),
      });
      if (!isAlike(known.gradFunc, gradFunc)) continue;
      replaced.push(known);
      register({ ...known, gradFunc });
    }
    return run();
  } finally {
    replaced.forEach(register);
  }
}

function register(config: GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

/** Whether two gradients record the same for a small example, in a graph of its own. */
function isAlike(a: GradConfig['gradFunc'], b: GradConfig['gradFunc']): boolean {
  const { graph } = traceBackend;
  traceBackend.graph = new Graph();
  try {
    return recordTheSame(a, b);
  } finally {
    traceBackend.graph = graph;
  }
}

function recordTheSame(a: GradConfig['gradFunc'], b: GradConfig['gradFunc']): boolean {
  const [dy, x] = [[3], [2, 3]].map((shape) => {
    const value = traceBackend.graph.input('x', { shape, dtype: 'float32' });
    return tf.engine().makeTensorFromTensorInfo(traceBackend.tensorOf(value));
  });
  if (!dy || !x) return false;
  const [one, other] = [a, b].map((gradient) => gradient(dy, [x], { axis: [0] }).x?.());
  return one !== undefined && other !== undefined && traceBackend.recorded(one) === traceBackend.recorded(other);
}

/** The gradient of a sum: dy, broadcast. */
function spread(dy: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const expanded = tf.reshape(dy, kept);
  const ones = traceBackend.tensorOf(traceBackend.graph.scalarConstant(1, x.shape, 'float32'));
  return tf.mul(expanded, tf.engine().makeTensorFromTensorInfo(ones));
}
