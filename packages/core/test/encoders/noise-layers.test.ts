import * as tfl from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';

import { fromTfLayers } from '../../src/encoders/from-tf-layers.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';

/** Layers that draw noise while they train: an encoder with all of them. */
function noisy(): Encoder {
  const { layers, sequential } = tfl;
  return fromTfLayers(
    sequential({
      layers: [
        layers.gaussianNoise({ stddev: 0.1, inputShape: [4] }),
        layers.dense({ units: 6, activation: 'selu', kernelInitializer: tfl.initializers.leCunNormal({ seed: 3 }) }),
        layers.alphaDropout({ rate: 0.1 }),
        layers.dense({ units: 5, kernelInitializer: tfl.initializers.leCunNormal({ seed: 4 }) }),
        layers.gaussianDropout({ rate: 0.1 }),
      ],
    }),
  );
}

it.each(['native', 'wasm', 'eager'] as const)(
  'a run with noise layers of tf.layers goes on bit by bit on the engine %s',
  async (engine) => {
    const encoder = noisy();
    const options = { dataset: fourNumbers(), encoder, balancer: equal, epochs: 3, batchSize: 20, seed: 5, engine };
    const whole = await outcomeOf(options);
    const resume = await brokenOff(options, whole.history.steps.length / 3 + 2);
    expect(await outcomeOf({ ...options, resume })).toEqual(from(whole, 1));
    const other = await outcomeOf({ ...options, seed: 6 });
    expect(other.parameters).not.toEqual(whole.parameters);
  },
);
