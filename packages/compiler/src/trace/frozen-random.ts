import { CompileError } from '../errors.ts';
import { isInDropout, runningOps } from './op-scopes.ts';

/** The ops of TensorFlow.js that draw random numbers, with a seed of their own or from a generator that they are given. */
const drawing = new Set([
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
  const op = runningOps().find((name) => drawing.has(name));
  if (op) throw frozen(`tf.${op} with a seed`);
}

/**
 * Replaces `Math.random` while a function is traced.
 *
 * @throws {@link CompileError} that says what to do, but for a dropout, whose numbers are drawn otherwise.
 */
export function randomOfTrace(): number {
  if (isInDropout()) return 0.5;
  if (isBuildingLayer()) {
    throw new CompileError(
      'compile: a layer was built while the function was traced; build it before, by one call of the model or of `layer.build(shape)` outside the function.',
    );
  }
  throw new CompileError(
    'compile: a random number was drawn while the function was traced, and would be the same at every run; use randomUniform of @equipoise/compiler.',
  );
}

/** Whether a layer of TensorFlow.js is building its weights. */
function isBuildingLayer(): boolean {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = usual;
  return /\baddWeight\b/.test(stack);
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
