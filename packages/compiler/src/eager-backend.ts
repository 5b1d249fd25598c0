import * as tf from '@tensorflow/tfjs-core';

import { chosenBackend, switchBackend } from './active-backend.ts';
import { repairCpuBackend } from './eager-kernels/repair-cpu.ts';
import { keepingOriginalGradients } from './gradients/corrected.ts';
import { warnOnce } from './warn.ts';
import { wasmBackendName } from './wasm-backend/override.ts';
import { repairWasmBackend } from './wasm-backend/repair.ts';

/** Named so that a bundler does not look for them: they are there only where the user installed them. */
const tfjsNode = '@tensorflow/tfjs-node';
const tfjsWasm = '@tensorflow/tfjs-backend-wasm';

let best: Promise<string> | undefined;

/**
 * Starts the best backend of TensorFlow.js for running op by op: the one that the user has activated, or else that of
 * tfjs-node where it is installed and registers, or else that of WebAssembly, with the kernels that it lacks. Says so when
 * there is only plain JavaScript. The active backend is what it was before.
 *
 * @returns The backend's name.
 */
export async function startEagerBackend(): Promise<string> {
  await tf.ready();
  const active = tf.getBackend();
  if (active === wasmBackendName) repairWasmBackend();
  if (active === 'cpu') repairCpuBackend();
  if (active !== 'cpu' || chosenBackend() === 'cpu') return active;
  best ??= startBest();
  const name = await best;
  await switchBackend(active);
  return name;
}

async function startBest(): Promise<string> {
  if (await starts(tfjsNode, 'tensorflow')) return 'tensorflow';
  if (await startsWasm()) return wasmBackendName;
  warnOnce(
    `compile: runs op by op on TensorFlow.js' cpu backend, plain JavaScript, far slower than a compiled graph; ${tfjsWasm}, where it is installed, is taken instead.`,
  );
  return 'cpu';
}

/** Whether a package is installed, and its backend starts. */
async function starts(name: string, backend: string): Promise<boolean> {
  try {
    await keepingOriginalGradients(() => import(/* @vite-ignore */ name) as Promise<unknown>);
    return Boolean(tf.engine().registryFactory[backend]) && (await switchBackend(backend));
  } catch {
    return false; // Not installed, or its native part did not load: the same to us.
  }
}

/** Emscripten ends the process on errors: its listeners are removed. */
async function startsWasm(): Promise<boolean> {
  const events = typeof process === 'object' ? (['uncaughtException', 'unhandledRejection'] as const) : [];
  const before = events.map((event) => process.listeners(event as 'exit'));
  const isStarted = await starts(tfjsWasm, wasmBackendName);
  events.forEach((event, index) => {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[index]?.includes(listener)) process.off(event, listener);
    }
  });
  if (isStarted) repairWasmBackend();
  return isStarted;
}
