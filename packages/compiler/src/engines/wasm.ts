import { CompileError } from '../errors.ts';
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
  return { engine: 'wasm', load: (graph) => openSession(ort, graph, { fillsRooms: false }) };
}

function unavailable(why: string): CompileError {
  return new CompileError(`compile: the engine wasm is not available: ${why}.`);
}
