import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { CrossStats } from '../../src/cross-gramian.ts';
import { mgda } from '../../src/strategies/mgda.ts';
import { sdmgrad, type SdmgradOptions } from '../../src/strategies/sdmgrad.ts';
import { gramianOf } from '../../src/testing/epochs.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { weightsFor } from '../support/gradients.ts';
import { close, three } from '../support/textbook.ts';

describeBalancer(() => sdmgrad());
describeBalancer(() => sdmgrad({ lambda: 0, iterations: 5, learningRate: 1, momentum: 0 }));

/** The weights that one run answers to each of these products. */
function answers(options: SdmgradOptions, crosses: readonly (readonly (readonly number[])[])[]): readonly unknown[] {
  const balancer = sdmgrad(options);
  let state = balancer.init(crosses[0]?.length ?? 0);
  return crosses.map((cross) => {
    const answer = balancer.weigh({ losses: cross.map(() => 1), cross }, state);
    ({ state } = answer);
    return answer.weights;
  });
}

function diagonalOf(...values: readonly number[]): number[][] {
  return values.map((value, row) => values.map((_, column) => (row === column ? value : 0)));
}

describe('sdmgrad', () => {
  it('matches TorchJD over two batches', () => {
    // A = diag(1, ¼, 0): s = ½, A/s² = diag(4, 1, 0); w − 10·A(w + 0.1) is far below 0 for the first two: w = [0, 0, 1], answered
    // as (w + 0.1)/1.3. Then A = I: s = 1; w − 10·[0.1, 0.1, 1.1] = [−1, −1, −10] → [½, ½, 0], answered as [0.6, 0.6, 0.1]/1.3.
    expect(answers({ iterations: 1 }, [diagonalOf(1, 0.25, 0), diagonalOf(1, 1, 1)])).toEqual([
      close([1 / 13, 1 / 13, 11 / 13], 12),
      close([6 / 13, 6 / 13, 1 / 13], 12),
    ]);
  });

  it('converges to the minimum-norm combination, and for large λ to the mean', () => {
    const gramian = gramianOf(three);
    const options = { iterations: 2000, learningRate: 0.05 };
    expect(answers({ ...options, lambda: 0 }, [gramian])).toEqual([close([...weightsFor(mgda(), three)], 5)]);
    expect(answers({ ...options, lambda: 1e6 }, [gramian])).toEqual([close([1 / 3, 1 / 3, 1 / 3], 5)]);
  });

  it('is independent of the scale of all gradients', () => {
    const gramian = gramianOf(three);
    const [plain] = answers({}, [gramian]);
    for (const factor of [1e-20, 1e20]) {
      expect(answers({}, [gramian.map((row) => row.map((entry) => factor * entry))])).toEqual([
        close(plain as number[], 9),
      ]);
    }
  });

  it('gives finite weights where the batches disagree on every norm, or are 0', () => {
    for (const cross of [diagonalOf(-1, -2), diagonalOf(0, 0)]) {
      for (const weights of answers({}, [cross])) expect((weights as number[]).every(Number.isFinite)).toBe(true);
    }
  });

  it('keeps the weight of an absent task', () => {
    const run = new BalancerRun(sdmgrad(), 3);
    const stats: CrossStats = { losses: [1, 1], tasks: [0, 2], cross: diagonalOf(1, 2) };
    run.weigh(stats);
    const { shares } = run.state as { shares: number[] };
    expect(shares[1]).toBeCloseTo(1 / 3, 12);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it.each<[string, SdmgradOptions]>([
    ['lambda -1', { lambda: -1 }],
    ['iterations 0', { iterations: 0 }],
    ['iterations 1.5', { iterations: 1.5 }],
    ['learningRate 0', { learningRate: 0 }],
    ['momentum 1', { momentum: 1 }],
  ])('rejects %s', (_, options) => {
    expect(() => sdmgrad(options)).toThrow(InvalidOptionError);
  });
});
