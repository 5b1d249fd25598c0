import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Kernel, override } from './override.ts';

/** Kernels whose WebAssembly is wrong for all inputs: of another type, read out of bounds, or with wrong values. */
const wrong = [
  'ClipByValue',
  'Conv3D',
  'Conv3DBackpropFilterV2',
  'Conv3DBackpropInputV2',
  'Dilation2D',
  'Dilation2DBackpropFilter',
  'Dilation2DBackpropInput',
  'FloorDiv',
  'Log1p',
  'MaxPool3D',
  'MaxPool3DGrad',
  'Mod',
  'OneHot',
  'Relu6',
  'ResizeNearestNeighbor',
];

/** Kernels whose WebAssembly is wrong for some inputs. */
const wrongFor: Readonly<Record<string, (kernel: Kernel<string, Readonly<Record<string, unknown>>>) => boolean>> = {
  AvgPool: ({ attrs }) => readsPaddingAlone(attrs),
  BatchMatMul: ({ inputs }) => inputs.a?.dtype !== 'float32',
  Cast: ({ attrs }) => attrs.dtype === 'bool',
  GatherV2: ({ attrs }) => attrs.batchDims !== 0,
  MaxPool: ({ inputs, attrs }) => inputs.x?.dtype !== 'float32' || readsPaddingAlone(attrs),
  PadV2: ({ inputs }) => inputs.x?.dtype === 'int32',
  Slice: ({ inputs, attrs }) => isOutside(inputs.x, attrs),
  Select: ({ inputs }) => inputs.t?.dtype === 'bool' || inputs.t?.dtype !== inputs.e?.dtype,
  Reverse: ({ inputs }) => inputs.x?.dtype !== 'float32',
  StridedSlice: ({ inputs }) => inputs.x?.dtype !== 'float32',
};

/** Whether a slice reads what is not there: the cpu backend says so. */
function isOutside(x: Tensor | undefined, { begin, size }: Readonly<Record<string, unknown>>): boolean {
  if (!x) return false;
  const [start = [], lengths = []] = tf.slice_util.parseSliceParams(x, begin as number[], size as number[]);
  return start.some((from, axis) => from < 0 || from + (lengths[axis] ?? 0) > (x.shape[axis] ?? 0));
}

/** Whether a window of a pool may lie in the padding as a whole. */
function readsPaddingAlone({ pad, filterSize }: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(pad)) return false;
  const [rows = 1, columns = rows] = [filterSize].flat() as number[];
  const [, ofRows = [], ofColumns = []] = pad as number[][];
  return Math.max(...ofRows) >= rows || Math.max(...ofColumns) >= columns;
}

/** Has the kernels that the backend computes wrongly computed by TensorFlow.js' cpu backend. */
export function forwardWrongKernels(): void {
  for (const name of wrong) override(name, ({ inputs, attrs }) => onCpu(name, inputs, attrs));
  for (const [name, isWrong] of Object.entries(wrongFor)) {
    override(name, (kernel) => (isWrong(kernel) ? onCpu(name, kernel.inputs, kernel.attrs) : kernel.stock()));
  }
}

/**
 * What TensorFlow.js' cpu backend computes of these inputs.
 *
 * @param name - The kernel.
 * @param inputs - Its inputs, on any backend.
 * @param attrs - Its attributes.
 */
export function onCpu(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: tf.NamedAttrMap,
): Tensor {
  const backend = tf.findBackend('cpu');
  const given = Object.entries(inputs).flatMap(([key, input]): [string, TensorInfo][] => {
    if (!input) return [];
    const { dtype, shape } = input;
    const copy = { dtype, shape, rank: shape.length, dataId: backend.write(input.dataSync(), shape, dtype) };
    return [[key, copy]]; // Some kernels ask for the rank, which only tensors have.
  });
  const { kernelFunc } = tf.getKernel(name, 'cpu');
  const output = kernelFunc({ inputs: Object.fromEntries(given), attrs, backend }) as TensorInfo;
  const result = tf.tensor(backend.readSync(output.dataId), output.shape, output.dtype);
  for (const { dataId } of [...given.map(([, info]) => info), output]) backend.disposeData(dataId);
  return result;
}
