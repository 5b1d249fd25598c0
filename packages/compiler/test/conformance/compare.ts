import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

import { withRepairedOps } from '../../src/repaired-ops.ts';
import { dataTypeOf, type HostTensor } from '../../src/host-tensor.ts';
import { compile } from '../../src/index.ts';
import { traceBackendName } from '../../src/trace/trace-backend.ts';
import { type Case, type Computation, tensorOf, type Tolerance, usual } from './conformance-case.ts';

const recorded = new Set<string>();
for (const config of tf.getKernelsForBackend(traceBackendName)) {
  const { kernelFunc, kernelName } = config;
  config.kernelFunc = (parameters) => {
    recorded.add(kernelName);
    return kernelFunc(parameters);
  };
}

/** Runs a case compiled and op by op, fails where they differ, and gives the kernels that were compiled. */
export async function compare(
  example: Case,
  engine: 'native' | 'wasm' | 'eager' = 'native',
): Promise<ReadonlySet<string>> {
  const { inputs, compute, reference = compute, tolerance = usual } = example;
  const gradientsOf = example.gradientsOf ?? inputs.flatMap(({ dtype }, index) => (dtype === 'float32' ? [index] : []));
  await tf.setBackend(engine === 'eager' ? 'wasm' : 'cpu');
  const tensors = inputs.map(tensorOf);
  recorded.clear();
  const compiled = compile(withGradients(compute, gradientsOf), { engine });
  const actual = await compiled.onHost(...tensors);
  const kernels = new Set(recorded);
  await compiled.dispose();
  await tf.setBackend('cpu');
  tf.tidy(() => {
    const { outputs, gradients } = withRepairedOps('eager', () => withGradients(reference, gradientsOf)(...tensors));
    expectSame('output', actual.outputs, outputs, tolerance);
    expectSame('gradient', actual.gradients, gradients, tolerance);
  });
  tf.dispose(tensors);
  return kernels;
}

/** Fails unless numbers, shapes and types are the same. */
export function expectSame(
  what: string,
  actual: readonly HostTensor[],
  expected: readonly Tensor[],
  { relative, absolute }: Tolerance,
): void {
  expect(actual.map((given) => `${dataTypeOf(given)}[${given.shape.join()}]`)).toEqual(
    expected.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`),
  );
  const differences = expected.flatMap((tensor, index) =>
    Array.from(tensor.dataSync()).flatMap((number, at) => {
      const given = actual[index]?.data[at] ?? Number.NaN;
      const near = Object.is(given, number) || Math.abs(given - number) <= absolute + relative * Math.abs(number);
      return near || given === number ? [] : [`${what} ${index} at ${at} is ${given}, not ${number}`];
    }),
  );
  expect(differences.slice(0, 5)).toEqual([]);
}

/** The outputs, and the gradients of a sum of their elements that gives each its own weight. */
function withGradients(compute: Computation, gradientsOf: readonly number[]) {
  return (...inputs: Tensor[]): { outputs: Tensor[]; gradients: Tensor[] } => {
    const outputs = [compute(...inputs)].flat();
    if (gradientsOf.length === 0) return { outputs, gradients: [] };
    const differentiated = gradientsOf.flatMap((index) => inputs[index] ?? []);
    const weighed = (...moved: Tensor[]): Tensor => {
      const all = inputs.map((input, index) => moved[gradientsOf.indexOf(index)] ?? input);
      const sums = [compute(...all)]
        .flat()
        .flatMap((output, index) =>
          output.dtype === 'float32' ? [tf.sum(tf.mul(output, weights(output.shape, index)))] : [],
        );
      return tf.addN(sums);
    };
    return { outputs, gradients: tf.grads(weighed)(differentiated) };
  };
}

function weights(shape: number[], seed: number): Tensor {
  const values = Array.from(
    { length: tf.util.sizeFromShape(shape) },
    (_, index) => Math.sin(1 + index + 3 * seed) + 0.25,
  );
  return tf.tensor(values, shape);
}
