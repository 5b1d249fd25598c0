import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import type { Value } from '../../src/graph/value.ts';
import { random } from '../random.ts';
import { run } from './run.ts';

const length = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 }));
const products = fc.record({
  rows: length,
  columns: length,
  inner: fc.oneof({ weight: 5, arbitrary: length }, fc.integer({ min: 500, max: 1200 })),
  transA: fc.boolean(),
  transB: fc.boolean(),
  stacks: fc.constantFrom<readonly [readonly number[], readonly number[]]>(
    [[], []],
    [[3], [3]],
    [[2, 3], [3]],
    [
      [1, 2],
      [3, 1],
    ],
    [[], [4]],
  ),
  seed: fc.integer({ min: 1, max: 1000 }),
});

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** A stack of matrices in memory: what is at a row and a column of the matrix for a place in the joint stacks. */
type Look = (place: readonly number[], row: number, column: number) => number;

describe('products of matrices', () => {
  it('are what sums of products in double precision are, for any shapes', async () => {
    await fc.assert(
      fc.asyncProperty(products, async ({ rows, columns, inner, transA, transB, stacks: [ofA, ofB], seed }) => {
        const next = random(seed);
        const graph = new Graph();
        const factor = (stacks: readonly number[], [high, wide]: readonly [number, number], isTurned: boolean) => {
          const shape = [...stacks, ...(isTurned ? [wide, high] : [high, wide])];
          const numbers = Float32Array.from({ length: sizeOf(shape) }, () => 2 * next() - 1);
          const value = graph.input('x', { shape, dtype: 'float32' });
          const look: Look = (place, row, column) => {
            const own = place.slice(place.length - stacks.length);
            const stack = stacks.reduce((at, side, axis) => at * side + (side === 1 ? 0 : (own[axis] ?? 0)), 0);
            return numbers[stack * high * wide + (isTurned ? column * high + row : row * wide + column)] ?? NaN;
          };
          return { value, numbers, look };
        };
        const a = factor(ofA, [rows, inner], transA);
        const b = factor(ofB, [inner, columns], transB);
        const depth = Math.max(ofA.length, ofB.length);
        const joint = Array.from({ length: depth }, (_, axis) =>
          Math.max(ofA.at(axis - depth) ?? 1, ofB.at(axis - depth) ?? 1),
        );
        const spec = { shape: [...joint, rows, columns], dtype: 'float32' } as const;
        const turned = (value: Value, isTurned: boolean): Value => {
          if (!isTurned) return value;
          const axes = value.shape.map((_, axis) => axis);
          const perm = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
          return graph.op(
            'Transpose',
            [value],
            { shape: perm.map((axis) => value.shape[axis] ?? 1), dtype: 'float32' },
            { perm },
          );
        };
        const product =
          joint.length === 0
            ? graph.op('Gemm', [a.value, b.value], spec, { transA: Number(transA), transB: Number(transB) })
            : graph.op('MatMul', [turned(a.value, transA), turned(b.value, transB)], spec);
        const given = new Map([
          [a.value, a.numbers],
          [b.value, b.numbers],
        ]);
        const [results = []] = await run(graph, [product], given);
        expect(results).toHaveLength(sizeOf(spec.shape));
        for (const [index, result] of results.entries()) {
          const [row, column] = [Math.floor(index / columns) % rows, index % columns];
          let rest = Math.floor(index / (rows * columns));
          const place = joint.map(() => 0);
          for (let axis = joint.length - 1; axis >= 0; axis -= 1) {
            place[axis] = rest % (joint[axis] ?? 1);
            rest = Math.floor(rest / (joint[axis] ?? 1));
          }
          let expected = 0;
          for (let k = 0; k < inner; k += 1) expected += a.look(place, row, k) * b.look(place, k, column);
          if (!(Math.abs(result - expected) <= 2e-6 * Math.sqrt(inner) + 1e-6)) expect(result).toBe(expected);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
