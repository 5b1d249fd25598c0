import { describe, expect, it } from 'vitest';

import { DataError } from '../../src/errors.ts';
import { fitTextInput } from '../../src/preprocessing/fit-text-input.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';

const rows = [
  { text: 'The cat sat' },
  { text: ['the', 'dog', 'SAT', 'down'] },
  { text: 'zebra zebra zebra zebra zebra' },
];
const training = { owner: 'test', table: toTable('test', rows), column: 'text', train: Uint32Array.of(0, 1) };

/** Fits an input to cells, all of them training rows. */
function fitted(cells: readonly unknown[], options = {}, onMissing: 'impute' | 'error' = 'impute'): () => unknown {
  const table = toTable('test', { text: cells });
  const rules = { onMissing, onUnseen: 'unknown' } as const;
  return () => fitTextInput({ ...training, table, train: Uint32Array.from(cells.keys()), rules }, options);
}

describe('fitTextInput', () => {
  it('takes vocabulary and length from the training rows only', () => {
    const { config, spec } = fitTextInput(training, { minCount: 1 });
    expect(config.options).toMatchObject({ vocabulary: ['sat', 'the', 'cat', 'dog', 'down'], length: 4 });
    expect(spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 7 });
    expect(fitTextInput(training).config.options.vocabulary).toEqual(['sat', 'the']);
    expect(fitTextInput(training, { vocabulary: 1 }).config.options.vocabulary).toEqual(['sat']);
  });

  it('has the length that it is given, else that of the longest training row, at most 128', () => {
    expect(fitTextInput(training, { length: 2 }).spec.shape).toEqual([2]);
    expect(fitTextInput(training, { length: 9 }).spec.shape).toEqual([9]);
    expect(fitted(['a '.repeat(200)])()).toMatchObject({ spec: { shape: [128] } });
  });

  it('knows tokens that occur twice unless told otherwise, those that occur once where none does', () => {
    expect(fitted(['b b a'])()).toMatchObject({ config: { options: { vocabulary: ['b'] } } });
    expect(fitted(['b a'])()).toMatchObject({ config: { options: { vocabulary: ['a', 'b'] } } });
  });

  it('hands on what a token is and what is done with cells that are missing or not known', () => {
    const rules = { onMissing: 'error', onUnseen: 'error' } as const;
    const options = { tokens: 'whitespace', lowercase: false, minCount: 1 } as const;
    const { config } = fitTextInput({ ...training, rules }, options);
    expect(config.options).toMatchObject({ ...rules, tokens: 'whitespace', lowercase: false });
    expect(config.options.vocabulary).toEqual(['SAT', 'The', 'cat', 'dog', 'down', 'sat', 'the']);
    expect(fitTextInput(training).config.options).toMatchObject({ onMissing: 'impute', onUnseen: 'unknown' });
  });

  it('refuses cells that are no text, and missing ones where they are errors', () => {
    const expected = 'must be a text or a list of tokens';
    expect(fitted(['a', null], {}, 'error')).toThrow(`test: column "text", row 2: ${expected}, received null.`);
    expect(fitted(['a', null])).not.toThrow();
    expect(fitted(['a', { a: 1 }])).toThrow(`test: column "text", row 2: ${expected}, received {"a":1}.`);
    expect(fitted([['a', 1]])).toThrow(DataError);
  });

  it('refuses training rows without a token that is frequent enough', () => {
    const often = 'that occurs 2 times (option minCount)';
    const none = 'test: column "text" must have a token in the training rows.';
    for (const options of [{}, { minCount: 1 }]) expect(fitted(['', ' ', []], options)).toThrow(none);
    expect(fitted(['a b'], { minCount: 2 })).toThrow(
      `test: column "text" must have a token ${often} in the training rows.`,
    );
  });
});
