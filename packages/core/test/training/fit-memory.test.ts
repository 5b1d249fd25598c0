import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { inverseLoss, shortest } from '../support/balancers.ts';
import { table } from '../support/tables.ts';

const small: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6] }),
  balancer: shortest,
  epochs: 3,
  batchSize: 10,
};

describe('memory', () => {
  it.each(['native', 'wasm', 'eager'] as const)(
    'is as before once the model is disposed of, on the engine %s',
    async (engine) => {
      await (await fit({ ...small, engine })).model.dispose(); // What is made once and kept.
      const before = tf.memory().numTensors;
      const { model } = await fit({ ...small, engine, diagnoseEvery: 2, balancer: inverseLoss });
      await model.evaluate(small.dataset.splits.test ?? small.dataset.splits.validation);
      await model.predict(small.dataset.splits.validation.inputs);
      expect(tf.memory().numTensors).toBe(before + 1); // The parameters.
      await model.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
