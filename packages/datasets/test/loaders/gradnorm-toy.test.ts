import { UnknownOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, valuesOf } from '../support/known.ts';
import { correlationOf, varianceOf } from '../support/moments.ts';

const toy = datasets['gradnorm-toy'];

describe('gradnorm-toy', () => {
  it('has tasks of 100 numbers at the scales 1 and 100, from 250 inputs', async () => {
    const { splits, inputs, tasks } = await toy.load({ size: 500 });
    expect(inputs.x?.shape).toEqual([250]);
    expect(tasks.map(({ kind }) => kind.outputs.shape)).toEqual([[100], [100]]);
    const [first, second] = [valuesOf(splits.train, 'task-1'), valuesOf(splits.train, 'task-2')];
    expect([first.length, second.length]).toEqual([50_000, 50_000]);
    expect(Math.max(...first)).toBeLessThanOrEqual(1);
    expect(Math.max(...second)).toBeLessThanOrEqual(100);
    expect(Math.sqrt(varianceOf(second) / varianceOf(first))).toBeCloseTo(100, 0);
  });

  // tanh of such large numbers is their sign: signs of normal numbers with correlation r have the correlation 2/π · asin(r).
  it('has tasks that share as much as the matrices say', async () => {
    const { splits } = await toy.load({ size: 1500, outputs: 40 });
    const r = 10 ** 2 / (10 ** 2 + 3.5 ** 2);
    const expected = (2 / Math.PI) * Math.asin(r);
    expect(correlationOf(valuesOf(splits.train, 'task-1'), valuesOf(splits.train, 'task-2'))).toBeCloseTo(expected, 1);
  });

  it('computes σ tanh((B + ε) x): without own matrices, tasks differ in scale only', async () => {
    const { splits } = await toy.load({ size: 20, own: 0, scales: [2, 3], outputs: 4, inputs: 3 });
    const [first, second] = [valuesOf(splits.train, 'task-1'), valuesOf(splits.train, 'task-2')];
    first.forEach((value, index) => expect(at(second, index)).toBeCloseTo(1.5 * value, 5));
  });

  it('has ten tasks at scales in equal ratios', async () => {
    const { name, tasks, splits } = await toy.load({ tasks: 10, size: 200, outputs: 10 });
    expect(name).toBe('gradnorm-toy(tasks=10,outputs=10)');
    expect(tasks).toHaveLength(10);
    const scale = (task: number): number => Math.sqrt(varianceOf(valuesOf(splits.train, `task-${task}`)));
    expect(scale(10) / scale(1)).toBeCloseTo(100, -1);
    expect(scale(5) / scale(4)).toBeCloseTo(100 ** (1 / 9), 0);
  });

  it('refuses a dial that it has not', async () => {
    await expect(toy.load({ task: 10 } as never)).rejects.toThrow(UnknownOptionError);
  });
});
