import { CompileError } from '../errors.ts';
import type { ConstantData } from '../graph/value.ts';
import { loadMachine } from '../codegen/wasm-session.ts';
import { onnxRuntimeWeb } from './onnxruntime-web.ts';
import { type OnnxRuntime, openSession, type Runtime } from './runtime.ts';

/** With more threads than these ONNX Runtime is faster than a module of our own, which has one. */
const fewThreads = 2;

/**
 * WebAssembly: a module of its own for a graph all of whose operators are known, and ONNX Runtime, which is loaded when it is first
 * needed, for others.
 */
export function wasmRuntime(): Runtime {
  let ort: Promise<OnnxRuntime> | undefined;
  return {
    engine: 'wasm',
    load: async (graph, threads) => {
      const own = threads <= fewThreads ? await loadMachine(graph) : undefined;
      const session =
        own ??
        (await openSession(await (ort ??= onnxRuntimeWeb(threads)), graph, { fillsRooms: false, logSeverityLevel: 4 }));
      return { run: (inputs) => session.run(limited(inputs)), release: () => session.release() };
    },
  };
}

/** The most that one run may be given, of the 4 GB that WebAssembly has for everything. */
const limit = 2 ** 30;

/** Where onnxruntime-web finds no memory for an input, it writes the input over what it has at the beginning of its memory. */
function limited(inputs: readonly ConstantData[]): readonly ConstantData[] {
  const bytes = inputs.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes <= limit) return inputs;
  throw new CompileError(`compile: the engine wasm takes inputs of ${limit} bytes in all, received ${bytes}.`);
}
