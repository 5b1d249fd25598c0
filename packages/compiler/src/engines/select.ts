import { startEagerBackend } from '../eager-backend.ts';
import type { CompileError } from '../errors.ts';
import { warnOnce } from '../warn.ts';
import type { Provider } from './engine.ts';
import { explaining } from './failure.ts';
import { nativeRuntime } from './native.ts';
import type { Runtime } from './runtime.ts';
import { wasmRuntime } from './wasm.ts';

const started = new Map<string, Promise<Runtime>>();

/**
 * Warns that functions run op by op, because no engine is available.
 *
 * @param error - Why it cannot.
 */
export async function warnOpByOp(error: CompileError): Promise<void> {
  warnInstead(error, `op by op on TensorFlow.js' ${await startEagerBackend()} backend`);
}

/**
 * Warns that another engine runs the functions.
 *
 * @param error - Why what should cannot.
 * @param next - What does.
 */
export function warnInstead(error: unknown, next: string): void {
  warnOnce(`${(error as CompileError).message} Functions run ${next} instead.`);
}

/**
 * A runtime, started once.
 *
 * @param name - Which.
 * @param provider - What the native engine computes on.
 * @throws {@link CompileError} when it does not work.
 */
export function startRuntime(name: 'native' | 'wasm', provider: Provider): Promise<Runtime> {
  const key = `${name} ${provider}`;
  const known = started.get(key);
  if (known) return known;
  const runtime = name === 'native' ? nativeRuntime(provider) : Promise.resolve(wasmRuntime());
  const explained = runtime.then(explaining);
  started.set(key, explained);
  return explained;
}
