import { describe, expect, it } from 'vitest';

import { balancedAccuracy } from '../../src/metrics/balanced-accuracy.ts';
import { calibrationError } from '../../src/metrics/calibration-error.ts';
import { logLoss } from '../../src/metrics/log-loss.ts';
import { mape } from '../../src/metrics/mape.ts';
import { mcc } from '../../src/metrics/mcc.ts';
import { prAuc } from '../../src/metrics/pr-auc.ts';
import { spearman } from '../../src/metrics/spearman.ts';
import { measure } from './measure.ts';

/** Decided 1 1 0 0 for 1 0 0 0: one true positive, one false positive, two true negatives. */
const decided = [[1], [1], [-1], [-1]];
const truth = [1, 0, 0, 0];

describe('metrics by hand', () => {
  it('balanced accuracy is the mean recall of the classes that occur', () => {
    expect(measure(balancedAccuracy(), 'binary', decided, truth)).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(measure(balancedAccuracy(), 'binary', decided, [1, 1, 1, 1])).toBe(0.5);
  });

  it('MCC is the correlation of decisions and truth, 0 where one of them is constant', () => {
    // (1·2 − 1·0) / √(2 · 1 · 3 · 2)
    expect(measure(mcc(), 'binary', decided, truth)).toBeCloseTo(2 / Math.sqrt(12), 12);
    expect(measure(mcc(), 'binary', [[1], [2]], [0, 1])).toBe(0);
    expect(measure(mcc(), 'binary', [[1], [-1]], [1, 0])).toBe(1);
    expect(measure(mcc(), 'binary', [[1], [-1]], [0, 1])).toBe(-1);
  });

  it('average precision adds the precision at each label that is found, ties at once', () => {
    expect(measure(prAuc(), 'binary', [[3], [2], [1]], [1, 0, 1])).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(measure(prAuc(), 'binary', [[1], [1], [1], [1]], truth)).toBe(0.25);
    expect(measure(prAuc(), 'binary', [[1]], [0])).toBeNaN();
  });

  it('log loss is finite for a sure wrong prediction', () => {
    expect(measure(logLoss(), 'binary', [[0]], [1])).toBeCloseTo(Math.LN2, 12);
    expect(measure(logLoss(), 'binary', [[1e4]], [0])).toBeCloseTo(52 * Math.LN2, 10);
    expect(measure(logLoss(), 'multiclass', [[1e4, -1e4]], [1])).toBeCloseTo(52 * Math.LN2, 10);
  });

  it('calibration error is the gap of confidence and hits, by bins', () => {
    // P = ¾ twice: hits 1 of 2, gap ¼. P = ¼ once, no hit: gap ¼.
    const outputs = [[Math.log(3)], [Math.log(3)], [-Math.log(3)]];
    expect(measure(calibrationError(), 'binary', outputs, [1, 0, 0])).toBeCloseTo(0.25, 6);
    // One bin: mean confidence 7/12, hits 1/3.
    expect(measure(calibrationError({ bins: 1 }), 'binary', outputs, [1, 0, 0])).toBeCloseTo(0.25, 6);
    expect(measure(calibrationError(), 'multiclass', [[0, Math.log(3)]], [0])).toBeCloseTo(0.75, 6);
  });

  it('MAPE is a share of the target', () => {
    expect(measure(mape(), 'regression', [[11], [-1]], [10, -2])).toBeCloseTo((0.1 + 0.5) / 2, 12);
  });

  it("Spearman's correlation depends on the order only", () => {
    expect(measure(spearman(), 'regression', [[1], [2], [30]], [4, 5, 6])).toBeCloseTo(1, 12);
    expect(measure(spearman(), 'regression', [[3], [2], [1]], [4, 5, 6])).toBeCloseTo(-1, 12);
    // Ranks 1 2 3 and 1 3 2: 1 − 6 · 2 / (3 · 8) = ½.
    expect(measure(spearman(), 'regression', [[1], [2], [3]], [4, 6, 5])).toBeCloseTo(0.5, 12);
    expect(measure(spearman(), 'regression', [[1], [1]], [4, 5])).toBeNaN();
  });
});
