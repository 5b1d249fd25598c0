import '@tensorflow/tfjs-backend-wasm';

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { type Engine, translatedKernels } from '../../src/index.ts';
import { cases } from '../conformance/cases/all.ts';
import type { Case } from '../conformance/conformance-case.ts';
import {
  compareGradient,
  type Difference,
  differencesOf,
  energyOf,
  slopeOf,
  type Verdict,
} from './finite-differences.ts';
import { windows } from './windows.ts';
import { engines } from '../support/engines.ts';

/** Kernels that TensorFlow.js has no gradient of; asking for one is an error that names the kernel. */
const withoutGradient = new Set(
  'CropAndResize Cumprod DepthToSpace Diag FlipLeftRight GatherNd ScatterNd SparseToDense StridedSlice TensorScatterUpdate TopK'.split(
    ' ',
  ),
);

/** Kernels whose gradient has no gradient; asking for one is an error that names the kernel that is missing. */
const withoutSecondGradient = new Map(
  Object.entries({
    Dilation2D: 'Dilation2DBackprop(Input|Filter)',
    Dilation2DBackpropFilter: 'Dilation2DBackprop(Input|Filter)',
    Dilation2DBackpropInput: 'Dilation2DBackprop(Input|Filter)',
    LRN: 'LRNGrad',
    LRNGrad: 'LRNGrad',
    BatchToSpaceND: 'MaxPoolGrad', // a dilated maximum pool
    MaxPool: 'MaxPoolGrad',
    MaxPoolGrad: 'MaxPoolGrad',
    MaxPool3D: 'MaxPool3DGrad',
    MaxPool3DGrad: 'MaxPool3DGrad',
    Prod: 'Cumprod',
  }),
);

/** What TensorFlow.js says where nothing of a function depends on an input. */
const isConstant = /Cannot compute gradient of y=f\(x\)/;

describe.each(engines)('on the engine %s (%s backend), gradients agree with finite differences:', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(translatedKernels())('%s', async (kernel) => {
    for (const example of (cases[kernel] ?? []).filter(isFinite)) {
      const by = differentiable(example);
      if (by.length === 0) continue;
      const first = await check(example, 'first', by, engine);
      if (withoutGradient.has(kernel)) {
        expect(first, example.name).toMatch(new RegExp(`gradient function not found for ${kernel}`));
        continue;
      }
      expect(wrongOf(first), example.name).toEqual([]);
      const second = await check(example, 'second', by, engine);
      const missing = withoutSecondGradient.get(kernel);
      if (missing === undefined || typeof second !== 'string') {
        expect(wrongOf(second), `${example.name}, second order`).toEqual([]);
        continue;
      } else
        expect(second, example.name).toMatch(
          new RegExp(`gradient function not found for ${missing}|${isConstant.source}`),
        );
    }
  });

  it.each(windows)('$name', async (example) => {
    const verdict = await check(example, 'first', differentiable(example), engine);
    expect(wrongOf(verdict)).toEqual([]);
    expect((verdict as Verdict).compared).toBeGreaterThan(0);
  });
});

/** The differences of a case and of its slope, which all engines are compared with. */
const known = new WeakMap<Case, Map<Order, Promise<readonly Difference[]>>>();

type Order = 'first' | 'second';

/** The verdict on one case, or what is said where it has no gradient. */
async function check(example: Case, order: Order, by: readonly number[], engine: Engine): Promise<Verdict | string> {
  const { compute, inputs } = example;
  const value = energyOf(compute);
  const differentiated = { energy: order === 'first' ? value : slopeOf(value, by), inputs, by };
  const orders = known.get(example) ?? new Map<Order, Promise<readonly Difference[]>>();
  known.set(example, orders);
  const differences = (): Promise<readonly Difference[]> => {
    const found = orders.get(order) ?? differencesOf(differentiated);
    orders.set(order, found);
    return found;
  };
  try {
    return await compareGradient(differentiated, engine, differences);
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is wrong in a verdict; nothing where the function is constant. */
function wrongOf(verdict: Verdict | string): readonly string[] {
  if (typeof verdict !== 'string') return verdict.wrong;
  return verdict.includes('Cannot compute gradient of y=f(x)') ? [] : [verdict];
}

function differentiable({ inputs, gradientsOf = [], compute }: Case): readonly number[] {
  if (gradientsOf.length > 0) return gradientsOf;
  const outputs = tf.tidy(() =>
    [compute(...inputs.map(({ values, shape, dtype }) => tf.tensor([...values], [...shape], dtype)))]
      .flat()
      .map(({ dtype }) => dtype),
  );
  if (!outputs.includes('float32')) return [];
  return inputs.flatMap(({ dtype }, index) => (dtype === 'float32' ? [index] : []));
}

function isFinite({ inputs }: Case): boolean {
  return inputs.every(({ values }) => values.every(Number.isFinite));
}
