import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import { arrayOf, checkShape, checkType, type DataType, sizeOf, toHost } from './host-tensor.ts';
import { type HostFunction, recording } from './trace/recording.ts';
import { traceBackend } from './trace/trace-backend.ts';

/**
 * Calls a JavaScript function from within a compiled one, as `jax.pure_callback` does. The graph is cut here: its first part
 * computes the arguments, and the result is an input of the next part. No gradient flows through the call. Outside a compiled
 * function it reads the tensors and calls the function at once.
 *
 * @param inputs - The arguments of the function.
 * @param output - The shape and type of its result.
 * @param call - The function; called once each time the compiled function runs. Returns the elements of the result.
 * @throws {@link CompileError} for inputs that are no tensors, for an invalid shape or type, and when the function returns
 *   another number of elements than the shape has.
 */
export function hostCallback(
  inputs: readonly Tensor[],
  output: { readonly shape: readonly number[]; readonly dtype?: DataType },
  call: HostFunction,
): Tensor {
  const { shape } = output;
  checkShape('hostCallback: the shape', shape);
  const dtype = checkType(output.dtype ?? 'float32');
  if (!inputs.every((input) => input instanceof tf.Tensor))
    throw new CompileError('hostCallback: the inputs must be tensors.');
  const checked: HostFunction = (...values) => checkedResult(call(...values), shape, dtype);
  const record = recording();
  if (!record) {
    const data = checked(...inputs.map(toHost));
    return tf.tensor(arrayOf(dtype, data), [...shape], dtype);
  }
  record.hostFunctions.push(checked);
  const values = inputs.map((input) => traceBackend.recorded(input));
  return tf
    .engine()
    .makeTensorFromTensorInfo(traceBackend.tensorOf(traceBackend.graph.hostCallback(values, { shape, dtype })));
}

function checkedResult(
  elements: ArrayLike<number> | undefined,
  shape: readonly number[],
  dtype: DataType,
): ArrayLike<number> {
  if (elements?.length !== sizeOf(shape)) {
    const count = elements?.length ?? (elements instanceof Promise ? 'a promise' : 'nothing with a length');
    throw new CompileError(`hostCallback: the function must return ${sizeOf(shape)} numbers, returned ${count}.`);
  }
  return arrayOf(dtype, elements);
}
