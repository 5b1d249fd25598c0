import { join } from 'node:path';

import { DataError, fit, loadModel } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromRows, fromTable } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const equal = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }: { readonly tasks?: readonly number[] }) => ({ weights: tasks.map(() => 1), state: null }),
} as const;

/** Whether a review is good depends on the order of its words, which single words do not say; its length on their number. */
const reviews = Array.from({ length: 400 }, (_, row) => {
  const good = row % 3 === 0;
  const filler = Array.from({ length: row % 5 }, (__, word) => `word${(row * 7 + word) % 11}`).join(' ');
  return { review: `${good ? 'not bad' : 'bad not'} ${filler}`, guests: row % 4, good, length: row % 5 };
});
const inputs = { review: { kind: 'ngrams', longest: 2, vocabulary: 300 }, guests: 'numeric' } as const;
const targets = { good: 'binary', length: 'regression' } as const;

describe('a column of texts as a bag of n-grams', () => {
  const folder = temporaryFolder();

  it('knows n-grams of the training rows alone', () => {
    const rows = [{ note: 'a b' }, { note: 'a c' }, { note: 'a c' }].map((row, at) => ({ ...row, y: at }));
    const later = [{ note: 'zebra a', y: 0 }];
    const {
      preprocessing,
      splits,
      inputs: specs,
    } = fromTable({
      table: rows,
      inputs: { note: { kind: 'ngrams', weights: 'count' } },
      targets: { y: 'regression' },
      validationTable: later,
      testTable: later,
    });
    expect(preprocessing.inputs.note?.config.options).toMatchObject({ vocabulary: ['a', 'c'] });
    expect(specs.note).toEqual({ shape: [2], dtype: 'float32' });
    expect(splits.test.inputs.note).toEqual(Float32Array.of(1, 0));
  });

  it('is learnt from beside other columns, and saved with the model', async () => {
    const dataset = fromTable({ table: reviews, inputs, targets });
    const { model } = await fit({ dataset, balancer: equal, epochs: 40, learningRate: 0.01, engine: 'wasm' });
    const { metrics } = await model.evaluate(dataset.splits.test);
    // Two thirds are bad: single words would say no more.
    expect(metrics.good?.accuracy).toBeGreaterThan(0.95);
    const file = join(folder(), 'reviews.safetensors');
    model.save(file);
    const rows = [
      { review: 'not bad at all', guests: 1 },
      { review: null, guests: 2 },
    ];
    const loaded = loadModel(file, { engine: 'wasm' });
    expect(await loaded.predictRows(rows)).toEqual(await model.predictRows(rows));
    await expect(model.exportOnnx(join(folder(), 'reviews.onnx'), { preprocessing: true })).rejects.toThrow(
      new DataError(
        'exportOnnx: preprocessing by ngramInput (input review) cannot be in a file; without the option, the file takes tensors.',
      ),
    );
    await model.exportOnnx(join(folder(), 'tensors.onnx'));
    await model.dispose();
    await loaded.dispose();
  });

  it('gives a stream the bits of the table in memory', async () => {
    const table = fromTable({ table: reviews, inputs, targets });
    const stream = await fromRows(reviews, { inputs, targets });
    expect(stream.preprocessing.config).toEqual(table.preprocessing.config);
    expect(stream.splits.test?.inputs).toEqual(table.splits.test.inputs);
    stream.close();
  });

  it('refuses options that do not exist, with their names', () => {
    const wrong = { review: { kind: 'ngrams', size: 3 } } as never;
    expect(() => fromTable({ table: reviews, inputs: wrong, targets })).toThrow(/ngrams: .*`size`/);
  });
});
