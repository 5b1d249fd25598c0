import { openSession, type Runtime } from './runtime.ts';

/** ONNX Runtime's native library, if it is installed and loads on this machine. */
export async function nativeRuntime(): Promise<Runtime | undefined> {
  try {
    const ort = await import('onnxruntime-node');
    return { engine: 'native', load: (model, threads) => openSession(ort, model, { intraOpNumThreads: threads }) };
  } catch {
    return undefined;
  }
}
