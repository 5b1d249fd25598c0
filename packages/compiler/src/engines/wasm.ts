import { openSession, type Runtime } from './runtime.ts';

/** ONNX Runtime's WebAssembly build, if it loads. */
export async function wasmRuntime(): Promise<Runtime | undefined> {
  try {
    const ort = await import('onnxruntime-web');
    return {
      engine: 'wasm',
      load: (model, threads) => {
        // Of effect for the first session only: the threads are started with the WebAssembly module.
        ort.env.wasm.numThreads = threads;
        return openSession(ort, model, {});
      },
    };
  } catch {
    return undefined;
  }
}
