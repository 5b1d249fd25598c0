import * as tf from '@tensorflow/tfjs-core';

import { encode } from '../onnx/encode.ts';
import { anyLengthGraph, type Sample } from './any-length.ts';
import { inferenceGraph } from './inference-graph.ts';
import { anyLength, type ExportedFunction, type OnnxSignature } from './signature.ts';

/** Two lengths that shapes seldom have; below 32, where `predict` of TensorFlow.js begins to split a batch. */
const lengths = [23, 29] as const;

/**
 * A function of TensorFlow.js as an ONNX model in memory: what {@link exportOnnx} writes to a file.
 *
 * @param fn - The function: from tensors by name to tensors by name, without reading values.
 * @param signature - What the model says of it.
 * @throws {@link CompileError} as {@link exportOnnx} does.
 */
export async function encodeOnnx<Name extends string>(
  fn: ExportedFunction<Name>,
  signature: OnnxSignature<Name>,
): Promise<Uint8Array> {
  const axis = anyLength(signature);
  await tf.ready();
  const sample = (length: number): Sample => ({ length, graph: inferenceGraph(fn, signature, length) });
  if (axis === undefined) return encode(sample(0).graph, signature);
  const { graph, shapes } = anyLengthGraph(axis, sample(lengths[0]), sample(lengths[1]));
  return encode(graph, { ...signature, shapes });
}
