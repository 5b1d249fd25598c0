import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { checkIndices } from '../eager-kernels/indices.ts';
import { wrapIntegers } from '../eager-kernels/integers.ts';
import { keepNotANumber } from '../eager-kernels/not-a-number.ts';
import { orderTopK } from '../eager-kernels/top-k.ts';
import { mendTypes } from '../eager-kernels/types.ts';
import { sizeOf } from '../host-tensor.ts';
import { overrideConvolutionGradients } from './convolution.ts';
import { overrideDepthwiseGradients } from './depthwise.ts';
import { overrideEinsum } from './einsum.ts';
import { forwardWrongKernels } from './forward.ts';
import { overrideFusedMatMul, overrideMatMul } from './matmul.ts';
import { keepNaNOnWasm } from './not-finite.ts';
import { wasmBackendName } from './override.ts';
import { overrideMaxPoolGradient } from './pooling.ts';
import { overrideSamePadding } from './same-padding.ts';
import { overrideSegmentSum } from './segment-sum.ts';

let repaired = false;

/** Gives TensorFlow.js' WebAssembly backend, which must have been started, the kernels of training that it lacks, has slow, or has wrong. */
export function repairWasmBackend(): void {
  if (repaired) return;
  repaired = true;
  overrideMatMul();
  overrideFusedMatMul();
  overrideSamePadding();
  overrideConvolutionGradients();
  overrideDepthwiseGradients();
  overrideSegmentSum();
  overrideMaxPoolGradient();
  overrideEinsum(wasmBackendName);
  forwardWrongKernels();
  keepNaNOnWasm();
  wrapIntegers(wasmBackendName);
  keepNotANumber(wasmBackendName);
  orderTopK(wasmBackendName);
  mendTypes(wasmBackendName);
  checkIndices(wasmBackendName);
  limitMemory();
}

/** WebAssembly addresses 4 GB. A larger tensor would overwrite others. */
function limitMemory(): void {
  const backend = tf.findBackend(wasmBackendName) as Allocating;
  const makeOutput = backend.makeOutput.bind(backend);
  backend.makeOutput = (shape, ...rest) => {
    const bytes = 4 * sizeOf(shape);
    if (bytes < 2 ** 32) return makeOutput(shape, ...rest);
    throw new RangeError(`WebAssembly memory allocation failed: a tensor of ${bytes} bytes`);
  };
}

interface Allocating extends KernelBackend {
  makeOutput(shape: number[], dtype: tf.DataType, memoryOffset?: number, values?: tf.BackendValues): TensorInfo;
}
