import { describe, expect, it } from 'vitest';

import { DataError, InvalidOptionError } from '../../src/errors.ts';
import { fitTokensInput } from '../../src/preprocessing/fit-tokens-input.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { tokensInput } from '../../src/preprocessing/tokens-input.ts';

const rows = [
  { text: 'the cat sat', label: 1 },
  { text: ['the', 'dog', 'sat', 'down'], label: 0 },
  { text: 'zebra zebra zebra zebra zebra', label: 0 },
];
const training = { owner: 'test', table: toTable('test', rows), column: 'text', train: Uint32Array.of(0, 1) };

function encode(input: ReturnType<typeof tokensInput>, given: readonly object[]): readonly number[] {
  return [...(preprocessing({ inputs: { text: input } }).encode(given).inputs.text ?? [])];
}

describe('fitTokensInput', () => {
  it('takes vocabulary and length from the training rows only', () => {
    const { config, spec } = fitTokensInput(training, { minCount: 1 });
    expect(config.options).toMatchObject({ tokens: ['sat', 'the', 'cat', 'dog', 'down'], length: 4 });
    expect(spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 7 });
    expect(fitTokensInput(training).config.options.tokens).toEqual(['sat', 'the']);
    expect(fitTokensInput(training, { maxLength: 2 }).spec.shape).toEqual([2]);
  });

  it('refuses cells that are no text, and rows without a token', () => {
    const of = (cells: readonly unknown[]): (() => unknown) => {
      const table = toTable('test', { text: cells });
      return () => fitTokensInput({ ...training, table, train: Uint32Array.from(cells.keys()) });
    };
    expect(of(['a', null])).toThrow('test: column "text", row 2: must be a text or a list of tokens, received null.');
    expect(of([['a', 1]])).toThrow(DataError);
    expect(of(['', ' '])).toThrow('test: column "text" must have a token in the training rows.');
  });
});

describe('tokensInput', () => {
  const input = tokensInput({ column: 'text', tokens: ['sat', 'the'], length: 4, tokenizer: 'whitespace' });

  it('gives ids, 1 to unknown tokens, 0 to padding, and leaves out tokens beyond the length', () => {
    expect(encode(input, rows)).toEqual([3, 1, 2, 0, 3, 1, 2, 1, 1, 1, 1, 1]);
    expect(encode(input, [{ text: '' }])).toEqual([0, 0, 0, 0]);
  });

  it('takes capitals for small letters as an option', () => {
    const lower = tokensInput({ column: 'text', tokens: ['sat'], length: 2, lowercase: true });
    expect([encode(lower, [{ text: 'SAT Sat' }]), encode(input, [{ text: 'Sat' }])]).toEqual([
      [2, 2],
      [1, 0, 0, 0],
    ]);
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const own = preprocessing({ inputs: { text: input }, targets: { label: 'label' } });
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(own.config)));
    expect(again.encode(rows)).toEqual(own.encode(rows));
  });

  it('names the row of a cell that is no text, and refuses a vocabulary with a token twice', () => {
    expect(() => encode(input, [{ text: 'a' }, { text: 3 }])).toThrow(
      'rows: column "text", row 2: must be a text or a list of tokens, received 3.',
    );
    expect(() => tokensInput({ column: 'text', tokens: ['a', 'a'], length: 1 })).toThrow(InvalidOptionError);
  });
});
