import type { InferenceSession, Tensor } from 'onnxruntime-web';

import { CompileError } from '../errors.ts';
import type { ConstantData, GraphType } from '../graph/value.ts';

/** A tensor on its way into or out of a graph; its array tells its type, `Uint8Array` standing for bool. */
export interface GraphTensor {
  /** Its numbers. */
  readonly data: ConstantData;
  /** Length of each axis. */
  readonly shape: readonly number[];
}

/** Tensors by their names in a graph. */
export type Feeds = ReadonlyMap<string, GraphTensor>;

/** A graph that is ready to run. */
export interface Session {
  /**
   * Runs the graph.
   *
   * @param feeds - Its inputs; more may be given than it takes.
   */
  run(feeds: Feeds): Promise<Feeds>;
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
   * @param model - The graph in ONNX.
   * @param threads - Threads that it may use.
   */
  load(model: Uint8Array, threads: number): Promise<Session>;
}

/** What both builds of ONNX Runtime offer. */
export interface OnnxRuntime {
  /** Where sessions are made. */
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  /** Its tensors. */
  readonly Tensor: typeof Tensor;
}

/**
 * A session of ONNX Runtime, in terms of numbers in memory.
 *
 * @param ort - The build of ONNX Runtime.
 * @param model - The graph in ONNX.
 * @param options - The session's options.
 */
export async function openSession(
  ort: OnnxRuntime,
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<Session> {
  const session = await ort.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    interOpNumThreads: 1,
    // Moments of an optimizer that decay into denormal numbers would slow every step.
    extra: { session: { set_denormal_as_zero: '1' } },
    ...options,
  });
  const { inputNames } = session;
  return {
    run: async (feeds) => {
      const given: Record<string, Tensor> = {};
      for (const name of inputNames) given[name] = toOrt(ort, name, feeds.get(name));
      const outputs = await session.run(given);
      return new Map(Object.entries(outputs).map(([name, tensor]) => [name, fromOrt(tensor)]));
    },
    release: () => session.release(),
  };
}

function toOrt(ort: OnnxRuntime, name: string, value: GraphTensor | undefined): Tensor {
  if (!value) throw new CompileError(`compile: the graph's input ${name} has no value.`);
  return new ort.Tensor(typeOf(value.data), value.data, value.shape);
}

function fromOrt({ data, dims }: Tensor): GraphTensor {
  const known =
    data instanceof Float32Array ||
    data instanceof Int32Array ||
    data instanceof Uint8Array ||
    data instanceof BigInt64Array;
  if (known) return { data, shape: dims };
  throw new CompileError('compile: a graph gave numbers of an unknown type.');
}

function typeOf(data: ConstantData): GraphType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  return data instanceof Uint8Array ? 'bool' : 'int64';
}
