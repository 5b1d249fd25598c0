import { describe, it } from 'vitest';

import { excessMtl, type ExcessMtlOptions } from '../../src/strategies/excess-mtl.ts';
import { combination } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';
import { softmaxOf } from '../support/reference-maths.ts';

// He et al. 2024, algorithm 1: ê = Σ g²/√S with S ← S + g², α ← α·exp(η ê/ê⁰) normalised. ê⁰ is the mean of the first `warmUp` batches, in
// which α stays; with none it is that of the first batch, in which ê is taken as it is, as in the authors' code.
describe('excess-mtl against its paper', () => {
  it.each<ExcessMtlOptions>([
    {},
    { stepSize: 0.7 },
    { stepSize: 2, warmUp: 1 },
    { stepSize: 0.3, warmUp: 4 },
    { warmUp: 0 },
  ])('agrees in eight steps, case %#', (options) => {
    const { stepSize = 0.01, warmUp = 1 } = options;
    const sums = [0, 1, 2].map(() => [0, 0, 0, 0]);
    const [logits, bases] = [[0, 0, 0], [0, 0, 0]]; // prettier-ignore
    expectSameSteps(excessMtl(options), 1, ({ own, parameters, step }) => {
      const gradients = gradientsAt(own, parameters);
      gradients.forEach((row, task) => {
        const seen = sums[task] ?? [];
        let risk = 0;
        row.forEach((entry, index) => {
          seen[index] = (seen[index] ?? 0) + entry ** 2;
          risk += entry ** 2 / Math.sqrt(seen[index]);
        });
        if (step < warmUp) bases[task] = (bases[task] ?? 0) + risk / warmUp;
        else if (step === 0) bases[task] = risk;
        if (step >= warmUp) {
          const unit = step === 0 ? 1 : (bases[task] ?? 1);
          logits[task] = (logits[task] ?? 0) + (stepSize * risk) / unit;
        }
      });
      const weights = softmaxOf(logits);
      return { weights, direction: combination(gradients, weights) };
    });
  });
});
