import '@tensorflow/tfjs-backend-wasm';

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { type Engine, translatedKernels } from '../../src/index.ts';
import type { Case } from '../conformance/conformance-case.ts';
import { engines } from '../support/engines.ts';
import { ComparedKernels } from './compared.ts';
import {
  compareGradients,
  type Difference,
  differencesOf,
  type Differentiated,
  type Energy,
  energyOf,
  slopeOf,
  type Verdict,
} from './finite-differences.ts';
import { differentiatedBy, gradientCases } from './gradient-cases.ts';

/** Kernels that TensorFlow.js has no gradient of; asking for one is an error that names the kernel. */
const withoutGradient = new Set(
  'CropAndResize Cumprod DepthToSpace Diag FlipLeftRight GatherNd ScatterNd SparseToDense StridedSlice TensorScatterUpdate TopK'.split(
    ' ',
  ),
);

/** Kernels whose gradient has no gradient; asking for one is an error that names the kernel that is missing. */
const withoutSecondGradient = new Map(
  Object.entries({
    Dilation2D: /Dilation2DBackprop(Input|Filter)/,
    Dilation2DBackpropFilter: /Dilation2DBackprop(Input|Filter)/,
    Dilation2DBackpropInput: /Dilation2DBackprop(Input|Filter)/,
    LRN: /LRNGrad/,
    LRNGrad: /LRNGrad/,
    BatchToSpaceND: /MaxPoolGrad/, // a dilated maximum pool
    MaxPool: /MaxPoolGrad/,
    MaxPoolGrad: /MaxPoolGrad/,
    MaxPool3D: /MaxPool3DGrad/,
    MaxPool3DGrad: /MaxPool3DGrad/,
    Prod: /Cumprod/,
  }),
);

/** Kernels with a gradient that give integers, or true and false. */
const ofIntegers = ['ArgMax', 'ArgMin', 'FloorDiv', 'GreaterEqual'];

const compared = new ComparedKernels();

describe.each(engines)('on the engine %s (%s backend), gradients agree with finite differences:', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each([...gradientCases])('%s', async (kernel, examples) => {
    let [first, second]: [number, number] = [0, 0];
    let missing: string | undefined;
    for (const example of examples) {
      const by = differentiatedBy(example);
      if (by.length === 0) continue;
      const [ofFirst, ofSecond] = await check(example, by, engine);
      if (withoutGradient.has(kernel)) {
        missing = missingOf(ofFirst);
        expect(missing, example.name).toBe(kernel);
        continue;
      }
      expect(wrongOf(ofFirst), example.name).toEqual([]);
      first += countOf(ofFirst);
      second += countOf(ofSecond);
      const allowed = withoutSecondGradient.get(kernel);
      const gone = missingOf(ofSecond);
      if (allowed && gone) expect(gone, example.name).toMatch(allowed);
      else expect(wrongOf(ofSecond), `${example.name}, second order`).toEqual([]);
      missing ??= gone;
    }
    const name = engine === 'eager' ? `${engine} on ${backend}` : engine;
    compared.add(kernel, name, { first, second, ...(missing !== undefined && { missing }) });
  });
});

describe('what was compared', () => {
  it('is in the file that docs/kernels.md is made of; vitest --update writes it', async () => {
    await expect(compared.toString()).toMatchFileSnapshot('compared.json');
  });

  it('are all kernels that have a gradient and give float32', () => {
    const names = Object.entries(tf).flatMap(([name, value]) => (name === value ? [name] : []));
    const translated = new Set([...translatedKernels(), ...gradientCases.keys()]);
    const differentiable = [...new Set([...names, ...translated])].filter((name) => hasGradient(name));
    const left = differentiable.filter((name) => !compared.kernels.includes(name));
    expect(left.filter((name) => translated.has(name)).sort()).toEqual(ofIntegers);
    expect(left.filter((name) => !translated.has(name))).toEqual(['ComplexAbs']);
  });
});

function hasGradient(kernel: string): boolean {
  return Boolean(tf.getGradient(kernel) as unknown);
}

/** The differences of functions, which all engines are compared with. */
const known = new WeakMap<Case, Map<string, Promise<readonly (readonly Difference[])[]>>>();

/** The verdict on a function, or what is said where it has no gradient. */
type Answer = Verdict | string;

/** The answers on the gradient of a case, and on that of its slope: at once, and one by one where one of them has no gradient. */
async function check(example: Case, by: readonly number[], engine: Engine): Promise<readonly [Answer, Answer]> {
  const { compute, inputs } = example;
  const value = energyOf(compute);
  const slope = slopeOf(value, by);
  const differences = known.get(example) ?? new Map<string, Promise<readonly (readonly Difference[])[]>>();
  known.set(example, differences);
  const compareAll = (what: string, energies: Differentiated['energies']): Promise<readonly Verdict[]> => {
    const differentiated = { energies, inputs, by };
    return compareGradients(differentiated, engine, () => {
      const found = differences.get(what) ?? differencesOf(differentiated);
      differences.set(what, found);
      return found;
    });
  };
  const compareOne = async (what: string, energy: Energy): Promise<Answer> => {
    try {
      const [verdict] = await compareAll(what, [energy]);
      return verdict ?? 'nothing was compared';
    } catch (error) {
      return (error as Error).message;
    }
  };
  try {
    const [first, second] = await compareAll('both', [value, slope]);
    if (first && second) return [first, second];
  } catch {
    // One of them has no gradient.
  }
  return [await compareOne('first', value), await compareOne('second', slope)];
}

/** 1 where something was compared. */
function countOf(verdict: Answer): number {
  return typeof verdict !== 'string' && verdict.compared > 0 ? 1 : 0;
}

/** The kernel that has no gradient, where that is an error. */
function missingOf(verdict: Answer): string | undefined {
  if (typeof verdict !== 'string') return undefined;
  return /gradient function not found for (\w+)/.exec(verdict)?.[1];
}

/** What is wrong in a verdict; nothing where the function is constant. */
function wrongOf(verdict: Answer): readonly string[] {
  if (typeof verdict !== 'string') return verdict.wrong;
  return verdict.includes('Cannot compute gradient of y=f(x)') ? [] : [verdict];
}
