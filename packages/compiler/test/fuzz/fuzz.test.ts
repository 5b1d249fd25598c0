import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HostTensor } from '../../src/host-tensor.ts';
import { compile } from '../../src/index.ts';
import { tensorOf } from '../conformance/conformance-case.ts';
import { inputsOf, type Program, programs, type Results, run } from './program.ts';

const { seed = 1 } = fc.readConfigureGlobal();
/** How many functions are compiled by each engine, and of how many programs each. */
const engines = [
  ['native', 105, 10],
  ['wasm', 200, 1],
] as const;

interface HostResults {
  readonly values: readonly HostTensor[];
  readonly gradients: readonly HostTensor[];
}

/** All numbers of a program's results, one after the other. */
function flat({ values, gradients }: Results): number[] {
  return tf.tidy(() => [...values, ...gradients].flatMap((tensor) => [...tensor.dataSync()]));
}

/** What TensorFlow.js computes, with the inputs moved by a part of themselves that is different in each place. */
function eager(program: Program, moved = 0): number[] {
  return tf.tidy(() => {
    const inputs = inputsOf(program).map(tensorOf);
    return flat(
      run(
        program,
        inputs.map((input, index) => {
          const signs = Float32Array.from({ length: input.size }, (_, at) => Math.sin(17 * at + index + moved * 1e7));
          return moved === 0 ? input : tf.add(input, tf.mul(tf.tensor(signs, input.shape), moved));
        }),
      ),
    );
  });
}

/**
 * Where compiled numbers are too far from TensorFlow.js' own: further than rounding, and further than a hundred times as far as its
 * own move when the inputs move by what rounding would move them.
 */
function difference(program: Program, { values, gradients }: HostResults): string | undefined {
  const actual = [...values, ...gradients].flatMap(({ data }) => [...data]);
  const expected = eager(program);
  const scale = Math.max(1, ...expected.map(Math.abs));
  const far = (at: number, allowed: number): boolean => {
    const [given = Number.NaN, wanted = Number.NaN] = [actual[at], expected[at]];
    return !Object.is(given, wanted) && !(Math.abs(given - wanted) <= allowed + 1e-4 * Math.abs(wanted));
  };
  const places = expected.flatMap((_, at) => (far(at, 2e-6 * scale) ? [at] : []));
  if (places.length === 0 && actual.length === expected.length) return undefined;
  const moved = [2e-7, -3e-7, 5e-7].map((by) => eager(program, by));
  const sensitive = (at: number): number =>
    Math.max(...moved.map((numbers) => Math.abs((numbers[at] ?? 0) - (expected[at] ?? 0))));
  const worst = places.find((at) => far(at, 2e-6 * scale + 100 * sensitive(at)));
  if (worst === undefined && actual.length === expected.length) return undefined;
  return `number ${worst} of ${expected.length} is ${actual[worst ?? 0]}, not ${expected[worst ?? 0]}`;
}

describe.each(engines)('random programs, on %s', (engine, functions, together) => {
  it(
    `compute and differentiate as TensorFlow.js does, ${functions * together} of them (PROPERTY_SEED=${seed})`,
    { timeout: 240_000 },
    async () => {
      await tf.setBackend('cpu');
      const property = fc.asyncProperty(
        fc.array(programs, { minLength: together, maxLength: together }),
        async (batch) => {
          const tensors = batch.map((program) => inputsOf(program).map(tensorOf));
          const compute = (inputs: Tensor[][]): Results[] =>
            batch.map((program, index) => run(program, inputs[index] ?? []));
          const fn = compile(compute, { engine });
          const results: readonly HostResults[] = await fn.onHost(tensors);
          await fn.dispose();
          tf.dispose(tensors);
          const differences = batch.flatMap((program, index) => {
            const result = results[index];
            const found = result && difference(program, result);
            return found ? `${found}: ${JSON.stringify(program)}` : [];
          });
          expect(differences).toEqual([]);
        },
      );
      await fc.assert(property, { seed, numRuns: functions });
    },
  );
});
