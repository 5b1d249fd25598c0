import { CompileError } from '../errors.ts';
import { Graph } from '../graph/graph.ts';
import { partitionGraph } from '../graph/partition.ts';
import { encode } from '../onnx/encode.ts';
import type { OnnxRuntime } from './runtime.ts';

/** The input of the probe: of mean 2 and standard deviation 1. */
const numbers = [1, 3];

/** A graph that only a runtime for the version of ONNX that the compiler writes can run: numbers − mean, by an operator of opset 17. */
export function probeModel(): Uint8Array {
  const graph = new Graph();
  const spec = { shape: [numbers.length], dtype: 'float32' } as const;
  const ones = graph.constant(Float32Array.of(1, 1), spec.shape, 'float32');
  const output = graph.op('LayerNormalization', [graph.input('x', spec), ones], spec, { axis: 0 });
  const [part] = partitionGraph(graph, [output]);
  if (!part) throw new CompileError('compile: the graph that probes a runtime is empty.');
  return encode(part);
}

/**
 * Finds out whether a runtime runs what the compiler writes.
 *
 * @param ort - The runtime.
 * @param executionProviders - What it should compute on.
 * @throws What the runtime says when it cannot, or {@link CompileError} when it gives other numbers than it should.
 */
export async function probe(ort: OnnxRuntime, executionProviders: readonly string[]): Promise<void> {
  const session = await ort.InferenceSession.create(probeModel(), { executionProviders, logSeverityLevel: 4 });
  const input = new ort.Tensor('float32', numbers, [numbers.length]);
  const [output] = Object.values(await session.run({ [session.inputNames[0] ?? '']: input }));
  await session.release();
  const normalised = Array.from((output?.data ?? []) as Float32Array);
  const isRight =
    normalised.length === 2 && normalised.every((number, index) => Math.abs(number - 2 * index + 1) < 1e-3);
  if (!isRight) throw new CompileError(`it gives ${normalised.join(', ')} where −1, 1 is right`);
}
