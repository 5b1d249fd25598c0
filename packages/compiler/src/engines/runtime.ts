import type { InferenceSession, Tensor } from 'onnxruntime-web';

import { CompileError } from '../errors.ts';
import type { Subgraph } from '../graph/partition.ts';
import type { ConstantData, GraphType, Value } from '../graph/value.ts';
import { encode } from '../onnx/encode.ts';
import { giveBack } from './give-back.ts';

/** A preallocated buffer for a value. */
export interface PreallocatedBuffer {
  /** The value. */
  readonly value: Value;
  /** The buffer. */
  readonly memory: Float32Array;
}

/** A graph partition to be loaded by a runtime. */
export interface LoadableGraph extends Subgraph {
  /** The buffers of some of its outputs. */
  readonly buffers: readonly PreallocatedBuffer[];
}

/** A graph that is ready to run. */
export interface Session {
  /**
   * Runs the graph.
   *
   * @param inputs - The numbers of its inputs, in order.
   * @returns The elements of its outputs, by name; those that have a buffer are in it.
   */
  run(inputs: readonly ConstantData[]): Promise<ReadonlyMap<string, ConstantData>>;
  /** Frees its memory. */
  release(): Promise<void>;
}

/** ONNX Runtime in one of its builds. */
export interface Runtime {
  /** Which build. */
  readonly engine: 'native' | 'wasm';
  /**
   * Makes a graph ready to run.
   *
   * @param graph - The graph.
   * @param threads - Threads that it may use.
   */
  load(graph: LoadableGraph, threads: number): Promise<Session>;
}

/** Copies of fewer bytes than these are left to the garbage collector. */
const fewBytes = 16_384;

/** What both builds of ONNX Runtime offer. */
export interface OnnxRuntime {
  /** Where sessions are made. */
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  /** Its tensors. */
  readonly Tensor: typeof Tensor;
}

/** How a session is opened. */
export interface SessionOptions extends InferenceSession.SessionOptions {
  /** Whether the build writes outputs to memory that it is given, beside giving them. */
  readonly fillsBuffers: boolean;
}

/**
 * A session of ONNX Runtime, in terms of typed arrays.
 *
 * @param ort - The build of ONNX Runtime.
 * @param graph - The graph.
 * @param options - The session's options.
 */
export async function openSession(ort: OnnxRuntime, graph: LoadableGraph, options: SessionOptions): Promise<Session> {
  const { fillsBuffers, ...rest } = options;
  const session = await ort.InferenceSession.create(encode(graph), {
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    interOpNumThreads: 1,
    // Moments of an optimizer that decay into denormal numbers would slow every step.
    extra: { session: { set_denormal_as_zero: '1' } },
    ...rest,
  });
  const feeds: Record<string, Tensor> = {};
  const wanted: Record<string, Tensor | null> = Object.fromEntries(session.outputNames.map((name) => [name, null]));
  if (fillsBuffers) {
    for (const { value, memory } of graph.buffers) wanted[value.name] = new ort.Tensor('float32', memory, value.shape);
  }
  return {
    run: async (inputs) => {
      graph.inputs.forEach(({ name, shape }, index) => {
        const data = inputs[index];
        if (data && !isSame(feeds[name]?.data, data)) feeds[name] = new ort.Tensor(typeOf(data), data, shape);
      });
      const outputs = Object.entries(await session.run(feeds, wanted));
      const numbers = new Map(outputs.map(([name, { data }]) => [name, numbersOf(data)]));
      const copies: Float32Array[] = [];
      for (const { value, memory } of graph.buffers) {
        const result = numbers.get(value.name) as Float32Array;
        if (!fillsBuffers) memory.set(result);
        else if (result.byteLength >= fewBytes && result.buffer !== memory.buffer) copies.push(result);
        numbers.set(value.name, memory);
      }
      giveBack(copies);
      return numbers;
    },
    release: () => session.release(),
  };
}

/** Whether these are the same typed array, so that its tensor can be used again. */
function isSame(known: Tensor['data'] | undefined, data: ConstantData): boolean {
  if (known === data) return true;
  if (known === undefined || !ArrayBuffer.isView(known)) return false;
  return known.buffer === data.buffer && known.byteOffset === data.byteOffset && known.byteLength === data.byteLength;
}

function numbersOf(data: Tensor['data']): ConstantData {
  const known =
    data instanceof Float32Array ||
    data instanceof Int32Array ||
    data instanceof Uint8Array ||
    data instanceof BigInt64Array;
  if (known) return data;
  throw new CompileError('compile: a graph gave numbers of an unknown type.');
}

function typeOf(data: ConstantData): GraphType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  return data instanceof Uint8Array ? 'bool' : 'int64';
}
