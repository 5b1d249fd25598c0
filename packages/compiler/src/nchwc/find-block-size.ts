import type { OnnxRuntime } from '../engines/runtime.ts';
import { Graph } from '../graph/graph.ts';
import { type Part, segments } from '../graph/partition.ts';
import { sizeOf } from '../host-tensor.ts';
import { encode } from '../onnx/encode.ts';
import { inBlocks } from './to-nchwc.ts';
import { blockedOp } from './nchwc-op.ts';

/** Fewer channels than any block has. */
const fewChannels = 4;

/**
 * Finds out how many channels ONNX Runtime's operators for blocks take side by side on this processor, and whether they give there what operators
 * give that read pictures in the order of ONNX.
 *
 * @param ort - The runtime.
 * @returns `undefined` where it has no such operators, or none that are right.
 */
export async function findBlock(ort: OnnxRuntime): Promise<number | undefined> {
  try {
    const block = await blockOf(ort);
    if (block === undefined) return undefined;
    const part = sample();
    const [found, right] = [await run(ort, inBlocks(part, block)), await run(ort, part)];
    return right.length > 0 && right.every((number, index) => number === found[index]) ? block : undefined;
  } catch {
    return undefined;
  }
}

/** What ONNX Runtime fills few channels up to, without running anything. */
async function blockOf(ort: OnnxRuntime): Promise<number | undefined> {
  const graph = new Graph();
  const x = graph.input('x', { shape: [1, fewChannels, 1, 1], dtype: 'float32' });
  const y = blockedOp(graph, 'ReorderInput', [x], x.shape);
  const [part] = segments(graph, [y]);
  if (!part) return undefined;
  const model = encode(part, { shapes: new Map([[y, x.shape.map(() => undefined)]]) });
  const session = await ort.InferenceSession.create(model, { logSeverityLevel: 4 });
  const [output] = session.outputMetadata;
  await session.release();
  const channels = output?.isTensor ? output.shape[1] : undefined;
  return typeof channels === 'number' && channels > fewChannels ? channels : undefined;
}

/**
 * A convolution that is large enough to be done in blocks, a scale and a shift for each channel, the pictures themselves, a rectification,
 * and the mean of each channel. It is of whole numbers and of lengths that are powers of two, so that nothing is rounded.
 */
function sample(): Part {
  const graph = new Graph();
  const input = (shape: readonly number[]) => graph.input('x', { shape, dtype: 'float32' });
  const [x, weights, numbers] = [input([1, 16, 64, 64]), input([16, 16, 3, 3]), input([16, 1, 1])];
  const convolved = graph.op('Conv', [x, weights], x, { pads: [1, 1, 1, 1] });
  const shifted = graph.op('Add', [graph.op('Mul', [convolved, numbers], x), numbers], x);
  const y = graph.op('Relu', [graph.op('Add', [shifted, x], x)], x);
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
