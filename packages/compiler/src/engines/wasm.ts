import { CompileError, NotInstalledError } from '../errors.ts';
import type { ConstantData } from '../graph/value.ts';
import { loadWasmModule } from '../codegen/wasm-session.ts';
import { warnOnce } from '../warn.ts';
import { withExactOperators } from './exact-operators.ts';
import { onnxRuntimeWeb } from './onnxruntime-web.ts';
import { notInstalled } from './optional-package.ts';
import { type LoadableGraph, type OnnxRuntime, openSession, type Runtime, type Session } from './runtime.ts';

/** With more threads than these ONNX Runtime is faster than a module of our own, which has one. */
export const mostThreadsOfModule = 2;

/**
 * WebAssembly: a module of its own for a graph all of whose operators are known, and ONNX Runtime, which is loaded when it is first
 * needed, for others and for many threads. Where ONNX Runtime is not installed, a graph that can be a module runs on one thread.
 */
export function wasmRuntime(): Runtime {
  let started: Promise<OnnxRuntime | undefined> | undefined;
  const open = async (graph: LoadableGraph, threads: number, what: string): Promise<Session> => {
    const ort = await (started ??= onnxRuntimeWeb(threads));
    if (!ort) throw notInstalled('onnxruntime-web', `${what} on the engine wasm`);
    return openSession(ort, withExactOperators(graph), { fillsBuffers: false, logSeverityLevel: 4 });
  };
  const choose = async (graph: LoadableGraph, threads: number): Promise<Session> => {
    if (threads <= mostThreadsOfModule) {
      const own = await loadWasmModule(graph);
      return 'beyond' in own ? open(graph, threads, own.beyond) : own;
    }
    return open(graph, threads, `${threads} threads`).catch(async (error: unknown) => {
      const own = error instanceof NotInstalledError ? await loadWasmModule(graph) : undefined;
      if (!own || 'beyond' in own) throw error;
      warnOnce(`${(error as Error).message} One thread runs functions instead.`);
      return own;
    });
  };
  return {
    engine: 'wasm',
    load: async (graph, threads) => {
      const session = await choose(graph, threads);
      return { run: (inputs) => session.run(limited(inputs)), release: () => session.release() };
    },
  };
}

/** The most bytes that one run may take, of the 4 GB that WebAssembly has in all. */
const limit = 2 ** 30;

/** If onnxruntime-web finds no memory for an input, it overwrites the beginning of its memory with it. */
function limited(inputs: readonly ConstantData[]): readonly ConstantData[] {
  const bytes = inputs.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes <= limit) return inputs;
  throw new CompileError(`compile: the engine wasm takes inputs of ${limit} bytes in all, received ${bytes}.`);
}
