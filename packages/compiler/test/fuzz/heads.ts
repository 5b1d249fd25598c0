import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';

import { hostCallback } from '../../src/index.ts';
import { floats, type Input } from '../conformance/conformance-case.ts';
import { execute, type Instruction, instructions } from './program.ts';
import { marks } from './shaping.ts';

/** A function of several tasks: the same steps for each of them, on what they share and what is their own. */
export interface Heads {
  /** How many tasks. */
  readonly count: number;
  /** Length of the axes of what they share, and how many numbers a row of each task has. */
  readonly sizes: readonly [rows: number, shared: number, own: number];
  readonly seed: number;
  /** What each task does with its row. */
  readonly steps: readonly Instruction[];
  /** Whether the parameters of all tasks lie in one vector. */
  readonly flat: boolean;
  /** How many tasks do without the last step. */
  readonly shorter: number;
}

/** Any such function. */
export const heads: fc.Arbitrary<Heads> = fc.record({
  count: fc.integer({ min: 1, max: 6 }),
  sizes: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  seed: fc.nat(99),
  steps: fc.array(instructions, { minLength: 1, maxLength: 6, size: 'max' }),
  flat: fc.boolean(),
  shorter: fc.integer({ min: 0, max: 2 }),
});

/** What it begins with: examples, shared weights, labels of each task, and each task's parameters or all of them in one vector. */
export function inputsOf({ count, sizes: [rows, shared, own], seed, flat }: Heads): readonly Input[] {
  const each = shared * own + own;
  const parameters = flat ? [[count * each + 3]] : Array.from({ length: count }, () => [each]);
  const labels = Array.from({ length: count }, () => [rows, own]);
  return [[rows, shared], [shared, shared], ...labels, ...parameters].map((shape, index) =>
    floats(shape, [-1.5, 1.5], seed + 3 * index),
  );
}

/** Losses, the products of their gradients by what is shared, and gradients weighed by what the host makes of these. */
export function run(program: Heads, inputs: readonly Tensor[]): Tensor[] {
  const { count, flat } = program;
  const tasks = Array.from({ length: count }, (_, task) => task);
  const [[examples, weights], labels, parameters] = [
    inputs.slice(0, 2),
    inputs.slice(2, 2 + count),
    inputs.slice(2 + count),
  ];
  const lossOf =
    (task: number) =>
    (x: Tensor, w: Tensor, own: Tensor): Tensor =>
      lossOfTask(program, [x, w, own, labels[task] ?? x], task);
  const given = tasks.map((task) => [examples, weights, parameters[flat ? 0 : task]] as Tensor[]);
  const gradients = tasks.map((task) => tf.grads(lossOf(task))(given[task] ?? []));
  const rows = gradients.map((each) => tf.concat(each.slice(0, 2).map((gradient) => tf.reshape(gradient, [-1]))));
  const jacobian = tf.stack(rows) as tf.Tensor2D;
  const gramian = tf.matMul(jacobian, jacobian, false, true);
  const losses = tf.stack(tasks.map((task) => lossOf(task)(...(given[task] as [Tensor, Tensor, Tensor]))));
  const answer = hostCallback([losses, gramian], { shape: [count] }, ({ data }) =>
    Array.from(data, (loss) => 1 / (2 + Math.abs(loss))),
  );
  const direction = tf.matMul(tf.reshape(answer, [1, count]), jacobian);
  const total = (x: Tensor, w: Tensor, ...own: Tensor[]): Tensor =>
    tf.addN(tasks.map((task) => tf.mul(lossOf(task)(x, w, own[flat ? 0 : task] ?? x), tf.slice(answer, [task], [1]))));
  const all = tf.grads(total)([examples, weights, ...parameters] as Tensor[]);
  return [losses, gramian, direction, ...all, ...gradients.flat()];
}

function lossOfTask({ sizes, steps, flat, shorter }: Heads, given: readonly Tensor[], task: number): Tensor {
  const [, shared, own] = sizes;
  const [examples, weights, all, label] = given as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
  const features = tf.tanh(tf.matMul(examples, weights));
  const each = shared * own + own;
  const parameters = tf.slice(all, [flat ? task * each : 0], [each]);
  const kernel = tf.reshape<tf.Rank.R2>(tf.slice(parameters, [0], [shared * own]), [shared, own]);
  const first = tf.add(tf.matMul(features, kernel), tf.slice(parameters, [shared * own], [own]));
  const done = task < shorter ? steps.slice(0, -1) : steps;
  const values = execute({ instructions: done }, [label, features, first]).slice(2);
  return tf.addN(values.map((value, index) => tf.mean(tf.mul(value, marks(value.shape, index)))));
}
