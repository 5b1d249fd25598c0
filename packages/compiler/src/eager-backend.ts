import * as tf from '@tensorflow/tfjs-core';

import { warnOnce } from './warn.ts';

/** Named so that a bundler does not look for it: it is there only where the user installed it. */
const tfjsNode = '@tensorflow/tfjs-node';
let started: Promise<void> | undefined;

/**
 * Makes the best backend of TensorFlow.js active for running op by op: the one that the user has activated, or else that of
 * tfjs-node where it is installed and registers. Says so when there is only plain JavaScript.
 */
export async function startEagerBackend(): Promise<void> {
  await tf.ready();
  if (tf.getBackend() !== 'cpu') return;
  started ??= import(tfjsNode).then(
    () => undefined,
    () => undefined, // Not installed, or its native part did not load: the same to us.
  );
  await started;
  if (tf.engine().registryFactory.tensorflow) await tf.setBackend('tensorflow');
  else warnOnce("compile: runs on TensorFlow.js' cpu backend, plain JavaScript, far slower than a compiled graph.");
}
