import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { alignedMtl } from '../../src/strategies/aligned-mtl.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { answerTo, directionFor, weightsFor } from '../support/gradients.ts';
import { agreeing, close, equals, opposite, single, stationary, textbook, three, uneven } from '../support/textbook.ts';

describeBalancer(() => alignedMtl(), exceptions['aligned-mtl']);

describe('alignedMtl', () => {
  it('matches the formula on a worked example', () => {
    // G = [[4, 0], [0, 1]]: λ = 4, 1, σ = 1, B = diag(1/2, 1), w = B·[½, ½].
    const rows = [
      [2, 0],
      [0, 1],
    ];
    expect(weightsFor(alignedMtl(), rows)).toEqual(close([0.25, 0.5], 14));
    expect(weightsFor(alignedMtl({ scale: 'rmse' }), rows)).toEqual(
      close([Math.sqrt(2.5) / 4, Math.sqrt(2.5) / 2], 14),
    );
  });

  it.each([
    ['the textbook example', textbook, [0.5591, 0.4083], 4],
    ['three gradients', three, [0.304875, 0.136117, 0.363045], 6],
    ['uneven gradients', uneven, [0.343957, 0.02279, 0.005542], 6],
    ['agreeing gradients', agreeing, [0.161145, 0.071716, 0.055758], 6],
    ['equal gradients', equals, [0.5, 0.5], 12],
    ['one gradient', single, [1], 12],
    ['only zero gradients', [[0], [0]], [0.5, 0.5], 12],
  ])('weighs %s', (_, jacobian, expected, decimals) => {
    expect(weightsFor(alignedMtl(), jacobian)).toEqual(close(expected, decimals));
  });

  it('scales by the median or the mean eigenvalue', () => {
    expect(weightsFor(alignedMtl({ scale: 'median' }), three)).toEqual(close([0.622279, 0.277828, 0.74101]));
    expect(weightsFor(alignedMtl({ scale: 'rmse' }), three)).toEqual(close([0.822543, 0.367239, 0.979485]));
  });

  it('does not move where gradients are opposite or cancel', () => {
    for (const jacobian of [opposite, stationary]) {
      expect(directionFor(alignedMtl(), jacobian)).toEqual(close([0, 0], 14));
      expect(answerTo(alignedMtl(), jacobian).status).toBe('degenerate');
    }
  });

  it('reports dependent gradients', () => {
    expect(answerTo(alignedMtl(), equals).status).toBe('degenerate');
    expect(answerTo(alignedMtl(), three).status).toBe('solved');
  });

  it('rejects an unknown scale', () => {
    const options = JSON.parse('{"scale":"max"}') as { scale: 'min' };
    expect(() => alignedMtl(options)).toThrow(InvalidOptionError);
  });
});
