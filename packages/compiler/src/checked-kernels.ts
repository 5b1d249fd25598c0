import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { disposed } from './trace/disposed.ts';
import { runningOps } from './trace/op-scopes.ts';
import { traceBackendName } from './trace/trace-backend.ts';

/** The part of TensorFlow.js' engine that is needed here. */
interface KernelRunner {
  runKernel: (this: KernelRunner, name: string, inputs: unknown, attributes?: NamedAttrMap) => unknown;
}

/** The kernels with windows that move over images, and their gradients. */
const windowed = new Set<string>([
  ...[tf.AvgPool, tf.AvgPoolGrad, tf.MaxPool, tf.MaxPoolGrad],
  ...[tf.Conv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter, tf.FusedConv2D],
  ...[tf.DepthwiseConv2dNative, tf.DepthwiseConv2dNativeBackpropInput, tf.DepthwiseConv2dNativeBackpropFilter],
  tf.FusedDepthwiseConv2D,
]);

/**
 * Runs a function in which two things that TensorFlow.js leaves unchecked are right. An op on a tensor that was disposed of is an error. A
 * padding that is one number is written for each side of an image: TensorFlow.js takes the number of columns of what comes out from the height
 * of the window and the vertical stride, which is wrong where the two axes differ, and has `tf.conv1d` pad an axis that it does not have.
 *
 * @param run - The function.
 */
export function withCheckedKernels<Result>(run: () => Result): Result {
  const engine = tf.engine() as unknown as KernelRunner;
  const { runKernel } = engine;
  engine.runKernel = function (name, inputs, attributes) {
    const tensors = Object.values(inputs as Readonly<Record<string, Tensor | undefined>>);
    const gone = tensors.find((tensor) => tensor?.isDisposed);
    if (gone && !isReadByGradient()) throw disposed(gone);
    return runKernel.call(this, name, inputs, windowed.has(name) ? padded(attributes) : attributes);
  };
  try {
    return run();
  } finally {
    engine.runKernel = runKernel;
  }
}

/** Whether a gradient is traced: those of TensorFlow.js read what it has disposed of (that of logSigmoid its input), which a trace still has. */
function isReadByGradient(): boolean {
  const { scopeStack } = tf.engine().state;
  return tf.getBackend() === traceBackendName && scopeStack.some(({ name }) => name === 'backward');
}

function padded(attributes: NamedAttrMap = {}): NamedAttrMap {
  const { pad, dataFormat } = attributes;
  if (typeof pad !== 'number') return attributes;
  const none = [0, 0];
  const columns = [pad, pad];
  const rows = runningOps().includes('conv1d') ? none : columns;
  return { ...attributes, pad: dataFormat === 'NCHW' ? [none, none, rows, columns] : [none, rows, columns, none] };
}
