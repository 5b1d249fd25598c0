import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { adafactor } from '../../src/optimizers/adafactor.ts';
import { slotLength } from '../../src/optimizers/slot-length.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { runOptimizer } from '../support/run-optimizer.ts';
import { table } from '../support/tables.ts';

const { initial, gradients } = optimizerFixture;
const shapes = [[2, 2], [1, 1, 2], [1]];
const engines = ['cpu', 'eager', 'wasm'] as const;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rms = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)));

interface Options {
  readonly rate: number;
  readonly exponent: number;
  readonly clip: number;
  readonly decay: number;
}

/** The second moments of a 2 × 2 matrix (Algorithm 4 of the paper) or of a vector (Algorithm 5), step by step in double precision. */
function moments(size: number): (squared: readonly number[], beta: number) => number[] {
  let [rows, columns, all] = [[0, 0], [0, 0], Array.from({ length: size }, () => 0)];
  return (squared, beta) => {
    const mix = (old: readonly number[], now: readonly number[]): number[] =>
      old.map((value, index) => beta * value + (1 - beta) * (now[index] ?? NaN));
    if (size !== 4) return (all = mix(all, squared));
    const [a = NaN, b = NaN, c = NaN, d = NaN] = squared;
    rows = mix(rows, [a + b, c + d]);
    columns = mix(columns, [a + c, b + d]);
    const total = mean(rows) * 2;
    return rows.flatMap((row) => columns.map((column) => (row * column) / total));
  };
}

/** The values of one weight after each step. */
function paper(start: readonly number[], slopes: readonly (readonly number[])[], options: Options): number[][] {
  const next = moments(start.length);
  let theta = [...start];
  return slopes.map((slope, index) => {
    const step = index + 1;
    const variance = next(
      slope.map((g) => g ** 2 + 1e-30),
      1 - step ** -options.exponent,
    );
    const direction = slope.map((g, place) => g / Math.sqrt(variance[place] ?? NaN));
    const limit = Math.max(1, rms(direction) / options.clip);
    const size = Math.max(1e-3, rms(theta)) * Math.min(options.rate, 1 / Math.sqrt(step));
    theta = theta.map((value, place) => {
      const decayed = value * (1 - options.rate * options.decay);
      return decayed - (size * (direction[place] ?? NaN)) / limit;
    });
    return theta;
  });
}

describe('adafactor', () => {
  it.each(engines)("makes 50 steps of the paper's algorithms on the engine %s", async (engine) => {
    for (const [options, rate] of [
      [{}, 0.01],
      [{ decayExponent: 0.5, clip: 0.3, weightDecay: 0.1 }, 0.5],
    ] as const) {
      const run = { initial, gradients, shapes, learningRate: () => rate, engine };
      const { parameters } = await runOptimizer(adafactor(options), run);
      const { decayExponent: exponent = 0.8, clip = 1, weightDecay: decay = 0 } = options as Record<string, number>;
      const weights = [0, 4, 6].map((begin, index) => {
        const part = (values: readonly number[]): number[] => values.slice(begin, [4, 6, 7][index]);
        return paper(part(initial), gradients.map(part), { rate, exponent, clip, decay });
      });
      expect(parameters).toHaveLength(50);
      for (const [index, received] of parameters.entries()) {
        expectClose(
          received,
          weights.flatMap((steps) => steps[index] ?? []),
          2e-6,
        );
      }
    }
  });

  it('keeps n + m numbers of an n × m matrix, and as many as a vector has', () => {
    const kept = (shape: number[]): number => slotLength(adafactor().slots.squares ?? 'scalar', [shape]);
    expect([[100, 30], [3, 3, 8, 16], [50], [1, 50], []].map(kept)).toEqual([130, 88, 50, 50, 1]);
  });

  it('leaves a weight without a gradient as it is', async () => {
    const run = { initial: [1, 2, 3, 4], gradients: [[0, 0, 0, 0]], shapes: [[2, 2]], learningRate: () => 0.01 };
    const { parameters } = await runOptimizer(adafactor(), { ...run, engine: 'wasm' });
    expect([...(parameters[0] ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('leaves a number alone whose row and column have no gradient', async () => {
    const run = { initial: [1, 2, 3, 4], gradients: [[0.5, 0, 0, 0]], shapes: [[2, 2]], learningRate: () => 0.01 };
    for (const engine of engines) {
      const [theta = []] = (await runOptimizer(adafactor(), { ...run, engine })).parameters;
      const size = Math.sqrt(30 / 4); // RMS(θ); V of the first number is (g² / 2) (g² / 2) / (g² / 4), so that u = 1.
      expect([...theta]).toEqual([expect.closeTo(1 - 0.01 * size, 5), 2, 3, 4]);
    }
  });

  it('resumes to the same bits', async () => {
    const options = { dataset: table(), encoder: mlp({ hidden: [5] }), balancer: equal, epochs: 3, batchSize: 10 };
    const mine = { ...options, optimizer: adafactor(), learningRate: 0.01 };
    const resume = await brokenOff(mine, 6);
    expect(await outcomeOf({ ...mine, resume })).toEqual(from(await outcomeOf(mine), 1));
  });
});
