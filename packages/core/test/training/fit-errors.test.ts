import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../src/data/dataset.ts';
import { DataError, EquipoiseError, InvalidOptionError, NonFiniteError } from '../../src/errors.ts';
import { mmoe } from '../../src/architectures/mmoe.ts';
import { cnn, type CnnOptions } from '../../src/encoders/cnn.ts';
import { mlpHead, type MlpHeadOptions } from '../../src/heads/mlp-head.ts';
import { mlp, type MlpOptions } from '../../src/encoders/mlp.ts';
import { textEncoder, type TextEncoderOptions } from '../../src/encoders/text-encoder.ts';
import { checkTask } from '../../src/tasks/check-task.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import type { Task } from '../../src/tasks/task.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { table } from '../support/tables.ts';

const small: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6] }),
  balancer: equal,
  epochs: 3,
  batchSize: 10,
};

/** The same table with one number replaced. */
function spoilt(dataset: Dataset, index: number, value: number): Dataset {
  const train = dataset.splits.train as Split;
  return {
    ...dataset,
    splits: {
      ...dataset.splits,
      train: { ...train, inputs: { input: train.inputs.input?.with(index, value) ?? new Float32Array(0) } },
    },
  };
}

describe('what cannot be trained', () => {
  it.each([
    [NaN, 'table, train, input: value 2 of example 3 must be a finite number, is NaN.'],
    [Infinity, 'table, train, input: value 2 of example 3 must be a finite number, is Infinity.'],
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
    ['keep', 'first', 'one of best, last, average, received "first"'],
    ['onNonFinite', 'ignore', 'one of stop, skip, received "ignore"'],
    ['threads', 0, 'a whole number of at least 1, received 0'],
    ['learningRate', 0, 'a number above 0, received 0'],
    ['learningRate', Infinity, 'a number above 0, received Infinity'],
    ['headPolicy', 'weigthed', 'one of weighted, unweighted, received "weigthed"'],
    ['engine', 'gpu', 'one of auto, native, wasm, eager, received "gpu"'],
  ])('is the option %s of %s', async (option, value, rest) => {
    const error = await fit({ ...small, [option]: value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(String(error)).toBe(`InvalidOptionError: fit: option \`${option}\` must be ${rest}.`);
  });

  it.each<[string, object, string]>([
    ['batch_size', { batch_size: 5 }, 'there is no option `batch_size` (did you mean batchSize?).'],
    ['optimiser', { learningrate: 1 }, 'there is no option `learningrate` (did you mean learningRate?).'],
    ['a strategy by its name', { balancer: 'equal' }, 'as strategies.equal() makes it, received "equal".'],
    ['a strategy that was not made', { balancer: () => equal }, 'as strategies.equal() makes it, received '],
    [
      'an encoder that was not made',
      { encoder: mlp },
      'must be an encoder, as mlp() makes it, or one for each input, received the function mlp.',
    ],
    ['a head by its name', { head: 'mlp' }, 'option `head` must be a head, as mlpHead() makes it, received "mlp".'],
    ['no data set', { dataset: undefined }, 'must be a data set, as fromTable(…) makes it, received undefined.'],
    [
      'a callback without a name',
      { callbacks: [{}] },
      'must be a list of callbacks, each with a name and hooks that are functions, received [{}].',
    ],
    ['a misspelt hook', { callbacks: [{ name: 'mine', onEpochEnded: () => 1 }] }, 'and hooks that are functions'],
    ['a hook that is no function', { callbacks: [{ name: 'mine', onEpochEnd: 3 }] }, 'and hooks that are functions'],
    ['an encoder of another input', { encoder: { row: mlp() } }, 'must be encoders of inputs (input), received "row".'],
    ['an encoder as the architecture', { architecture: mlp() }, 'must be an architecture, as hardSharing() makes it'],
    ['an architecture as the encoder', { encoder: mmoe() }, 'must be an encoder, as mlp() makes it'],
    ['a file as a checkpoint', { resume: 'run.json' }, 'option `resume` must be a checkpoint, received "run.json".'],
    ['a batch above the rows', { batchSize: 41 }, 'must be at most the 40 training examples, received 41.'],
  ])('is %s', async (_, wrong, sentence) => {
    await expect(fit({ ...small, ...wrong })).rejects.toThrow(EquipoiseError);
    await expect(fit({ ...small, ...wrong })).rejects.toThrow(sentence);
  });

  it('is a task whose training labels are constant, or missing', async () => {
    const { dataset } = small;
    const train = dataset.splits.train as Split;
    const labels = { ...train.labels, sum: { values: new Float32Array(40).fill(2) } };
    const constant = { ...dataset, splits: { ...dataset.splits, train: { ...train, labels } } };
    await expect(fit({ ...small, dataset: constant })).rejects.toThrow(
      new DataError('table, train: the labels of the task sum must differ, all are 2.'),
    );
    const none = table({ labelled: { sum: () => false } });
    await expect(fit({ ...small, dataset: none })).rejects.toThrow(
      new DataError('table, train: the task sum must have a label, has none.'),
    );
  });

  it('is options of a model that do not exist', () => {
    expect(() => mlp({ hiden: [4] } as MlpOptions)).toThrow('mlp: there is no option `hiden` (did you mean hidden?).');
    expect(() => cnn({ filter: [4] } as CnnOptions)).toThrow(
      'cnn: there is no option `filter` (did you mean filters?)',
    );
    const text = { embeding: 4 } as TextEncoderOptions;
    expect(() => textEncoder(text)).toThrow('textEncoder: there is no option `embeding` (did you mean embedding?).');
    expect(() => mlpHead({ dropout: 1 } as MlpHeadOptions)).toThrow('there is no option `dropout`: there are hidden.');
    expect(() => checkTask({ name: 'a', kind: binary(), classWeight: [1, 2] } as Task)).toThrow(
      'task a: there is no option `classWeight`',
    );
  });

  it('is the seed ½', async () => {
    await expect(fit({ ...small, seed: 0.5 })).rejects.toThrow(InvalidOptionError);
  });
});
