import { CompileError } from '../errors.ts';
import type { Engine } from './engine.ts';
import { nativeRuntime } from './native.ts';
import type { Runtime } from './runtime.ts';
import { wasmRuntime } from './wasm.ts';

const runtimes = {
  native: once(nativeRuntime),
  wasm: once(wasmRuntime),
};

const packageOf = { native: 'onnxruntime-node', wasm: 'onnxruntime-web' };

/**
 * The runtime for an engine; none when ops are to be run one by one.
 *
 * @param engine - What the user asked for.
 * @throws {@link CompileError} when it was asked for by name and is not there.
 */
export async function selectRuntime(engine: Engine): Promise<Runtime | undefined> {
  if (engine === 'eager') return undefined;
  if (engine === 'auto') return (await runtimes.native()) ?? (await runtimes.wasm());
  const runtime = await runtimes[engine]();
  if (!runtime)
    throw new CompileError(
      `compile: the engine ${engine} needs the package ${packageOf[engine]}, which does not load here.`,
    );
  return runtime;
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}
