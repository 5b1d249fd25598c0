import { describe, expect, it } from 'vitest';

import { cosineDistance } from '../../src/losses/cosine-distance.ts';
import { gaussian } from '../../src/losses/gaussian.ts';
import { huber } from '../../src/losses/huber.ts';
import { logCosh } from '../../src/losses/log-cosh.ts';
import type { Loss } from '../../src/losses/loss.ts';
import { meanAbsoluteError } from '../../src/losses/mean-absolute-error.ts';
import { meanSquaredError } from '../../src/losses/mean-squared-error.ts';
import { poisson } from '../../src/losses/poisson.ts';
import { quantile } from '../../src/losses/quantile.ts';
import { sigmoidCrossEntropy } from '../../src/losses/sigmoid-cross-entropy.ts';
import { sigmoidFocal } from '../../src/losses/sigmoid-focal.ts';
import { softmaxCrossEntropy } from '../../src/losses/softmax-cross-entropy.ts';
import { softmaxFocal } from '../../src/losses/softmax-focal.ts';

function constant(loss: Loss, training: readonly number[], measured: readonly number[], count = 1): number | undefined {
  return loss.constant?.(Float32Array.from(training), Float32Array.from(measured), { form: loss.form, count });
}

describe('the loss of the best constant prediction', () => {
  it('is the squared distance to the mean of the training targets', () => {
    // The mean is 2; (2 − 2)² = 0 and (5 − 2)² = 9.
    expect(constant(meanSquaredError(), [1, 2, 3], [2, 5])).toBe(4.5);
  });

  it('is averaged over the targets, each with its own mean', () => {
    // Means 2 and 20; distances² 1, 1 and 0, 100: (1 + 50) / 2.
    expect(constant(meanSquaredError(), [1, 10, 3, 30], [1, 20, 3, 30], 2)).toBe(25.5);
  });

  it('is the distance to the median for the absolute error', () => {
    // The median of four is 3.
    expect(constant(meanAbsoluteError(), [100, 1, 4, 2], [1, 7])).toBe(3);
    expect(constant(meanAbsoluteError(), [5, 1, 100], [5, 7])).toBe(1);
    // Huber: ½ · ½² = 0.125 below 1, 4 − ½ = 3.5 above.
    expect(constant(huber(), [5, 1, 100], [5.5, 9])).toBe((0.125 + 3.5) / 2);
  });

  it('is the distance to the mean direction, whatever the lengths', () => {
    // The directions (1, 0) and (0, 1): the best constant is between them, at 45° of both and 135° of (−1, 0).
    const expected = (1 - Math.SQRT1_2 + (1 + Math.SQRT1_2)) / 2;
    expect(constant(cosineDistance(), [5, 0, 0, 2], [0, 3, -1, 0], 2)).toBeCloseTo(expected, 12);
    expect(constant(cosineDistance(), [1, 0, -1, 0], [0, 3], 2)).toBe(1);
  });

  it('is at the minimum of log cosh', () => {
    const loss = (centre: number) => (Math.log(Math.cosh(centre)) * 2 + Math.log(Math.cosh(3 - centre))) / 3;
    const received = constant(logCosh(), [0, 0, 3], [0, 0, 3]) ?? Number.NaN;
    const best = Math.min(...Array.from({ length: 3001 }, (_, index) => loss(index / 1000)));
    expect(received).toBeCloseTo(best, 6);
    expect(received).toBeLessThanOrEqual(best);
  });

  it('is the pinball loss of the quantiles', () => {
    // The upper quartile of 0 … 4 is 3: ¾ (4 − 3) above, ¼ (3 − 1) below.
    expect(constant(quantile({ q: [0.75] }), [0, 1, 2, 3, 4], [4, 1])).toBeCloseTo((0.75 + 0.5) / 2, 12);
  });

  it('is half the deviance of the mean count', () => {
    // The mean is 2: 2 − 0 at 0, 2 − 4 + 4 log 2 at 4.
    expect(constant(poisson(), [0, 4], [0, 4])).toBeCloseTo((2 + 4 * Math.LN2 - 2) / 2, 12);
    expect(constant(poisson(), [0, 0], [1])).toBeLessThan(Infinity);
  });

  it('is the cross-entropy of the smoothed class frequencies', () => {
    // Counts 2, 1, 0 of three examples: shares 3/6, 2/6, 1/6.
    expect(constant(softmaxCrossEntropy(), [0, 0, 1], [0, 2], 3)).toBeCloseTo((Math.log(2) + Math.log(6)) / 2, 12);
    // Weights 1 and 3 make shares of 3 and 2·3 out of 9: −(1 · log ⅓ + 3 · log ⅔) / 4.
    const weighted = softmaxCrossEntropy({ classWeights: [1, 3] });
    expect(constant(weighted, [0, 0, 1], [0, 1], 2)).toBeCloseTo((Math.log(3) + 3 * Math.log(1.5)) / 4, 12);
    // ε = ½: shares ½ (½ + ½), so log 2 for both.
    expect(constant(softmaxCrossEntropy({ labelSmoothing: 0.5 }), [0, 1], [0], 2)).toBeCloseTo(Math.LN2, 12);
    // p = ½: ¼ log 2.
    expect(constant(softmaxFocal(), [0, 1], [0, 1], 2)).toBeCloseTo(Math.LN2 / 4, 12);
  });

  it('is the binary cross-entropy of the share of ones, per label', () => {
    // Three of four are 1: (3 + 1) / (4 + 2) = ⅔.
    const value = constant(sigmoidCrossEntropy(), [1, 1, 0, 1], [1, 0]);
    expect(value).toBeCloseTo((Math.log(3 / 2) + Math.log(3)) / 2, 12);
    // Both ones: 3/4; none of two: 1/4.
    const each = constant(sigmoidCrossEntropy(), [1, 0, 1, 0], [1, 1], 2);
    expect(each).toBeCloseTo((Math.log(4 / 3) + Math.log(4)) / 2, 12);
    // Yes counts three times: share 2·3 / (2·3 + 3) = ⅔; −(3 log ⅔ + log ⅓) / 4.
    const weighted = constant(sigmoidCrossEntropy({ classWeights: [1, 3] }), [1, 0, 0], [1, 0]);
    expect(weighted).toBeCloseTo((3 * Math.log(1.5) + Math.log(3)) / 4, 12);
    expect(constant(sigmoidFocal({ gamma: 1 }), [0, 1], [1])).toBeCloseTo(Math.LN2 / 2, 12);
  });

  it('has balanced weights of the training labels, fitted or not', () => {
    const [training, measured] = [
      [1, 0, 0, 0],
      [1, 0],
    ];
    for (const [loss, count] of [
      [softmaxCrossEntropy({ classWeights: 'balanced' }), 2],
      [sigmoidCrossEntropy({ classWeights: 'balanced' }), 1],
      [sigmoidCrossEntropy({ positiveWeights: 'balanced' }), 1],
    ] as const) {
      const fitted = loss.fitted?.(training, { form: loss.form, count }) ?? loss;
      const value = constant(loss, training, measured, count);
      expect(value).toBeGreaterThan(0);
      expect(constant(fitted, training, measured, count)).toBe(value);
    }
  });

  it('is not a number where there is nothing to measure', () => {
    expect(constant(meanSquaredError(), [1], [])).toBeNaN();
    expect(constant(softmaxCrossEntropy(), [1], [], 2)).toBeNaN();
  });

  it('is unknown for a likelihood that may be negative', () => {
    expect(gaussian()).not.toHaveProperty('constant');
  });
});
