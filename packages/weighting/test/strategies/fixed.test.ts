import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fixed } from '../../src/strategies/fixed.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => fixed());

/** The weight of a single task at a point of a run of 10 epochs with 5 steps each. */
function weightAt(formula: string, epoch: number, step = 5 * epoch): number | undefined {
  return new BalancerRun(fixed({ weights: [formula] }), 1).weigh({ progress: { epoch, step, epochs: 10 } })[0];
}

describe('fixed', () => {
  it('gives every task weight 1 by default', () => {
    expect(new BalancerRun(fixed(), 3).weigh({})).toEqual([1, 1, 1]);
  });

  it('returns the given weights', () => {
    expect(new BalancerRun(fixed({ weights: [0.3, 0, 7] }), 3).weigh({})).toEqual([0.3, 0, 7]);
  });

  it('returns the weights of the present tasks', () => {
    const balancer = fixed({ weights: [1, '2 + epoch', 3] });
    const answer = balancer.weigh({ tasks: [1, 2], progress: { epoch: 4, step: 9, epochs: 5 } }, balancer.init(3));
    expect(answer.weights).toEqual([6, 3]);
  });

  it('follows a cosine schedule', () => {
    // ½(1 + cos(π·epoch/10)): 1, ½(1 + cos 36°) = 0.9045084971874737, ½, and nearly 0 at the end.
    const formula = '0.5*(1+cos(pi*epoch/epochs))';
    expect(weightAt(formula, 0)).toBe(1);
    expect(weightAt(formula, 2)).toBeCloseTo(0.9045084971874737, 15);
    expect(weightAt(formula, 5)).toBeCloseTo(0.5, 15);
    expect(weightAt(formula, 10)).toBeCloseTo(0, 15);
  });

  it.each([
    ['0.7*exp(-epoch)', 0.7 * Math.exp(-3)],
    ['epoch < 2 ? 1 : 0.25', 0.25],
    ['1 < epoch < 4 ? 2 : 3', 2],
    ['max(0, 1 - step/10)', 0],
    ['epoch / (epochs - 1)', 1 / 3],
    ['e^0 + 2 epoch', 7],
    ['min(sqrt(epoch + 1), log2(8), abs(-2.5))', 2],
    ['round(1.26, 1) + floor(0.5) + 7 mod 4', 4.3],
    ['not (epoch == 3) ? 1 : 5', 5],
  ])('understands %s', (formula, expected) => {
    expect(weightAt(formula, 3)).toBeCloseTo(expected, 14);
  });

  it.each([
    ['x = 1', 'assignments'],
    ['f(x) = x', 'function definitions'],
    ['epoch.constructor', 'property access'],
    ['epoch["constructor"]', 'property access'],
    ['[1, 2]', 'lists'],
    ['{a: 1}', 'objects'],
    ['1:3', 'ranges'],
    ['1; 2', 'more than one statement'],
    ['"1"', 'no constants but numbers'],
    ['true', 'no constants but numbers'],
    ['5 cm', 'of epoch, step, epochs, pi, e only (found cm)'],
    ['loss', 'of epoch, step, epochs, pi, e only (found loss)'],
    ['sin', 'of epoch, step, epochs, pi, e only (found sin)'],
    ['random()', 'with functions among'],
    ['import({})', 'with functions among'],
    ['evaluate("1")', 'with functions among'],
    ['parse("1")', 'with functions among'],
    ['constructor("1")', 'with functions among'],
    ['epoch(2)', 'with functions among'],
    ['cos.constructor("return 1")', 'property access'],
    ['3!', 'arithmetic operators only'],
    ['1 | 2', 'arithmetic operators only'],
    ['', 'not empty'],
    ['1 +', 'Unexpected end of expression'],
    ['(((', 'Unexpected end of expression'],
    ['epoch < 5', 'whose value is a number'],
    ['max()', 'whose value is a number'],
    ['-1', 'at least 0'],
    ['epoch - 5', 'at least 0'],
    ['sqrt(-1 - epoch)', 'at least 0'],
    ['1/0', 'at least 0'],
    ['1e400', 'at least 0'],
  ])('rejects the formula %j when it is made', (formula, reason) => {
    const attempt = (): unknown => fixed({ weights: [1, formula] });
    expect(attempt).toThrow(InvalidOptionError);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow('fixed: option `weights[1]` must be a formula');
  });

  it('rejects a formula of more than 1,000 characters', () => {
    const attempt = (): unknown => fixed({ weights: [1, '1+'.repeat(600) + '1'] });
    expect(attempt).toThrow(InvalidOptionError);
    expect(attempt).toThrow('fixed: option `weights[1]` must be a formula');
    expect(attempt).toThrow('at most 1000 characters');
  });

  it('rejects a schedule that becomes negative at the first step of the run', () => {
    const run = new BalancerRun(fixed({ weights: [1, '1 - epoch/5'] }), 2);
    expect(() => run.weigh({ progress: { epoch: 0, step: 0, epochs: 10 } })).toThrow(
      new InvalidOptionError(
        'fixed',
        'weights[1]',
        'a formula whose value is at least 0 (for task 1 at epoch 6 of 10, step 0 it is -0.19999999999999996)',
        '1 - epoch/5',
      ),
    );
    expect(run.weigh({ progress: { epoch: 0, step: 0, epochs: 6 } })).toEqual([1, 1]);
  });

  it('names task, epoch and step when a formula of the step becomes negative', () => {
    const run = new BalancerRun(fixed({ weights: [1, '1 - step/5'] }), 2);
    expect(run.weigh({ progress: { epoch: 0, step: 5, epochs: 3 } })).toEqual([1, 0]);
    expect(() => run.weigh({ progress: { epoch: 1, step: 10, epochs: 3 } })).toThrow(
      '(for task 1 at epoch 1 of 3, step 10 it is -1)',
    );
  });

  it.each<[string, number[]]>([
    ['a negative weight', [-1, 1]],
    ['a weight that is not a number', [Number.NaN, 1]],
    ['a weight without end', [Number.POSITIVE_INFINITY, 1]],
    ['no weights', []],
  ])('rejects %s', (_, weights) => {
    expect(() => fixed({ weights })).toThrow(InvalidOptionError);
  });

  it.each([
    ['a number', '3'],
    ['a formula', '"0.5"'],
    ['null in the list', '[null]'],
    ['a list in the list', '[[1]]'],
    ['an object', '{"a":1}'],
    ['a boolean in the list', '[true]'],
  ])('rejects %s in place of a list of weights', (_, json) => {
    const options = JSON.parse(`{"weights":${json}}`) as { weights: number[] };
    expect(() => fixed(options)).toThrow(InvalidOptionError);
  });

  it('requires one weight per task', () => {
    expect(() => fixed({ weights: [1, 2] }).init(3)).toThrow(
      'fixed: option `weights` must be a list of 3 weights, one for each task, received [1,2].',
    );
  });
});
