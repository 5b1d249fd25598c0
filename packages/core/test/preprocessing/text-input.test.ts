import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import type { InputPreprocessing } from '../../src/preprocessing/preprocessing.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { type Columns, columnTable, type Rows, type Table } from '../../src/preprocessing/table/table.ts';
import { textInput } from '../../src/preprocessing/text-input.ts';

const notes = textInput({ column: 'note', vocabulary: ['the', 'dog', "don't", '!'], length: 4 });
const pieces = textInput({
  column: 'note',
  tokens: 'whitespace',
  vocabulary: ['sat', 'the'],
  length: 4,
  lowercase: false,
});
const letters = textInput({
  column: 'note',
  tokens: 'characters',
  vocabulary: ['a', 'b', 'c'],
  length: 4,
  onMissing: 'error',
  onUnseen: 'error',
});

/** The ids of rows that have one column, a row after the other. */
function encode(input: InputPreprocessing, rows: Table | Columns | Rows): readonly number[] {
  return [...(preprocessing({ inputs: { note: input } }).encode(rows).inputs.note ?? [])];
}

describe('textInput', () => {
  it('gives tokens their ids from 2, unknown ones 1, fills up with 0 and cuts off at its length', () => {
    expect(notes.spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 6 }); // Padding, unknown, 4 tokens.
    expect(encode(notes, [{ note: 'The dog!' }])).toEqual([2, 3, 5, 0]);
    expect(encode(notes, [{ note: 'a DON’T "the dog"' }])).toEqual([1, 1, 1, 2]); // ’ is another apostrophe.
    expect(encode(notes, [{ note: "DON'T the the the dog" }])).toEqual([4, 2, 2, 2]);
    expect(encode(pieces, [{ note: 'the cat sat' }, { note: 'zebra zebra zebra zebra zebra' }])).toEqual([
      ...[3, 1, 2, 0],
      ...[1, 1, 1, 1],
    ]);
  });

  it('takes a list of tokens as it is', () => {
    const rows = [{ note: ['the', 'the dog', 'Dog'] }, { note: 'the the dog Dog' }, { note: [] }];
    expect(encode(notes, rows)).toEqual([2, 1, 3, 0, 2, 2, 3, 3, 0, 0, 0, 0]);
  });

  it('takes capitals for small letters as an option, in texts and lists', () => {
    expect(encode(pieces, [{ note: 'Sat' }, { note: ['Sat', 'sat'] }])).toEqual([1, 0, 0, 0, 1, 2, 0, 0]);
    const lower = textInput({ column: 'note', vocabulary: ['sat'], length: 2 });
    expect(encode(lower, [{ note: 'SAT Sat' }, { note: ['SAT', 'Sat'] }])).toEqual([2, 2, 2, 2]);
    // A Σ that ends a word is a ς, which a character alone does not say.
    const greek = { column: 'note', tokens: 'characters', vocabulary: ['σ', 'ς'], length: 2 } as const;
    expect(encode(textInput(greek), [{ note: 'ΣΣ' }])).toEqual([2, 3]);
  });

  it('takes composed and decomposed letters for the same, in texts and lists', () => {
    const accents = textInput({ column: 'note', tokens: 'characters', vocabulary: ['\u00e9', '👍'], length: 2 });
    const rows = [{ note: 'e\u0301👍' }, { note: '\u00e9👍' }, { note: ['e\u0301', '👍'] }];
    expect(encode(accents, rows)).toEqual([2, 3, 2, 3, 2, 3]);
  });

  it('takes a missing text for an empty one, and notes it', () => {
    const rows = [{ note: null }, { note: ' ' }, {}, { note: [] }, { note: '' }, { note: 'x' }];
    const { inputs, notes: told } = preprocessing({ inputs: { note: notes } }).encode(rows);
    expect([...(inputs.note ?? [])]).toEqual([...new Array<number>(20).fill(0), 1, 0, 0, 0]);
    expect(told.get('note')).toEqual({ missing: 5, imputed: 'an empty text', unseen: 0 });
  });

  it('takes numbers, booleans and dates as texts, from rows as from typed columns', () => {
    const input = textInput({
      column: 'note',
      tokens: 'whitespace',
      vocabulary: ['3', 'true', '2024-05-17'],
      length: 1,
    });
    expect(encode(input, [{ note: 3 }, { note: true }, { note: new Date('2024-05-17') }])).toEqual([2, 3, 4]);
    const values = Float64Array.of(3, 4, Number.NaN);
    expect(encode(input, columnTable(new Map([['note', { kind: 'number', values }]])))).toEqual([2, 1, 0]);
    const days = Float64Array.of(Date.UTC(2024, 4, 17) / 86_400_000);
    expect(encode(input, columnTable(new Map([['note', { kind: 'number', values: days, dates: true }]])))).toEqual([4]);
  });

  it('takes characters by code points, with the same ids where unknown ones are errors', () => {
    expect(letters.spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 5 });
    expect(encode(letters, [{ note: 'Cab' }, { note: 'bb' }])).toEqual([4, 2, 3, 0, 3, 3, 0, 0]);
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const own = preprocessing({ inputs: { note: notes, pieces }, targets: { label: 'label' } });
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(own.config)));
    const rows = [{ note: 'The cat' }, { note: ['the', 'dog'] }];
    expect(again.config).toEqual(own.config);
    expect(again.encode(rows)).toEqual(own.encode(rows));
  });

  it.each([
    ['of known characters', 'a text of known characters, "x" is none, received "axe".', 'axe'],
    ['of known tokens', 'a list of known tokens, "d" is none, received ["a","d"].', ['a', 'd']],
    ['there', 'a text or a list of tokens, received null.', null],
    ['a list of some tokens', 'a text or a list of tokens, received [].', []],
    ['a list of texts', 'a text or a list of tokens, received ["a",3].', ['a', 3]],
    ['a text', 'a text or a list of tokens, received {"a":3}.', { a: 3 }],
  ])('refuses a cell, by its row, where it must be %s', (_, expected, note) => {
    expect(() => encode(letters, [{ note: 'a' }, { note }])).toThrow(`rows: column "note", row 2: must be ${expected}`);
  });

  it.each([[[]], [['a', 'a']], [['a', 1]], ['abc'], [null]])('refuses a vocabulary that is none: %j', (vocabulary) => {
    expect(() => textInput({ column: 'note', vocabulary: vocabulary as string[], length: 4 })).toThrow(
      InvalidOptionError,
    );
  });
});
