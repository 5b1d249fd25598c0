import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { random } from '../random.ts';
import { run } from './run.ts';

const axis = fc
  .record({
    length: fc.integer({ min: 1, max: 19 }),
    filter: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 4 }),
    before: fc.integer({ min: 0, max: 3 }),
    after: fc.integer({ min: 0, max: 3 }),
  })
  .filter(
    ({ length, filter, before, after }) => before < filter && after < filter && before + length + after >= filter,
  );
const poolings = fc.record({
  axes: fc.oneof({ weight: 4, arbitrary: fc.tuple(axis, axis) }, fc.tuple(axis), fc.tuple(axis, axis, axis)),
  planes: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  includesPadding: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1000 }),
});

/** What of a plane one window looks at: places of the plane, in order. */
type Look = (window: readonly number[]) => readonly number[];

const product = (numbers: readonly number[]): number => numbers.reduce((all, number) => all * number, 1);

/** All places of a box, the last axis fastest. */
const placesOf = (lengths: readonly number[]): readonly (readonly number[])[] =>
  lengths.reduce<readonly (readonly number[])[]>(
    (places, length) => places.flatMap((place) => Array.from({ length }, (_, index) => [...place, index])),
    [[]],
  );

function setUp({ axes, planes, includesPadding, seed }: typeof poolings extends fc.Arbitrary<infer T> ? T : never) {
  const next = random(seed);
  const input = axes.map(({ length }) => length);
  const output = axes.map(({ length, filter, stride, before, after }) =>
    Math.floor((before + length + after - filter) / stride + 1),
  );
  const graph = new Graph();
  const shape = [...planes, ...input];
  const x = graph.input('x', { shape, dtype: 'float32' });
  // Few different numbers, so that there are ties.
  const numbers = Float32Array.from({ length: product(shape) }, () => Math.floor(9 * next()) / 4 - 1);
  const attributes = {
    kernel_shape: axes.map(({ filter }) => filter),
    strides: axes.map(({ stride }) => stride),
    pads: [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)],
  };
  const look: Look = (window) =>
    placesOf(attributes.kernel_shape).flatMap((tap) => {
      const place = tap.map((step, at) => (window[at] ?? 0) * (axes[at]?.stride ?? 1) + step - (axes[at]?.before ?? 0));
      if (place.some((index, at) => index < 0 || index >= (input[at] ?? 0))) return [];
      return [place.reduce((all, index, at) => all * (input[at] ?? 1) + index, 0)];
    });
  const windows = Array.from({ length: product(planes) }, (_, plane) =>
    placesOf(output).map((window) => look(window).map((place) => plane * product(input) + place)),
  ).flat();
  const spec = { shape: [...planes, ...output], dtype: 'float32' } as const;
  return { graph, x, numbers, spec, attributes, includesPadding, windows };
}

describe('pooling', () => {
  it('gives the maximum of each window, and its first position', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, async (pooling) => {
        const { graph, x, numbers, spec, attributes, windows } = setUp(pooling);
        const largest = graph.op('MaxPool', [x], spec, attributes);
        const [again, places] = graph.ops('MaxPool', [x], [spec, { ...spec, dtype: 'int64' }], attributes);
        if (!again || !places) return;
        const listed = graph.op('Cast', [places], { shape: spec.shape, dtype: 'int32' }, { to: 6 });
        const expected = windows.map((window) => Math.max(...window.map((place) => numbers[place] ?? NaN)));
        const where = windows.map((window, index) => window.find((place) => numbers[place] === expected[index]));
        const results = await run(graph, [largest, again, listed], new Map([[x, numbers]]));
        expect(results).toEqual([expected, expected, where]);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('gives the mean of the elements inside the image, or of the whole window', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, async (pooling) => {
        const { graph, x, numbers, spec, attributes, includesPadding, windows } = setUp(pooling);
        const means = graph.op('AveragePool', [x], spec, { ...attributes, count_include_pad: Number(includesPadding) });
        const [results = []] = await run(graph, [means], new Map([[x, numbers]]));
        const size = product(attributes.kernel_shape);
        const expected = windows.map(
          (window) =>
            window.reduce((sum, place) => sum + (numbers[place] ?? NaN), 0) / (includesPadding ? size : window.length),
        );
        expect(results).toEqual(expected.map((mean) => expect.closeTo(mean, 5) as number));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('gives NaN for a window with NaN', async () => {
    const graph = new Graph();
    const x = graph.input('x', { shape: [1, 1, 8], dtype: 'float32' });
    const spec = { shape: [1, 1, 4], dtype: 'float32' } as const;
    const attributes = { kernel_shape: [2], strides: [2], pads: [0, 0] };
    const [largest, places] = graph.ops('MaxPool', [x], [spec, { ...spec, dtype: 'int64' }], attributes);
    if (!largest || !places) return;
    const listed = graph.op('Cast', [places], { shape: spec.shape, dtype: 'int32' }, { to: 6 });
    const given = Float32Array.of(NaN, 1, 2, NaN, NaN, NaN, -Infinity, -Infinity);
    const expected = [NaN, NaN, NaN, -Infinity];
    const results = await run(
      graph,
      [graph.op('MaxPool', [x], spec, attributes), largest, listed],
      new Map([[x, given]]),
    );
    expect(results).toEqual([expected, expected, [0, 2, 4, 6]]);
  });
});
