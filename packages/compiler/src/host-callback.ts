import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import { arrayOf, checkShape, checkType, type DataType, type HostTensor, sizeOf, toHost } from './host-tensor.ts';
import { recording } from './trace/recording.ts';
import { traceBackend } from './trace/trace-backend.ts';

/** A function of the host that looks at numbers from the middle of a compiled function and answers with others. */
export type HostFunction = (...inputs: readonly HostTensor[]) => ArrayLike<number>;

/**
 * Calls a plain function from within a compiled one. The graph is cut here: what the call needs is computed and handed to
 * it, and what it answers goes on as a tensor. No gradient flows through it. Outside a compiled function it reads the
 * tensors and calls at once.
 *
 * @param inputs - The tensors that the function is given.
 * @param output - The shape and type of what it answers.
 * @param call - The function; called once each time the compiled function runs.
 * @throws {@link CompileError} for inputs that are no tensors, for what is no shape or type, and when the function answers with
 *   anything else than as many numbers as the shape has.
 */
export function hostCall(
  inputs: readonly Tensor[],
  output: { readonly shape: readonly number[]; readonly dtype?: DataType },
  call: HostFunction,
): Tensor {
  const { shape } = output;
  checkShape('hostCall: the shape', shape);
  const dtype = checkType(output.dtype ?? 'float32');
  if (!inputs.every((input) => input instanceof tf.Tensor))
    throw new CompileError('hostCall: the inputs must be tensors.');
  const checked: HostFunction = (...values) => answer(call(...values), shape, dtype);
  const record = recording();
  if (!record) {
    const data = checked(...inputs.map(toHost));
    return tf.tensor(arrayOf(dtype, data), [...shape], dtype);
  }
  record.hostFunctions.push(checked);
  const values = inputs.map((input) => traceBackend.recorded(input));
  return tf
    .engine()
    .makeTensorFromTensorInfo(traceBackend.tensorOf(traceBackend.graph.hostCall(values, { shape, dtype })));
}

function answer(numbers: ArrayLike<number> | undefined, shape: readonly number[], dtype: DataType): ArrayLike<number> {
  if (numbers?.length !== sizeOf(shape)) {
    const count = numbers?.length ?? (numbers instanceof Promise ? 'a promise' : 'nothing that has a length');
    throw new CompileError(`hostCall: the function must answer ${sizeOf(shape)} numbers, answered ${count}.`);
  }
  return arrayOf(dtype, numbers);
}
