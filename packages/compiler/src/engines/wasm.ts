import { CompileError } from '../errors.ts';
import type { ConstantData } from '../graph/value.ts';
import { loadMachine } from '../machine/machine.ts';
import { reasonOf } from './failure.ts';
import { probe } from './probe.ts';
import { openSession, type Runtime } from './runtime.ts';
import { findWasmFault } from './wasm-trial.ts';

/**
 * ONNX Runtime's WebAssembly build.
 *
 * @param threads - Threads that its first session may use: they are started with the WebAssembly module, and stay.
 * @throws {@link CompileError} that says why it does not work here.
 */
export async function wasmRuntime(threads: number): Promise<Runtime> {
  const fault = await findWasmFault();
  if (fault) throw unavailable(fault);
  const ort = await import('onnxruntime-web').catch((error: unknown) => {
    throw unavailable(`onnxruntime-web does not load: ${reasonOf(error)}`);
  });
  ort.env.wasm.numThreads = threads;
  await probe(ort, ['wasm']).catch((error: unknown) => {
    throw unavailable(`onnxruntime-web does not start: ${reasonOf(error)}`);
  });
  return {
    engine: 'wasm',
    load: async (graph) => {
      const own = threads <= fewThreads ? loadMachine(graph) : undefined;
      const session = own ?? (await openSession(ort, graph, { fillsRooms: false }));
      return { run: (inputs) => session.run(limited(inputs)), release: () => session.release() };
    },
  };
}

/** With more threads than these ONNX Runtime is faster than a module of our own, which has one. */
const fewThreads = 2;
/** The most that one run may be given, of the 4 GB that WebAssembly has for everything. */
const limit = 2 ** 30;

/** Where onnxruntime-web finds no memory for an input, it writes the input over what it has at the beginning of its memory. */
function limited(inputs: readonly ConstantData[]): readonly ConstantData[] {
  const bytes = inputs.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes <= limit) return inputs;
  throw new CompileError(`compile: the engine wasm takes inputs of ${limit} bytes in all, received ${bytes}.`);
}

function unavailable(why: string): CompileError {
  return new CompileError(`compile: the engine wasm is not available: ${why}.`);
}
