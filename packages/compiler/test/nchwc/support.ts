import * as ort from 'onnxruntime-node';

import { findBlockSize } from '../../src/nchwc/find-block-size.ts';
import { Graph } from '../../src/graph/graph.ts';
import { type Subgraph, partitionGraph } from '../../src/graph/partition.ts';
import type { Value } from '../../src/graph/value.ts';
import { sizeOf } from '../../src/host-tensor.ts';
import { encode } from '../../src/onnx/encode.ts';
import { random } from '../random.ts';

/** Rounding, relative to the largest number. */
const tolerance = 2e-5;

/** The block of this machine's processor, if ONNX Runtime has operators for one. */
export const machineBlock = await findBlockSize(ort);

/** Records a graph: given a function that makes inputs, gives the outputs. */
export type Recorder = (graph: Graph, input: (shape: readonly number[]) => Value) => readonly Value[];

/**
 * A part of a graph.
 *
 * @param record - What it computes.
 */
export function partOf(record: Recorder): Subgraph {
  const graph = new Graph();
  const outputs = record(graph, (shape) => graph.input('x', { shape, dtype: 'float32' }));
  const [part] = partitionGraph(graph, outputs);
  if (!part) throw new RangeError('nothing is recorded');
  return part;
}

/**
 * What a part gives for noise, on the native engine.
 *
 * @param part - The part.
 * @param times - How often it is run.
 * @param threads - Threads that it may use.
 * @returns The outputs of the last run, in order.
 */
export async function run(part: Subgraph, times = 1, threads = 1): Promise<readonly (readonly number[])[]> {
  const session = await ort.InferenceSession.create(encode(part), { intraOpNumThreads: threads, logSeverityLevel: 4 });
  const next = random(7);
  const feeds = part.inputs.map(({ name, shape }) => {
    const numbers = Float32Array.from({ length: sizeOf(shape) }, () => 2 * next() - 1);
    return [name, new ort.Tensor('float32', numbers, shape)] as const;
  });
  let found: Awaited<ReturnType<typeof session.run>> = {};
  for (let time = 0; time < times; time += 1) found = await session.run(Object.fromEntries(feeds));
  await session.release();
  return part.outputs.map(({ name }) => Array.from((found[name]?.data ?? []) as Float32Array, Number));
}

/**
 * Where outputs are not those of another run, but for rounding.
 *
 * @param found - The outputs.
 * @param expected - Those of the other run.
 */
export function farOff(found: readonly (readonly number[])[], expected: readonly (readonly number[])[]): string[] {
  return expected.flatMap((numbers, output) => {
    const given = found[output] ?? [];
    const scale = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 1);
    const at = numbers.findIndex((number, index) => !(Math.abs(number - (given[index] ?? NaN)) <= tolerance * scale));
    return at < 0 ? [] : [`number ${at} of output ${output} is ${given[at]}, not ${numbers[at]}`];
  });
}

/**
 * Whether a part is computed in blocks.
 *
 * @param part - The part.
 */
export function usesBlocks({ nodes }: Subgraph): boolean {
  return nodes.some(({ type }) => type.includes('nchwc'));
}
