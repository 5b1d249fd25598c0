import { describe, expect, it } from 'vitest';

import { fromTable, type FromTableOptions } from '../../src/index.ts';
import { textDataset } from '../../src/text/text-dataset.ts';

const train = [
  { note: 'The cat sat.', mood: 'good' },
  { note: ['the', 'Dog', 'sat'], mood: 'bad' },
  { note: 'A dog, a cat', mood: 'good' },
  { note: 7, mood: 'bad' },
];
const other = [
  { note: ['zebra', 'cat'], mood: 'good' },
  { note: 'THE DOG', mood: 'bad' },
];
const options = {
  table: train,
  validationTable: other,
  testTable: other,
  inputs: { note: 'text' },
  targets: { mood: 'binary' },
} as const satisfies FromTableOptions;

describe('a column of texts and lists of tokens', () => {
  const dataset = fromTable(options);

  it('is an input of ids, with the vocabulary of the training rows', () => {
    const vocabulary = ['cat', 'a', 'dog', 'sat', 'the'];
    expect(dataset.preprocessing.inputs.note?.config.options).toMatchObject({
      vocabulary: [...vocabulary].sort(),
      length: 5,
    });
    expect(dataset.inputs.note).toEqual({ shape: [5], dtype: 'int32', vocabulary: 7 });
    expect([...(dataset.splits.test.inputs.note as Int32Array)]).toEqual([1, 3, 0, 0, 0, 6, 4, 0, 0, 0]);
  });

  it('is fitted by fromTable as by the data sets of texts', () => {
    const rows = { train, validation: other, test: other };
    const tasks = { mood: { kind: 'binary' } } as const;
    const texts = textDataset({ name: 'texts', rows, column: 'note', tasks, seed: 0, size: 100 });
    expect(texts.preprocessing?.inputs.text?.config).toEqual(dataset.preprocessing.inputs.note?.config);
    expect(texts.splits.test.inputs.text).toEqual(dataset.splits.test.inputs.note);
  });

  it('names the row of a token that no training row has, where that is an error', () => {
    const inputs = { note: { kind: 'text', minCount: 1 } } as const;
    expect(() => fromTable({ ...options, inputs, onUnseen: 'error' })).toThrow(
      'table: column "note", row 1: must be a list of known tokens, "zebra" is none, received ["zebra","cat"].',
    );
  });

  it('names the row of a missing text, where that is an error', () => {
    const table = [...train, { note: null, mood: 'good' }];
    expect(() => fromTable({ ...options, table, onMissing: 'error' })).toThrow(
      'table: column "note", row 5: must be a text or a list of tokens, received null.',
    );
    expect(fromTable({ ...options, table }).warnings).toEqual([
      'table: 1 missing input was imputed: note 1 (an empty text).',
    ]);
  });
});
