import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { textInput } from '../../src/preprocessing/text-input.ts';
import { tokensOf } from '../../src/preprocessing/tokens.ts';

const words = preprocessing({
  inputs: { note: textInput({ column: 'note', vocabulary: ['the', 'dog', "don't"], length: 4 }) },
});
const letters = preprocessing({
  inputs: {
    word: textInput({
      column: 'word',
      tokens: 'characters',
      vocabulary: ['a', 'b', 'c'],
      length: 4,
      onMissing: 'error',
      onUnseen: 'error',
    }),
  },
});

describe('textInput', () => {
  it('gives each word its number from 1, unknown ones the last, and fills up with 0', () => {
    expect(words.inputs.note?.spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 5 }); // Padding, 3 words, unknown.
    const { inputs } = words.encode([
      { note: 'The dog!' },
      { note: 'a cat, DON’T; "the"' },
      { note: 'the the the the dog' },
    ]);
    expect([...(inputs.note ?? [])]).toEqual([1, 2, 0, 0, 4, 4, 4, 1, 1, 1, 1, 1]); // ’ is another apostrophe.
  });

  it('takes a missing text for an empty one, and notes it', () => {
    const { inputs, notes } = words.encode([{ note: null }, { note: ' ' }, {}, { note: 3 }]);
    expect([...(inputs.note ?? [])]).toEqual([...new Array<number>(12).fill(0), 4, 0, 0, 0]);
    expect(notes.get('note')).toEqual({ missing: 3, imputed: 'an empty text', unseen: 0 });
  });

  it('takes characters, code point by code point', () => {
    expect(letters.inputs.word?.spec).toEqual({ shape: [4], dtype: 'int32', vocabulary: 4 });
    expect(letters.encode([{ word: 'Cab' }, { word: 'bb' }]).inputs.word).toEqual(
      Int32Array.of(3, 1, 2, 0, 2, 2, 0, 0),
    );
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(words.config)));
    expect(again.config).toEqual(words.config);
    expect(again.encode([{ note: 'the cat' }])).toEqual(words.encode([{ note: 'the cat' }]));
  });

  it.each([
    ['axe', 'a text of known characters, "x" is none, received "axe".'],
    [null, 'a text, received null.'],
  ])('names the row of a text that it may not encode: %j', (word, expected) => {
    expect(() => letters.encode([{ word: 'a' }, { word }])).toThrow(`rows: column "word", row 2: must be ${expected}`);
  });

  it.each([[[]], [['a', 'a']], ['abc']])('refuses a vocabulary that is none: %j', (vocabulary) => {
    expect(() => textInput({ column: 'note', vocabulary: vocabulary as string[], length: 4 })).toThrow(
      InvalidOptionError,
    );
  });
});

describe('tokensOf', () => {
  it('finds words of any script, numbers and words with apostrophes', () => {
    const rule = { tokens: 'words', lowercase: true } as const;
    expect(tokensOf("It's 20°, ÉTÉ—naïve_Straße #1!", rule)).toEqual(["it's", '20', 'été', 'naïve', 'straße', '1']);
    expect(tokensOf('Привет, мир', { ...rule, lowercase: false })).toEqual(['Привет', 'мир']);
    expect(tokensOf('... !', rule)).toEqual([]);
  });

  it('takes composed and decomposed letters for the same', () => {
    const rule = { tokens: 'characters', lowercase: false } as const;
    expect(tokensOf('e\u0301👍', rule)).toEqual(tokensOf('\u00e9👍', rule));
    expect(tokensOf('\u00e9👍', rule)).toHaveLength(2);
  });
});
