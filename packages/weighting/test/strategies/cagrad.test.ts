import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cagrad } from '../../src/strategies/cagrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, combination, directionFor, length, product, weightsFor } from '../support/gradients.ts';
import {
  agreeing,
  close,
  equals,
  opposite,
  single,
  stationary,
  textbook,
  three,
  uneven,
  withZero,
} from '../support/textbook.ts';

describeBalancer(() => cagrad());
describeBalancer(() => cagrad({ c: 2, rescale: 'square' }));

describe('cagrad', () => {
  it.each([
    ['the textbook example', textbook, [0.7041, 0.5], 4],
    ['three gradients', three, [0.629733, 1 / 3, 0.635663], 6],
    ['uneven gradients', uneven, [11.556243, 1 / 3, 1 / 3], 6],
    ['agreeing gradients', agreeing, [0.956943, 1 / 3, 1 / 3], 6],
    ['cancelling gradients', stationary, [1 / 3, 1 / 3, 1 / 3], 6],
    ['equal gradients', equals, [0.75, 0.75], 12],
    ['one gradient', single, [1.5], 12],
    ['a zero gradient', withZero, [0.5, 0.5], 12],
    ['only zero gradients', [[0], [0]], [0.5, 0.5], 12],
  ])('weighs %s', (_, jacobian, expected, decimals) => {
    expect(weightsFor(cagrad(), jacobian)).toEqual(close(expected, decimals));
  });

  it('moves further from the mean with a larger c, and is the mean with c = 0', () => {
    expect(weightsFor(cagrad({ c: 1 }), three)).toEqual(close([0.911774, 1 / 3, 1.140367]));
    expect(answerTo(cagrad({ c: 0 }), three)).toMatchObject({ weights: [1 / 3, 1 / 3, 1 / 3], status: 'solved' });
    expect(answerTo(cagrad({ c: 0 }), [[0], [0]]).status).toBe('solved'); // The mean is what is asked for.
    expect(answerTo(cagrad({ c: 0.2 }), [[0], [0]]).status).toBe('degenerate');
  });

  it.each([0, 0.2, 0.8, 2])('divides the update by 1 + c and 1 + c² where it is rescaled, c = %s', (c) => {
    const plain = weightsFor(cagrad({ c }), three);
    const by = (divisor: number): unknown[] => close(plain.map((weight) => weight / divisor), 12); // prettier-ignore
    expect(weightsFor(cagrad({ c, rescale: 'linear' }), three)).toEqual(by(1 + c));
    expect(weightsFor(cagrad({ c, rescale: 'square' }), three)).toEqual(by(1 + c ** 2));
  });

  it.each([0.1, 0.5, 1, 3])('stays within c = %s norms of the mean, on the boundary', (c) => {
    const mean = combination(three, [1 / 3, 1 / 3, 1 / 3]);
    const away = directionFor(cagrad({ c }), three).map((value, column) => value - (mean[column] ?? 0));
    expect(length(away) / length(mean)).toBeCloseTo(c, 10);
  });

  it('has the largest minimum of gᵢ·d of all updates within the radius', () => {
    const worst = (direction: readonly number[]): number => Math.min(...three.map((row) => product(row, direction)));
    const best = worst(directionFor(cagrad(), three));
    const mean = combination(three, [1 / 3, 1 / 3, 1 / 3]);
    for (let turn = 0; turn < 2000; turn += 1) {
      const [height, angle] = [Math.cos(turn * 0.618), turn * 2.4];
      const side = Math.sqrt(1 - height ** 2);
      const step = [side * Math.cos(angle), side * Math.sin(angle), height].map((part) => 0.5 * length(mean) * part);
      expect(worst(mean.map((value, column) => value + (step[column] ?? 0)))).toBeLessThanOrEqual(best + 1e-12);
    }
  });

  it('is independent of the scale of the gradients', () => {
    for (const scale of [1e-10, 1e-3, 1e10]) {
      const scaled = textbook.map((row) => row.map((value) => scale * value));
      expect(weightsFor(cagrad(), scaled)).toEqual(close([...weightsFor(cagrad(), textbook)], 10));
    }
  });

  it('takes the nearest update without conflict where gradients cancel within the radius', () => {
    const answer = answerTo(cagrad({ c: 1 }), opposite);
    expect(combination(opposite, answer.weights)).toEqual(close([0, 0], 14));
    expect(answer.status).toBe('degenerate');
    // With c = ½ only −0.75 … −0.25 is in reach of the mean −0.5, where −0.25 hurts the first task least.
    expect(directionFor(cagrad(), opposite)).toEqual(close([-0.25, 0], 9));
  });

  it('divides by 1 + c or 1 + c² as an option', () => {
    const plain = weightsFor(cagrad(), three);
    expect(weightsFor(cagrad({ rescale: 'linear' }), three)).toEqual(
      close(
        plain.map((weight) => weight / 1.5),
        12,
      ),
    );
    expect(weightsFor(cagrad({ rescale: 'square' }), three)).toEqual(
      close(
        plain.map((weight) => weight / 1.25),
        12,
      ),
    );
  });

  it('rejects options out of range', () => {
    expect(() => cagrad({ c: -0.1 })).toThrow(InvalidOptionError);
    expect(() => cagrad({ c: Number.NaN })).toThrow(InvalidOptionError);
    const options = JSON.parse('{"rescale":"cube"}') as { rescale: 'none' };
    expect(() => cagrad(options)).toThrow(InvalidOptionError);
  });
});
