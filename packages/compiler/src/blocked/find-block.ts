import type { OnnxRuntime } from '../engines/runtime.ts';
import { Graph } from '../graph/graph.ts';
import { type Part, segments } from '../graph/segments.ts';
import { sizeOf } from '../host-tensor.ts';
import { encode } from '../onnx/encode.ts';
import { inBlocks } from './in-blocks.ts';

/** The blocks that ONNX Runtime has operators for, one or the other depending on the processor. */
const blocks = [16, 8];

/** A convolution that is large enough to be done in blocks. */
const pictures = [1, 16, 48, 48];
const filters = [16, 16, 3, 3];

/**
 * Finds out how many channels the operators for blocks take side by side on this processor: as many as make a convolution give
 * the same in blocks as in the order of ONNX.
 *
 * @param ort - The runtime.
 * @returns `undefined` where it has no such operators, or none that are right.
 */
export async function findBlock(ort: OnnxRuntime): Promise<number | undefined> {
  const part = convolution();
  const right = await run(ort, part);
  for (const block of blocks) {
    const found = await run(ort, inBlocks(part, block)).catch(() => []);
    if (found.length > 0 && found.every((number, index) => number === right[index])) return block;
  }
  return undefined;
}

function convolution(): Part {
  const graph = new Graph();
  const inputs = [pictures, filters].map((shape) => graph.input('x', { shape, dtype: 'float32' }));
  const y = graph.op('Conv', inputs, { shape: pictures, dtype: 'float32' }, { pads: [1, 1, 1, 1] });
  const [part] = segments(graph, [y]);
  return part ?? { nodes: [], inputs: [], outputs: [] };
}

/** What a part gives for whole numbers so small that no order of adding them up rounds. */
async function run(ort: OnnxRuntime, part: Part): Promise<readonly number[]> {
  const options = { intraOpNumThreads: 1, logSeverityLevel: 4 } as const;
  const session = await ort.InferenceSession.create(encode(part), options);
  const feeds = part.inputs.map(({ name, shape }) => {
    const numbers = Float32Array.from({ length: sizeOf(shape) }, (_, index) => ((index * 7919) % 17) - 8);
    return [name, new ort.Tensor('float32', numbers, shape)] as const;
  });
  const [output] = Object.values(await session.run(Object.fromEntries(feeds)));
  await session.release();
  return Array.from((output?.data ?? []) as Float32Array);
}
