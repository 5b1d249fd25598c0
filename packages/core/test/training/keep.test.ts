import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { ema } from '../../src/optimizers/ema.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';

const options: FitOptions = {
  dataset: fourNumbers(),
  encoder: mlp({ hidden: [3] }),
  balancer: equal,
  epochs: 2,
  batchSize: 20,
  engine: 'wasm',
};

describe('the weights that a model is left with', () => {
  it('are the moving average of all steps with keep: average', async () => {
    const decay = 0.8;
    const seen: Float32Array[] = [];
    const { model } = await fit({
      ...options,
      optimizer: ema(sgd(), { decay }),
      learningRate: 0.1,
      keep: 'average',
      callbacks: [{ name: 'look', onBatchEnd: (_, run) => void seen.push(run.weights().parameters) }],
    });
    const [first = new Float32Array(), ...others] = seen;
    const average = others.reduce(
      (mean, weights) => mean.map((value, index) => decay * value + (1 - decay) * (weights[index] ?? Number.NaN)),
      first,
    );
    expect(seen).toHaveLength(20);
    const { parameters } = model.weights;
    expect(
      Math.max(...parameters.map((value, index) => Math.abs(value - (average[index] ?? Number.NaN)))),
    ).toBeLessThan(1e-5);
    expect(parameters).not.toEqual(seen.at(-1));
    await model.dispose();
  });

  it('cannot be an average that the optimizer does not keep', async () => {
    await expect(fit({ ...options, keep: 'average' })).rejects.toThrow(
      "fit: option `keep` must be 'best' or 'last' with an optimizer without ema(…), received \"average\".",
    );
  });
});
