import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset } from '../../src/dataset.ts';
import { DataError, InvalidOptionError, NonFiniteError } from '../../src/errors.ts';
import { mlp } from '../../src/model/mlp.ts';
import { fit } from '../../src/train/fit.ts';
import type { FitOptions } from '../../src/train/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { table } from '../support/tables.ts';

const small: FitOptions = {
  dataset: table(),
  trunk: mlp({ hidden: [6] }),
  balancer: equal,
  epochs: 3,
  batchSize: 10,
};

/** The same table with one number replaced. */
function spoilt(dataset: Dataset, index: number, value: number): Dataset {
  const { train } = dataset.splits;
  return { ...dataset, splits: { ...dataset.splits, train: { ...train, inputs: train.inputs.with(index, value) } } };
}

describe('what cannot be trained', () => {
  it.each([
    [NaN, 'table, train: input 2 of example 3 must be a finite number, is NaN.'],
    [Infinity, 'table, train: input 2 of example 3 must be a finite number, is Infinity.'],
  ])('is an input of %s, which is named', async (value, sentence) => {
    await expect(fit({ ...small, dataset: spoilt(small.dataset, 14, value) })).rejects.toThrow(new DataError(sentence));
  });

  it('is a run that diverges: it ends with the task and the step', async () => {
    const before = tf.memory().numTensors;
    const options = { ...small, learningRate: 1e12, epochs: 20 };
    const failure: unknown = await fit(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NonFiniteError);
    expect(String(failure)).toMatch(
      /training: the (loss of task sum at step \d+|validation loss of task sum after epoch \d+) is (Infinity|NaN)/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is a run whose epochs have all diverged by their end', async () => {
    const failure = fit({ ...small, learningRate: 1e25, batchSize: 40, epochs: 1 });
    await expect(failure).rejects.toThrow('training: the validation loss of task sum after epoch 0 is NaN');
  });

  it.each([
    ['epochs', 0, 'a whole number of at least 1, received 0'],
    ['epochs', 1.5, 'a whole number of at least 1, received 1.5'],
    ['batchSize', 0, 'a whole number of at least 1, received 0'],
    ['batchSize', NaN, 'a whole number of at least 1, received NaN'],
    ['diagnoseEvery', -1, 'a whole number of at least 0, received -1'],
    ['patience', 0, 'a whole number of at least 1, received 0'],
    ['threads', 0, 'a whole number of at least 1, received 0'],
    ['learningRate', 0, 'above 0, received 0'],
    ['learningRate', Infinity, 'above 0, received Infinity'],
    ['headPolicy', 'weigthed', 'one of weighted, unweighted, received "weigthed"'],
    ['engine', 'gpu', 'one of auto, native, wasm, eager, received "gpu"'],
  ])('is the option %s of %s', async (option, value, rest) => {
    const error = await fit({ ...small, [option]: value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(String(error)).toBe(`InvalidOptionError: fit: option \`${option}\` must be ${rest}.`);
  });

  it('is the seed ½', async () => {
    await expect(fit({ ...small, seed: 0.5 })).rejects.toThrow(InvalidOptionError);
  });
});
