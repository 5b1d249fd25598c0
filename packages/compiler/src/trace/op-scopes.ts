import * as tf from '@tensorflow/tfjs-core';

/** The names of the ops of TensorFlow.js that are running, the outermost first: an op may call others. */
export function runningOps(): readonly string[] {
  return tf.engine().state.scopeStack.flatMap(({ name }) => (name.endsWith('__op') ? [name.slice(0, -4)] : []));
}

/** Whether `tf.dropout`, which the dropout layers call, is running. */
export function isInDropout(): boolean {
  return runningOps().includes('dropout');
}
