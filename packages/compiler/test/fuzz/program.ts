import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';

import { floats, type Input } from '../conformance/conformance-case.ts';
import { ops } from './ops.ts';
import { isSmall, marks } from './shaping.ts';

/** One operation of a program, on values that there are already. */
export interface Instruction {
  readonly op: string;
  readonly x: number;
  readonly y: number;
  readonly choice: number;
}

/** A program that can be differentiated: what it begins with, and what it does one after the other. */
export interface Program {
  readonly shape: readonly number[];
  readonly seed: number;
  readonly instructions: readonly Instruction[];
}

/** What is computed of a program. */
export interface Results {
  /** Every value it makes. */
  readonly values: Tensor[];
  /** The gradients of a sum of all values, by what the program begins with. */
  readonly gradients: Tensor[];
}

/** Any operation. */
export const instructions: fc.Arbitrary<Instruction> = fc.record({
  op: fc.constantFrom(...Object.keys(ops)),
  x: fc.nat(15),
  y: fc.nat(15),
  choice: fc.nat(11),
});

/** Any program. */
export const programs: fc.Arbitrary<Program> = fc.record({
  shape: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  seed: fc.nat(99),
  instructions: fc.array(instructions, { minLength: 1, maxLength: 10, size: 'max' }),
});

/** What a program begins with: two tensors of its shape, and one to be broadcast. */
export function inputsOf({ shape, seed }: Program): readonly Input[] {
  return [shape, shape, shape.slice(1)].map((lengths, index) => floats(lengths, [-1.5, 1.5], seed + 3 * index));
}

/** Runs a program forwards and backwards. */
export function run(program: Program, inputs: readonly Tensor[]): Results {
  const sum = (...xs: Tensor[]): Tensor =>
    tf.addN(execute(program, xs).map((value, index) => tf.sum(tf.mul(value, marks(value.shape, index)))));
  return { values: execute(program, inputs), gradients: tf.grads(sum)([...inputs]) };
}

/** Each value is found by counting back from the newest; what is too large is left out. */
export function execute({ instructions: all }: Pick<Program, 'instructions'>, inputs: readonly Tensor[]): Tensor[] {
  const values = [...inputs];
  const pick = (back: number): Tensor => values[values.length - 1 - (back % values.length)] ?? tf.scalar(1);
  for (const { op, x, y, choice } of all) {
    const result = ops[op]?.(pick(x), pick(y), choice);
    if (result && isSmall(result)) values.push(result);
  }
  return values;
}
