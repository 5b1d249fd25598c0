import * as tf from '@tensorflow/tfjs-core';

import { cases } from '../conformance/cases/all.ts';
import { type Case, type Cases, floats, tensorOf } from '../conformance/conformance-case.ts';
import { windows } from './windows.ts';

/** Ops that TensorFlow.js differentiates as a whole, of kernels that are not called. */
const composed: Cases = {
  BroadcastTo: [
    { name: '[3,1] to [2,3,4]', inputs: [floats([3, 1])], compute: (x) => tf.square(tf.broadcastTo(x, [2, 3, 4])) },
    { name: 'to five axes', inputs: [floats([2])], compute: (x) => tf.square(tf.broadcastTo(x, [1, 2, 1, 2, 2])) },
  ],
  LogSoftmax: [
    { name: '[2,3]', inputs: [floats([2, 3])], compute: (x) => tf.logSoftmax(x) },
    { name: '[2,2,3]', inputs: [floats([2, 2, 3])], compute: (x) => tf.square(tf.logSoftmax(x)) },
  ],
};

/**
 * The cases by which gradients are compared with finite differences, by kernel: those of the conformance tests whose numbers are finite, and
 * windows of every kind.
 */
export const gradientCases: ReadonlyMap<string, readonly Case[]> = new Map(
  [...new Set([...Object.keys(cases), ...Object.keys(composed)])].sort().map((kernel) => {
    const all = [...(cases[kernel] ?? []), ...(windows[kernel] ?? []), ...(composed[kernel] ?? [])];
    return [kernel, all.filter(isFinite)];
  }),
);

function isFinite({ inputs }: Case): boolean {
  return inputs.every(({ values }) => values.every(Number.isFinite));
}

/**
 * The inputs by which a case is differentiated: where it names none, all of float32, if its result is.
 *
 * @param example - The case.
 */
export function differentiatedBy({ inputs, gradientsOf = [], compute }: Case): readonly number[] {
  if (gradientsOf.length > 0) return gradientsOf;
  const outputs = tf.tidy(() => [compute(...inputs.map(tensorOf))].flat().map(({ dtype }) => dtype));
  if (!outputs.includes('float32')) return [];
  return inputs.flatMap(({ dtype }, index) => (dtype === 'float32' ? [index] : []));
}
