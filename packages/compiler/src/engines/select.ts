import { startEagerBackend } from '../eager-backend.ts';
import { type CompileError, NotInstalledError } from '../errors.ts';
import { warnOnce } from '../warn.ts';
import type { Engine, Provider } from './engine.ts';
import { explaining } from './failure.ts';
import { nativeRuntime } from './native.ts';
import { isNode } from './node-packages.ts';
import type { Runtime } from './runtime.ts';
import { wasmRuntime } from './wasm.ts';

/** How functions are to be run. */
export interface RuntimeOptions {
  /** What the user asked for. */
  readonly engine: Engine;
  /** What the native engine computes on. */
  readonly provider: Provider;
}

const started = new Map<string, Promise<Runtime>>();

/**
 * The runtime for an engine; none when ops are to be run one by one. Where `onnxruntime-node` is not installed, `auto` takes the
 * engine wasm; where it is installed and does not work, so too, with one warning that says why.
 *
 * @param options - How functions are to be run.
 * @throws {@link CompileError} when an engine that was asked for by name does not work.
 */
export async function selectRuntime(options: RuntimeOptions): Promise<Runtime | undefined> {
  const { engine } = options;
  if (engine === 'eager') return undefined;
  if (engine !== 'auto') return start(engine, options);
  try {
    return await start('native', options);
  } catch (error) {
    // In a browser nobody misses the native engine.
    if (isNode() && !(error instanceof NotInstalledError)) warnInstead(error, 'by the engine wasm');
  }
  return start('wasm', options);
}

/**
 * Says that functions run op by op, because what should run them cannot be had.
 *
 * @param error - Why it cannot.
 */
export async function warnOpByOp(error: CompileError): Promise<void> {
  warnInstead(error, `op by op on TensorFlow.js' ${await startEagerBackend()} backend`);
}

function warnInstead(error: unknown, next: string): void {
  warnOnce(`${(error as CompileError).message} Functions run ${next} instead.`);
}

/** The runtime, started once. */
function start(name: 'native' | 'wasm', { provider }: RuntimeOptions): Promise<Runtime> {
  const key = `${name} ${provider}`;
  const known = started.get(key);
  if (known) return known;
  const runtime = name === 'native' ? nativeRuntime(provider) : Promise.resolve(wasmRuntime());
  const explained = runtime.then(explaining);
  started.set(key, explained);
  return explained;
}
