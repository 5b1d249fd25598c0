import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import { unary } from './elementwise.ts';
import { kernel, refuse } from './kernel.ts';

// Without a seed the ops of TensorFlow.js draw by Math.random, which a trace refuses. With one they draw by themselves.
refuse('Multinomial', () => frozen('tf.multinomial'));

// tf.dropout rounds its random numbers down to zeros and ones.
kernel<'x'>('Floor', (graph, { x }) => {
  if (tf.engine().state.scopeStack.some(({ name }) => name === 'dropout__op')) throw frozen('a dropout with a seed');
  return unary(graph, 'Floor', x);
});

function frozen(what: string): CompileError {
  return new CompileError(
    `compile: ${what} would draw the same random numbers at every run; draw them by randomUniform of @equipoise/compiler.`,
  );
}
