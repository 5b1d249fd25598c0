import { overrideConvolutionGradients } from './convolution.ts';
import { overrideDepthwiseGradients } from './depthwise.ts';
import { overrideEinsum } from './einsum.ts';
import { forwardWrongKernels } from './forward.ts';
import { overrideFusedMatMul, overrideMatMul } from './matmul.ts';
import { overrideMaxPoolGradient } from './pooling.ts';
import { overrideSegmentSum } from './segment-sum.ts';

let repaired = false;

/** Gives TensorFlow.js' WebAssembly backend, which must have been started, the kernels of training that it lacks, has slow, or has wrong. */
export function repairWasmBackend(): void {
  if (repaired) return;
  repaired = true;
  overrideMatMul();
  overrideFusedMatMul();
  overrideConvolutionGradients();
  overrideDepthwiseGradients();
  overrideSegmentSum();
  overrideMaxPoolGradient();
  overrideEinsum();
  forwardWrongKernels();
}
