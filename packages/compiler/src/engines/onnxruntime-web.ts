import { UnavailableError } from '../errors.ts';
import { reasonOf } from './failure.ts';
import { isMissing } from './optional-package.ts';
import { probe } from './probe.ts';
import type { OnnxRuntime } from './runtime.ts';
import { findWasmFault } from './wasm-trial.ts';

/**
 * ONNX Runtime's WebAssembly build.
 *
 * @param threads - Threads that its first session may use: they are started with the WebAssembly module, and stay.
 * @returns `undefined` where it is not installed.
 * @throws {@link UnavailableError} that says why it does not work here.
 */
export async function onnxRuntimeWeb(threads: number): Promise<OnnxRuntime | undefined> {
  const fault = await findWasmFault();
  if (fault) throw unavailable(fault);
  const ort = await import('onnxruntime-web').catch((error: unknown) => {
    if (isMissing('onnxruntime-web', error)) return undefined;
    throw unavailable(`onnxruntime-web does not load: ${reasonOf(error)}`);
  });
  if (!ort) return undefined;
  ort.env.wasm.numThreads = threads;
  await probe(ort, ['wasm']).catch((error: unknown) => {
    throw unavailable(`onnxruntime-web does not start: ${reasonOf(error)}`);
  });
  return ort;
}

function unavailable(why: string): UnavailableError {
  return new UnavailableError(`compile: the engine wasm is not available: ${why}.`);
}
