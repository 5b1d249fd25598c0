import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { partitionGraph } from '../../src/graph/partition.ts';
import type { Value } from '../../src/graph/value.ts';
import { lowerSubgraph } from '../../src/codegen/lower.ts';
import { assemble } from '../../src/codegen/wasm/assemble.ts';
import { call, integer } from '../../src/codegen/wasm/code.ts';
import { FunctionBuilder } from '../../src/codegen/wasm/function-builder.ts';
import { random } from '../random.ts';
import { run, runByOnnxRuntime } from './run.ts';

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** One axis of space: of a image, and of how a window moves over it. */
const axis = fc
  .record({
    taps: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.integer({ min: 6, max: 40 })),
    places: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 13, max: 45 })),
    stride: fc.constantFrom(1, 1, 2, 3),
    dilation: fc.constantFrom(1, 1, 2, 3),
    before: fc.integer({ min: 0, max: 4 }),
    after: fc.integer({ min: 0, max: 4 }),
    more: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ places, more, ...axis }) => {
    const span = (axis.taps - 1) * axis.dilation + 1;
    // As long as so many places need, and a little longer where that brings no more places.
    const rest = Math.min(more, axis.stride - 1);
    const length = (places - 1) * axis.stride + span - axis.before - axis.after + rest;
    return { ...axis, span, places, rest, length };
  });

type Axis = {
  readonly length: number;
  readonly taps: number;
  readonly places: number;
  readonly span: number;
} & Readonly<Record<'stride' | 'dilation' | 'before' | 'after' | 'rest', number>>;

const small = (axes: readonly Axis[]): boolean => sizeOf(axes.map(({ places, taps }) => places * taps)) <= 4000;

const convolutions = fc.record({
  batch: fc.constantFrom(1, 1, 2, 3),
  groups: fc.constantFrom(1, 1, 1, 2, 3),
  inputs: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(8, 13, 16)),
  outputs: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constantFrom(8, 10, 17)),
  axes: fc
    .array(axis, { minLength: 1, maxLength: 3 })
    .filter((axes) => axes.every(({ length }) => length > 0) && small(axes)),
  hasBias: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1000 }),
});

type Convolution = typeof convolutions extends fc.Arbitrary<infer T> ? T : never;

const attributesOf = (axes: readonly Axis[], groups: number) => ({
  strides: axes.map(({ stride }) => stride),
  dilations: axes.map(({ dilation }) => dilation),
  pads: [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)],
  ...(groups > 1 ? { group: groups } : {}),
});

/** Values between −1 and 1. */
function givenTo(
  graph: Graph,
  seed: number,
): { given: Map<Value, Float32Array>; input: (shape: readonly number[]) => Value } {
  const next = random(seed);
  const given = new Map<Value, Float32Array>();
  return {
    given,
    input: (shape) => {
      const value = graph.input('x', { shape, dtype: 'float32' });
      given.set(
        value,
        Float32Array.from({ length: sizeOf(shape) }, () => 2 * next() - 1),
      );
      return value;
    },
  };
}

async function expectSame(graph: Graph, output: Value, given: Map<Value, Float32Array>, terms: number): Promise<void> {
  const [results = []] = await run(graph, [output], given);
  const [expected = []] = await runByOnnxRuntime(graph, [output], given);
  expect(results).toHaveLength(expected.length);
  const tolerance = 2e-6 * Math.sqrt(terms) + 1e-6;
  for (const [index, result] of results.entries()) {
    const truth = expected[index] ?? NaN;
    if (!(Math.abs(result - truth) <= tolerance)) expect([index, result]).toEqual([index, truth]);
  }
}

/** A value with its axes in another order. */
function transposed(graph: Graph, x: Value, perm: readonly number[]): Value {
  return graph.op('Transpose', [x], { shape: perm.map((of) => x.shape[of] ?? 1), dtype: 'float32' }, { perm });
}

describe('convolutions', () => {
  it('equal those of ONNX Runtime', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async ({ batch, groups, inputs, outputs, axes, hasBias, seed }: Convolution) => {
        const graph = new Graph();
        const { given, input } = givenTo(graph, seed);
        const x = input([batch, groups * inputs, ...axes.map(({ length }) => length)]);
        const w = input([groups * outputs, inputs, ...axes.map(({ taps }) => taps)]);
        const spec = {
          shape: [batch, groups * outputs, ...axes.map(({ places }) => places)],
          dtype: 'float32',
        } as const;
        const operands = hasBias ? [x, w, input([groups * outputs])] : [x, w];
        const y = graph.op('Conv', operands, spec, attributesOf(axes, groups));
        await expectSame(graph, y, given, inputs * sizeOf(axes.map(({ taps }) => taps)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('equal those of ONNX Runtime when they are transposed', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async ({ batch, groups, inputs, outputs, axes, hasBias, seed }: Convolution) => {
        const graph = new Graph();
        const { given, input } = givenTo(graph, seed);
        const x = input([batch, groups * inputs, ...axes.map(({ places }) => places)]);
        const w = input([groups * inputs, outputs, ...axes.map(({ taps }) => taps)]);
        const spec = {
          shape: [batch, groups * outputs, ...axes.map(({ length }) => length)],
          dtype: 'float32',
        } as const;
        const operands = hasBias ? [x, w, input([groups * outputs])] : [x, w];
        const more = { ...attributesOf(axes, groups), output_padding: axes.map(({ rest }) => rest) };
        const y = graph.op('ConvTranspose', operands, spec, more);
        await expectSame(graph, y, given, inputs * sizeOf(axes.map(({ taps }) => taps)));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('compile to a small module when they are transposed, whatever the stride', () => {
    const graph = new Graph();
    const { input } = givenTo(graph, 1);
    // 256 kinds of results, each with a place of the window of its own.
    const attributes = { strides: [16, 16], pads: [0, 0, 0, 0], dilations: [1, 1] };
    const operands = [input([1, 8, 4, 4]), input([8, 3, 16, 16])];
    const y = graph.op('ConvTranspose', operands, { shape: [1, 3, 64, 64], dtype: 'float32' }, attributes);
    const [part] = partitionGraph(graph, [y]);
    const jobs = part && lowerSubgraph(part);
    const calls = (jobs && !('beyond' in jobs) ? jobs : []).map(({ kernel, reads, writes }) =>
      call(
        kernel,
        [...reads, ...writes, undefined].map(() => integer(0)),
      ),
    );
    expect(calls).toHaveLength(1);
    expect(assemble(new FunctionBuilder(0).finish(calls), { pages: 1 }).length).toBeLessThan(20_000);
  });

  it('process channels in blocks where all of them exceed the cache', async () => {
    const graph = new Graph();
    const { given, input } = givenTo(graph, 1);
    const operands = [input([2, 16, 60, 70]), input([5, 16, 5, 5]), input([5])];
    const y = graph.op('Conv', operands, { shape: [2, 5, 58, 68], dtype: 'float32' }, { pads: [1, 1, 1, 1] });
    await expectSame(graph, y, given, 400);
  });

  it('read images and filters in their layout before a transpose', async () => {
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 40 }),
      channels: fc.integer({ min: 1, max: 9 }),
      outputs: fc.integer({ min: 1, max: 6 }),
      sides: fc.tuple(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 3, max: 14 })),
      stride: fc.constantFrom(1, 2),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ batch, channels, outputs, sides: [height, wide], stride, seed }) => {
        const graph = new Graph();
        const { given, input } = givenTo(graph, seed);
        const x = input([batch, channels, height, wide]);
        const size = [height, wide].map((side) => Math.ceil(side / stride));
        const dy = input([batch, outputs, ...size]);
        // The gradient of a convolution by its filters, of 3 by 3, with "same" padding.
        const [top = 0, left = 0] = size.map((side, axis) => {
          const padding = (side - 1) * stride + 3 - ([height, wide][axis] ?? 0);
          return Math.floor(Math.max(0, padding) / 2);
        });
        const ends = size.map(
          (side, axis) => (side - 1) * stride + 3 - ([height, wide][axis] ?? 0) - (axis === 0 ? top : left),
        );
        const shape = [1, batch, height, wide * channels];
        const lines = graph.op('Reshape', [transposed(graph, x, [0, 2, 3, 1]), graph.ints(shape)], {
          shape,
          dtype: 'float32',
        });
        const y = graph.op(
          'Conv',
          [lines, transposed(graph, dy, [1, 0, 2, 3])],
          { shape: [1, outputs, 3, 3 * channels], dtype: 'float32' },
          {
            pads: [top, left * channels, ends[0] ?? 0, (ends[1] ?? 0) * channels],
            dilations: [stride, stride * channels],
          },
        );
        await expectSame(graph, y, given, batch * (size[0] ?? 1) * (size[1] ?? 1));
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
