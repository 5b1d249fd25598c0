import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HostTensor } from '../../src/host-tensor.ts';
import { compile } from '../../src/index.ts';
import { tensorOf } from '../conformance/conformance-case.ts';
import { difference, movedBy } from './difference.ts';
import { type Heads, heads, inputsOf, run } from './heads.ts';

const { seed = 1 } = fc.readConfigureGlobal();
/** How many functions are compiled by each engine. */
const engines = [
  ['native', 120],
  ['wasm', 40],
] as const;

function eager(program: Heads, moved: number): number[] {
  return tf.tidy(() => {
    const inputs = inputsOf(program).map((input, index) => movedBy(tensorOf(input), moved, index));
    return run(program, inputs).flatMap((tensor) => [...tensor.dataSync()]);
  });
}

describe.each(engines)('random functions of several tasks, on %s', (engine, functions) => {
  it(`compute and differentiate as TensorFlow.js does, ${functions} of them (PROPERTY_SEED=${seed})`, async () => {
    await tf.setBackend('cpu');
    const property = fc.asyncProperty(heads, async (program) => {
      const tensors = inputsOf(program).map(tensorOf);
      const fn = compile((inputs: tf.Tensor[]) => run(program, inputs), { engine });
      const results: readonly HostTensor[] = await fn.onHost(tensors);
      await fn.dispose();
      tf.dispose(tensors);
      const numbers = results.flatMap(({ data }) => [...data]);
      expect(difference(numbers, (moved) => eager(program, moved))).toBeUndefined();
    });
    await fc.assert(property, { seed, numRuns: functions });
  });
});
