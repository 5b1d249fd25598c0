import type { Graph } from '../../src/graph/graph.ts';
import { partitionGraph } from '../../src/graph/partition.ts';
import type { ConstantData, Value } from '../../src/graph/value.ts';
import { loadWasmModule } from '../../src/codegen/wasm-session.ts';
import { encode } from '../../src/onnx/encode.ts';

/** Values that are given, and their numbers. */
export type Given = ReadonlyMap<Value, ConstantData>;

/**
 * The numbers of a graph's outputs, by a module of WebAssembly of its own.
 *
 * @param graph - The graph.
 * @param outputs - What is wanted of it.
 * @param given - Its inputs.
 */
export async function run(graph: Graph, outputs: readonly Value[], given: Given): Promise<readonly number[][]> {
  const [part] = partitionGraph(graph, outputs);
  const session = part && (await loadWasmModule({ ...part, buffers: [] }));
  if (!part || !session) throw new Error('there is no graph');
  if ('beyond' in session) throw new Error(`there is no code for ${session.beyond}`);
  const results = await session.run(part.inputs.map((input) => given.get(input) ?? new Float32Array()));
  await session.release();
  return outputs.map((output) => Array.from(results.get(output.name) ?? [], Number));
}

/**
 * The numbers of a graph's outputs, by ONNX Runtime.
 *
 * @param graph - The graph.
 * @param outputs - What is wanted of it.
 * @param given - Its inputs.
 */
export async function runByOnnxRuntime(
  graph: Graph,
  outputs: readonly Value[],
  given: Given,
): Promise<readonly number[][]> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const [part] = partitionGraph(graph, outputs);
  if (!part) return [];
  const session = await InferenceSession.create(encode(part), { logSeverityLevel: 4 });
  const feeds: Record<string, InstanceType<typeof Tensor>> = {};
  for (const input of part.inputs) feeds[input.name] = new Tensor(input.dtype, given.get(input) ?? [], input.shape);
  const results = await session.run(feeds);
  await session.release();
  return outputs.map((output) => Array.from((results[output.name]?.data ?? []) as Float32Array, Number));
}
