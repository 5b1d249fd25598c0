import { expect } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import type { Attributes, ConstantData, GraphType, Value } from '../../src/graph/value.ts';
import { random } from '../random.ts';
import { run, runByOnnxRuntime } from './run.ts';

/** What an operator is given, and what it should give. */
export interface Example {
  readonly type: string;
  readonly given: readonly (readonly [ConstantData, readonly number[]])[];
  readonly shape: readonly number[];
  readonly dtype?: GraphType;
  readonly attributes?: Attributes;
  /** Inputs that are known, after those that are given. */
  readonly known?: (graph: Graph) => readonly Value[];
  /** In which the answer has one value for each of these lengths along an axis. */
  readonly parts?: { readonly axis: number; readonly sizes: readonly number[] };
}

/** What a test of an example is called: its operator, the shape that it gives, and its settings. */
export function nameOf({ type, shape, attributes = {} }: Example): string {
  const settings = Object.entries(attributes).map(
    ([name, value]) => `, ${name} ${typeof value === 'object' ? Object.values(value).join() : value}`,
  );
  return `${type} to ${shape.join('×') || 'a number'}${settings.join('')}`;
}

const typeOf = (data: ConstantData): GraphType => {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'bool';
};

/** Runs an example here and by ONNX Runtime. */
async function both(example: Example): Promise<readonly [readonly number[][], readonly number[][]]> {
  const { type, given, shape, attributes = {}, known, parts } = example;
  const graph = new Graph();
  const inputs = given.map(([data, lengths]) => graph.input('x', { shape: lengths, dtype: typeOf(data) }));
  const spec = { shape, dtype: example.dtype ?? inputs.at(-1)?.dtype ?? 'float32' };
  const all = [...inputs, ...(known?.(graph) ?? [])];
  const specs = parts?.sizes.map((size) => ({
    ...spec,
    shape: shape.map((side, at) => (at === parts.axis ? size : side)),
  }));
  const outputs = graph.ops(type, all, specs ?? [spec], attributes);
  const numbers = new Map(inputs.map((input, index) => [input, given[index]?.[0] ?? new Float32Array()] as const));
  return [await run(graph, outputs, numbers), await runByOnnxRuntime(graph, outputs, numbers)];
}

/**
 * Expects that an operator gives what it gives by ONNX Runtime, within some units in the last place.
 *
 * @param example - The operator.
 */
export async function expectAlike(example: Example): Promise<void> {
  const [ours, theirs] = await both(example);
  expect(ours.map(({ length }) => length)).toEqual(theirs.map(({ length }) => length));
  for (const [index, list] of ours.entries()) {
    const wrong = list.flatMap((number, at) => {
      const wanted = theirs[index]?.[at] ?? NaN;
      const isClose = Math.abs(number - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted));
      const given = example.given.map(([data]) => data[at]);
      return isClose || Object.is(number + 0, wanted + 0) ? [] : [`${number}, not ${wanted}, of ${given.join()}`];
    });
    expect(wrong).toEqual([]);
  }
}

/**
 * Floats.
 *
 * @param numbers - The numbers.
 */
export function float(numbers: readonly number[]): Float32Array {
  return Float32Array.from(numbers);
}

/**
 * Whole numbers from −11 to 11.
 *
 * @param count - How many.
 */
export function whole(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => ((index * 7) % 23) - 11);
}

/**
 * Numbers between −2 and 2.
 *
 * @param count - How many.
 */
export function noise(count: number): Float32Array {
  const next = random(count);
  return Float32Array.from({ length: count }, () => 4 * next() - 2);
}
