import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';

/** The ops of TensorFlow.js that draw random numbers, with a seed of their own or from a generator that they are given. */
const drawing = new Set([
  'dropout',
  'rand',
  'randomGamma',
  'randomNormal',
  'randomStandardNormal',
  'randomUniform',
  'randomUniformInt',
  'truncatedNormal',
]);

/**
 * Refuses numbers that are made within an op that draws them: they would be constants of the trace. Without a seed these ops
 * draw by `Math.random`, which a trace refuses by itself.
 *
 * @throws {@link CompileError} within such an op.
 */
export function refuseRandomConstants(): void {
  const names = tf.engine().state.scopeStack.map(({ name }) => name.replace(/__op$/, ''));
  const op = names.find((name) => drawing.has(name));
  if (op) throw frozen(`tf.${op} with a seed`);
}

/**
 * The error for random numbers that a trace would make constants.
 *
 * @param what - What would draw them.
 */
export function frozen(what: string): CompileError {
  return new CompileError(
    `compile: ${what} would draw the same random numbers at every run; draw them by randomUniform of @equipoise/compiler, or outside the function where they are to stay the same.`,
  );
}
