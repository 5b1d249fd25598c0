import type { OnnxRuntime } from '../engines/runtime.ts';
import { Graph } from '../graph/graph.ts';
import { type Part, segments } from '../graph/segments.ts';
import { sizeOf } from '../host-tensor.ts';
import { encode } from '../onnx/encode.ts';
import { inBlocks } from './in-blocks.ts';

/** The blocks that ONNX Runtime has operators for, one or the other depending on the processor. */
const blocks = [16, 8];

/**
 * Finds out how many channels the operators for blocks take side by side on this processor: as many as make them give what operators
 * give that read pictures in the order of ONNX.
 *
 * @param ort - The runtime.
 * @returns `undefined` where it has no such operators, or none that are right.
 */
export async function findBlock(ort: OnnxRuntime): Promise<number | undefined> {
  const part = sample();
  const right = await run(ort, part);
  for (const block of blocks) {
    const found = await run(ort, inBlocks(part, block)).catch(() => []);
    if (found.length > 0 && found.every((number, index) => number === right[index])) return block;
  }
  return undefined;
}

/**
 * A convolution that is large enough to be done in blocks, a scale and a shift for each channel, the pictures themselves, a rectification,
 * and the mean of each channel. It is of whole numbers and of lengths that are powers of two, so that nothing is rounded.
 */
function sample(): Part {
  const graph = new Graph();
  const input = (shape: readonly number[]) => graph.input('x', { shape, dtype: 'float32' });
  const [x, weights, numbers] = [input([1, 16, 64, 64]), input([16, 16, 3, 3]), input([16, 1, 1])];
  let y = graph.op('Conv', [x, weights], x, { pads: [1, 1, 1, 1] });
  for (const [type, other] of [
    ['Mul', numbers],
    ['Add', numbers],
    ['Add', x],
  ] as const)
    y = graph.op(type, [y, other], x);
  y = graph.op('Relu', [y], x);
  const mean = { shape: [1, 16, 1, 1], dtype: 'float32' } as const;
  const means = graph.op('ReduceMean', [x], mean, { axes: [0, 2, 3], keepdims: 1 });
  const [part] = segments(graph, [y, means]);
  return part ?? { nodes: [], inputs: [], outputs: [] };
}

/** What a part gives for small whole numbers. */
async function run(ort: OnnxRuntime, part: Part): Promise<readonly number[]> {
  const options = { intraOpNumThreads: 1, logSeverityLevel: 4 } as const;
  const session = await ort.InferenceSession.create(encode(part), options);
  const feeds = part.inputs.map(({ name, shape }) => {
    const numbers = Float32Array.from({ length: sizeOf(shape) }, (_, index) => ((index * 7919) % 17) - 8);
    return [name, new ort.Tensor('float32', numbers, shape)] as const;
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return part.outputs.flatMap(({ name }) => Array.from((outputs[name]?.data ?? []) as Float32Array));
}
