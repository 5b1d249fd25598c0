import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HostTensor } from '../../src/host-tensor.ts';
import { compile } from '../../src/index.ts';
import { tensorOf } from '../conformance/conformance-case.ts';
import { difference, movedBy } from './difference.ts';
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

/** What TensorFlow.js computes, with the inputs moved. */
function eager(program: Program, moved: number): number[] {
  return tf.tidy(() =>
    flat(
      run(
        program,
        inputsOf(program).map((input, index) => movedBy(tensorOf(input), moved, index)),
      ),
    ),
  );
}

describe.each(engines)('random programs, on %s', (engine, functions, together) => {
  it(`compute and differentiate as TensorFlow.js does, ${functions * together} of them (PROPERTY_SEED=${seed})`, async () => {
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
          const numbers = result && [...result.values, ...result.gradients].flatMap(({ data }) => [...data]);
          const found = numbers && difference(numbers, (moved) => eager(program, moved));
          return found ? `${found}: ${JSON.stringify(program)}` : [];
        });
        expect(differences).toEqual([]);
      },
    );
    await fc.assert(property, { seed, numRuns: functions });
  });
});
