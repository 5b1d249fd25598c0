import type { OnnxRuntime } from '../engines/runtime.ts';
import { Graph } from '../graph/graph.ts';
import { type Subgraph, partitionGraph } from '../graph/partition.ts';
import { sizeOf } from '../host-tensor.ts';
import { encode } from '../onnx/encode.ts';
import { toNchwc } from './to-nchwc.ts';
import { nchwcOp } from './nchwc-op.ts';

/** Fewer channels than any block size. */
const fewChannels = 4;

/**
 * Finds the block size of ONNX Runtime's NCHWc operators on this CPU, and checks that they compute the same as the NCHW operators.
 *
 * @param ort - The runtime.
 * @returns `undefined` where it has no such operators, or they compute something else.
 */
export async function findBlockSize(ort: OnnxRuntime): Promise<number | undefined> {
  try {
    const block = await paddedChannels(ort);
    if (block === undefined) return undefined;
    const part = sample();
    const [found, right] = [await run(ort, toNchwc(part, block)), await run(ort, part)];
    return right.length > 0 && right.every((number, index) => number === found[index]) ? block : undefined;
  } catch {
    return undefined;
  }
}

/** The number of channels that ONNX Runtime pads a few channels to, found by shape inference. */
async function paddedChannels(ort: OnnxRuntime): Promise<number | undefined> {
  const graph = new Graph();
  const x = graph.input('x', { shape: [1, fewChannels, 1, 1], dtype: 'float32' });
  const y = nchwcOp(graph, 'ReorderInput', [x], x.shape);
  const [part] = partitionGraph(graph, [y]);
  if (!part) return undefined;
  const model = encode(part, { shapes: new Map([[y, x.shape.map(() => undefined)]]) });
  const session = await ort.InferenceSession.create(model, { logSeverityLevel: 4 });
  const [output] = session.outputMetadata;
  await session.release();
  const channels = output?.isTensor ? output.shape[1] : undefined;
  return typeof channels === 'number' && channels > fewChannels ? channels : undefined;
}

/**
 * A convolution that is large enough for NCHWc, a scale and a shift for each channel, a residual connection, a ReLU, and the mean of
 * each channel. All values are integers and all lengths powers of two, so that nothing is rounded.
 */
function sample(): Subgraph {
  const graph = new Graph();
  const input = (shape: readonly number[]) => graph.input('x', { shape, dtype: 'float32' });
  const [x, weights, numbers] = [input([1, 16, 64, 64]), input([16, 16, 3, 3]), input([16, 1, 1])];
  const convolved = graph.op('Conv', [x, weights], x, { pads: [1, 1, 1, 1] });
  const shifted = graph.op('Add', [graph.op('Mul', [convolved, numbers], x), numbers], x);
  const y = graph.op('Relu', [graph.op('Add', [shifted, x], x)], x);
  const mean = { shape: [1, 16, 1, 1], dtype: 'float32' } as const;
  const means = graph.op('ReduceMean', [x], mean, { axes: [0, 2, 3], keepdims: 1 });
  const [part] = partitionGraph(graph, [y, means]);
  return part ?? { nodes: [], inputs: [], outputs: [] };
}

/** The outputs of a subgraph for small integers. */
async function run(ort: OnnxRuntime, part: Subgraph): Promise<readonly number[]> {
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
