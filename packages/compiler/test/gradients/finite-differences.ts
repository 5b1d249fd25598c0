import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { HostTensor } from '../../src/host-tensor.ts';
import { compile, type Engine } from '../../src/index.ts';
import type { Computation, Input } from '../conformance/conformance-case.ts';

/** A number that depends on tensors. */
export type Energy = (...inputs: Tensor[]) => Scalar;

/** What came of comparing a gradient with finite differences. */
export interface Verdict {
  /** How many partial derivatives were compared. */
  readonly compared: number;
  /** How many lie at a kink, where differences of two step sizes disagree. */
  readonly kinks: number;
  /** Those that are wrong, a sentence each. */
  readonly wrong: readonly string[];
}

/** Partial derivatives compared for each input. */
const perInput = 4;

/**
 * A sum of the float32 outputs of a function that gives each element a weight of its own.
 *
 * @param compute - The function.
 */
export function energyOf(compute: Computation): Energy {
  return (...inputs) =>
    tf.addN(
      [compute(...inputs)]
        .flat()
        .flatMap((output, index) =>
          output.dtype === 'float32' ? [tf.sum(tf.mul(output, weights(output.shape, index)))] : [],
        ),
    );
}

/**
 * The product of the gradient of a function with a fixed vector: its own gradient is a product with the second derivatives.
 *
 * @param energy - The function.
 * @param by - Which inputs are differentiated.
 */
export function slopeOf(energy: Energy, by: readonly number[]): Energy {
  return (...inputs) => {
    const gradients = gradientsOf(energy, by)(...inputs);
    const products = gradients.map((gradient, index) =>
      tf.sum<Scalar>(tf.mul(gradient, weights(gradient.shape, index + 5))),
    );
    // TensorFlow.js refuses to differentiate by an input that is nowhere in a function, as those of linear ones are.
    const nothing = by.flatMap((index) => inputs[index] ?? []).map((input) => tf.mul<Scalar>(tf.sum(input), 0));
    return tf.addN<Scalar>([...products, ...nothing]);
  };
}

/** Functions of the same arguments whose gradients are compared. */
export interface Differentiated {
  /** The functions. */
  readonly energies: readonly Energy[];
  /** Their arguments. */
  readonly inputs: readonly Input[];
  /** Which inputs are differentiated. */
  readonly by: readonly number[];
}

/**
 * Central differences of fourth order of functions' values, for each function. The values are computed on the engine wasm: that all engines
 * compute the same values is for the conformance tests to show.
 *
 * @param differentiated - The functions, their arguments, and by which they are differentiated.
 */
export async function differencesOf({
  energies,
  inputs,
  by,
}: Differentiated): Promise<readonly (readonly Difference[])[]> {
  const compiled = compile((...tensors: Tensor[]) => energies.map((energy) => energy(...tensors)), { engine: 'wasm' });
  const given = inputs.map(hostTensor);
  const valuesAt: Values = async (moved) =>
    (await compiled.onHost(...moved)).map(({ data: [value = Number.NaN] }) => value);
  const differences = energies.map((): Difference[] => []);
  try {
    const here = await valuesAt(given);
    for (const [order, index] of by.entries()) {
      for (const element of chosen(inputs[index]?.values.length ?? 0)) {
        const slopes = await slopesAt(valuesAt, here, given, index, element);
        slopes.forEach((slope, energy) => differences[energy]?.push({ order, element, ...slope }));
      }
    }
    return differences;
  } finally {
    await compiled.dispose();
  }
}

/**
 * Compares the gradients of functions on one engine with differences of their values, for each function.
 *
 * @param differentiated - The functions, their arguments, and by which they are differentiated.
 * @param engine - What computes the gradients.
 * @param differences - Gives the differences; not called when there is no gradient.
 */
export async function compareGradients(
  { energies, inputs, by }: Differentiated,
  engine: Engine,
  differences: () => Promise<readonly (readonly Difference[])[]>,
): Promise<readonly Verdict[]> {
  const compiled = compile((...tensors: Tensor[]) => energies.map((energy) => gradientsOf(energy, by)(...tensors)), {
    engine,
  });
  try {
    const gradients = await compiled.onHost(...inputs.map(hostTensor));
    return (await differences()).map((all, energy) => verdictOn(gradients[energy] ?? [], all, by));
  } finally {
    await compiled.dispose();
  }
}

function verdictOn(gradient: readonly HostTensor[], all: readonly Difference[], by: readonly number[]): Verdict {
  const smooth = all.filter(({ isSmooth }) => isSmooth);
  const wrong = smooth.flatMap(({ order, element, slope, size }) => {
    const received = gradient[order]?.data[element] ?? Number.NaN;
    if (Math.abs(received - slope) <= tolerance(slope, size)) return [];
    return [`by input ${by[order]} at ${element}: ${received}, differences say ${slope}`];
  });
  return { compared: smooth.length, kinks: all.length - smooth.length, wrong };
}

function gradientsOf(energy: Energy, by: readonly number[]): (...inputs: Tensor[]) => Tensor[] {
  return (...inputs) => {
    const differentiated = by.flatMap((index) => inputs[index] ?? []);
    return tf.grads((...moved: Tensor[]) => energy(...inputs.map((input, index) => moved[by.indexOf(index)] ?? input)))(
      differentiated,
    );
  };
}

/** A partial derivative by finite differences. */
export interface Difference extends Slope {
  /** The position of its input among those that are differentiated. */
  readonly order: number;
  /** The element of the input. */
  readonly element: number;
}

interface Slope {
  readonly slope: number;
  /** The largest of the values that it is made of. */
  readonly size: number;
  /** Whether the values look like those of a function without a kink. */
  readonly isSmooth: boolean;
}

const step = 1 / 64;

/** What the rounding of float32 values of a size, and the fifth derivative, may come to in a slope. */
function tolerance(slope: number, size: number): number {
  return 2e-3 * Math.max(1, Math.abs(slope)) + (4e-7 * size) / step;
}

/** The values of functions. */
type Values = (inputs: readonly HostTensor[]) => Promise<readonly number[]>;

/** Partial derivatives of functions, of which the values are known where nothing is moved. */
async function slopesAt(
  valuesAt: Values,
  here: readonly number[],
  inputs: readonly HostTensor[],
  index: number,
  element: number,
): Promise<readonly Slope[]> {
  const at = (offset: number): Promise<readonly number[]> => {
    const moved = inputs.map((input, other) => {
      if (other !== index) return input;
      const data = Float32Array.from(input.data);
      data[element] = (data[element] ?? 0) + offset;
      return { data, shape: input.shape };
    });
    return valuesAt(moved);
  };
  const around = [await at(-2 * step), await at(-step), here, await at(step), await at(2 * step)];
  return here.map((_, energy) => slopeThrough(around.map((values) => values[energy] ?? Number.NaN)));
}

function slopeThrough(values: readonly number[]): Slope {
  const [before2 = 0, before = 0, here = 0, after = 0, after2 = 0] = values;
  const size = Math.max(...values.map(Math.abs));
  const [near, far] = [(after - before) / (2 * step), (after2 - before2) / (4 * step)];
  const [bend, farBend] = [(after + before - 2 * here) / step, (after2 + before2 - 2 * here) / (2 * step)];
  const slope = (4 * near - far) / 3;
  const allowed = tolerance(slope, size);
  // The slopes of a smooth function agree at both distances, and its bend grows with the distance; that of a kink does not.
  const isKink = Math.abs(bend) > allowed && Math.abs(farBend) < 1.5 * Math.abs(bend);
  return { slope, size, isSmooth: Math.abs(near - far) <= allowed && !isKink };
}

/** Some elements of an input, spread evenly, the first and the last among them. */
function chosen(size: number): readonly number[] {
  const count = Math.min(size, perInput);
  return Array.from({ length: count }, (_, index) => Math.round((index * (size - 1)) / Math.max(1, count - 1)));
}

function hostTensor({ values, shape, dtype }: Input): HostTensor {
  const Values = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype];
  return { data: Values.from(values), shape };
}

function weights(shape: number[], seed: number): Tensor {
  const values = Array.from(
    { length: tf.util.sizeFromShape(shape) },
    (_, index) => Math.sin(1 + index + 3 * seed) + 0.25,
  );
  return tf.tensor(values, shape);
}
