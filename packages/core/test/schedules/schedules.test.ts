import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { constant } from '../../src/schedules/constant.ts';
import { cosine } from '../../src/schedules/cosine.ts';
import { exponential } from '../../src/schedules/exponential.ts';
import { oneCycle } from '../../src/schedules/one-cycle.ts';
import { reduceOnPlateau } from '../../src/schedules/reduce-on-plateau.ts';
import { scheduleFromConfig } from '../../src/schedules/registry.ts';
import { step } from '../../src/schedules/step.ts';
import { warmUp } from '../../src/schedules/warm-up.ts';
import { expectClose } from '../support/expect-close.ts';

const { schedules, monitored } = JSON.parse(
  readFileSync(new URL('../fixtures/schedules.json', import.meta.url), 'utf8'),
) as {
  schedules: { name: string; options: Record<string, unknown>; factors: number[] }[];
  monitored: number[];
};

/** The progress of a run of 50 steps, one in an epoch. */
const progressAt = (at: number) => ({
  step: at,
  steps: 50,
  epoch: at,
  stepsPerEpoch: 1,
  monitored: monitored.slice(0, at),
});
const late = { step: 1000, steps: 50, epoch: 100, stepsPerEpoch: 10, monitored: [] };

describe('schedules', () => {
  it.each(schedules.map((each, index) => ({ ...each, index })))(
    "$name has PyTorch's learning rates in 50 steps, options $index",
    ({ name, options, factors }) => {
      const schedule = scheduleFromConfig({ kind: 'schedule', name, options });
      expect(factors).toHaveLength(50);
      for (const [at, factor] of factors.entries()) expectClose([schedule.factor(progressAt(at))], [factor], 1e-9);
    },
  );

  it.each([
    [step({ every: 3, gamma: 0.5 }), 0.25],
    [step({ every: 3, gamma: 0.5, unit: 'step' }), 0.5 ** 25],
    [exponential({ gamma: 0.5 }), 1 / 128],
    [exponential({ gamma: 0.5, unit: 'step' }), 0.5 ** 75],
  ])('count epochs or steps, case %#', (schedule, expected) => {
    const progress = { step: 75, steps: 100, epoch: 7, stepsPerEpoch: 10, monitored: [] };
    expect(schedule.factor(progress)).toBeCloseTo(expected, 12);
  });

  it('stay at their last factor after the steps of the run', () => {
    expect(constant().factor(late)).toBe(1);
    expect(cosine({ minFactor: 0.1 }).factor(late)).toBeCloseTo(0.1, 12);
    expect(oneCycle().factor(late)).toBeCloseTo(4e-6, 12);
  });

  it('have finite factors in runs of few steps', () => {
    for (const schedule of [cosine(), oneCycle(), oneCycle({ threePhases: true }), warmUp(oneCycle(), { steps: 2 })]) {
      for (const steps of [1, 2, 3, 4]) {
        for (let at = 0; at < steps; at += 1) {
          const factor = schedule.factor({ ...progressAt(0), step: at, steps });
          expect(factor).toBeGreaterThanOrEqual(0);
          expect(factor).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('take a warm-up of the steps before, not of the epochs and monitored values', () => {
    const after = { step: 30, steps: 50, epoch: 3, stepsPerEpoch: 10, monitored: [1, 2, 3] };
    const plateau = reduceOnPlateau({ patience: 1, gamma: 0.5 });
    expect(warmUp(plateau, { steps: 20 }).factor(after)).toBe(0.5);
    expect(warmUp(step({ every: 3, gamma: 0.5 }), { steps: 20 }).factor(after)).toBe(0.5);
    expect(warmUp(cosine(), { steps: 20 }).factor(after)).toBeCloseTo((1 + Math.cos(Math.PI / 3)) / 2, 12);
  });
});

describe('reduce-on-plateau', () => {
  it('counts a value that is not a number as no improvement', () => {
    const schedule = reduceOnPlateau({ patience: 1, gamma: 0.5 });
    expect(schedule.factor({ ...late, monitored: [1, Number.NaN] })).toBe(1);
    expect(schedule.factor({ ...late, monitored: [1, Number.NaN, Number.NaN] })).toBe(0.5);
  });
});
