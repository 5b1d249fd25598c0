import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { switchBackend } from './active-backend.ts';
import { startEagerBackend } from './eager-backend.ts';
import { VariableSnapshot } from './eager-variables.ts';
import { withRepairedOps } from './repaired-ops.ts';
import { dataTypeOf, type HostTensor, toHost } from './host-tensor.ts';
import { type RandomSource, withRandom } from './random-numbers.ts';
import { checkedResult, mapLeaves } from './structure.ts';
import { syncVariable } from './variable-store.ts';
import { warnOnce } from './warn.ts';
import { wasmBackendName } from './wasm-backend/override.ts';

type AnyFunction = (...args: never[]) => unknown;

/** Functions with an op that TensorFlow.js' WebAssembly backend cannot run. */
const beyondWasm = new WeakSet<AnyFunction>();

/**
 * Runs a function op by op on the best backend that TensorFlow.js has, which is active while it runs.
 *
 * @param fn - The function.
 * @param args - What it is called with.
 * @param random - Where its random numbers come from.
 */
export async function runEagerly(
  fn: AnyFunction,
  args: readonly unknown[],
  random: RandomSource | undefined,
): Promise<unknown> {
  const backend = await startEagerBackend();
  for (const variable of Object.values(tf.engine().registeredVariables)) syncVariable(variable);
  const isOurs = backend === wasmBackendName && tf.getBackend() !== backend;
  if (!isOurs) return runOn(backend, fn, args, random);
  try {
    return runOn(beyondWasm.has(fn) ? 'cpu' : backend, fn, args, random);
  } catch (error) {
    if (beyondWasm.has(fn) || !(error instanceof Error) || !isBeyondWasm.test(error.message)) throw error;
    beyondWasm.add(fn);
    warnOnce(`compile: runs on TensorFlow.js' cpu backend, since the one of WebAssembly says: ${error.message}`);
    return runOn('cpu', fn, args, random);
  }
}

/** The message of TensorFlow.js for an op, or an attribute of one, that its WebAssembly backend lacks. */
const isBeyondWasm = /backend 'wasm'|wa(s|sm) backend|not yet supported/i;

function runOn(backend: string, fn: AnyFunction, args: readonly unknown[], random: RandomSource | undefined): unknown {
  const before = tf.getBackend();
  activate(backend);
  const snapshot = new VariableSnapshot();
  let fresh: readonly Tensor[] = [];
  const made: Tensor[] = [];
  const tensors = args.map((arg) =>
    mapLeaves(arg, (leaf) => {
      if (leaf instanceof tf.Tensor && !(leaf instanceof tf.Variable)) return leaf;
      const tensor =
        leaf instanceof tf.Tensor ? tf.clone(leaf) : tf.tensor(leaf.data, [...leaf.shape], dataTypeOf(leaf));
      made.push(tensor);
      return tensor;
    }),
  );
  try {
    const result = tf.tidy(() => {
      const results = checkedResult(
        withRandom(random, () => withRepairedOps('eager', () => fn(...(tensors as never[])))),
      );
      fresh = [...tf.engine().state.activeScope.track];
      return results as tf.TensorContainer;
    });
    const own = new Set<unknown>(fresh.filter((tensor) => !tensor.kept && !tensor.isDisposed));
    const values = mapLeaves(result, (leaf): HostTensor => {
      const value = toHost(leaf);
      return own.has(leaf) ? value : { ...value, data: value.data.slice() };
    });
    tf.dispose([...own] as Tensor[]);
    return values;
  } catch (error) {
    snapshot.restore();
    throw error;
  } finally {
    snapshot.release();
    tf.dispose(made);
    activate(before);
  }
}

/** Switches the backend at once: both have started. */
function activate(backend: string): void {
  if (tf.getBackend() !== backend) void switchBackend(backend);
}
