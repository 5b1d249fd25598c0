import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { fitNgramInput, type FitNgramOptions } from '../../src/preprocessing/fit-ngram-input.ts';
import { murmurHash } from '../../src/preprocessing/murmur-hash.ts';
import { ngramInput } from '../../src/preprocessing/ngram-input.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { type Rows, toTable } from '../../src/preprocessing/table/table.ts';

interface Written {
  readonly train: readonly string[];
  readonly test: readonly string[];
  readonly cases: readonly {
    readonly options: FitNgramOptions;
    readonly names: readonly string[] | null;
    readonly values: readonly (readonly number[])[];
  }[];
}

const written = JSON.parse(readFileSync(new URL('../fixtures/ngrams.json', import.meta.url), 'utf8')) as Written;
const rowsOf = (texts: readonly unknown[]): Rows => texts.map((note) => ({ note }));

/** Fits to rows. */
function fitted(texts: readonly unknown[], options: FitNgramOptions = {}, more = {}): ReturnType<typeof ngramInput> {
  const table = toTable('notes', rowsOf(texts));
  const train = Uint32Array.from(texts, (_, row) => row);
  return fitNgramInput({ owner: 'notes', table, column: 'note', train, ...more }, options);
}

/** The values of rows, each a list. */
function encode(input: ReturnType<typeof ngramInput>, texts: readonly unknown[]): readonly (readonly number[])[] {
  const values = [...(preprocessing({ inputs: { note: input } }).encode(rowsOf(texts)).inputs.note ?? [])];
  const [size = 0] = input.spec.shape;
  return texts.map((_, row) => values.slice(row * size, (row + 1) * size));
}

describe('fitNgramInput', () => {
  it.each(written.cases)('gives what scikit-learn gives: case %#', ({ options, names, values }) => {
    const input = fitted(written.train, { tokens: 'whitespace', ...options });
    const { vocabulary } = input.config.options as { readonly vocabulary: readonly string[] };
    expect([...vocabulary].sort()).toEqual([...(names ?? [])].sort());
    const encoded = encode(input, written.test);
    values.forEach((row, index) => {
      const own = encoded[index] ?? [];
      // Ours are in another order: those that most rows have come first.
      const ordered = names ? names.map((name) => own[vocabulary.indexOf(name)]) : own;
      expect(ordered).toEqual(row.map((value) => expect.closeTo(value, 6)));
    });
  });

  it('keeps the n-grams that most training rows have, equally frequent ones by character code', () => {
    const input = fitted(['b a', 'b a a', 'c b', 'c'], { vocabulary: 2 });
    expect(input.config.options).toMatchObject({ vocabulary: ['b', 'a'], onUnseen: 'unknown' });
    expect(fitted(['x y', 'z']).config.options).toMatchObject({ vocabulary: ['x', 'y', 'z'] });
  });

  it('is itself again from its config, and takes lists of tokens', () => {
    const input = fitted(['the dog sat', ['The', 'cat']], { longest: 2, minRows: 1 });
    const { config } = preprocessing({ inputs: { note: input } });
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(config))).inputs.note;
    const rows = ['the cat', ['dog', 'sat'], 'zebra', null];
    expect(again && encode(again, rows)).toEqual(encode(input, rows));
    expect(encode(input, rows)[2]).toEqual(new Array(7).fill(0));
  });

  it('counts missing texts, and refuses them or unknown n-grams on demand', () => {
    const { notes } = preprocessing({ inputs: { note: fitted(['a', 'a']) } }).encode(rowsOf(['a', null, ' ']));
    expect(notes.get('note')).toEqual({ missing: 2, imputed: 'an empty text', unseen: 0 });
    const strict = fitted(['a b', 'a b'], {}, { rules: { onMissing: 'error', onUnseen: 'error' } });
    expect(() => encode(strict, ['a', 'a zebra'])).toThrow(
      'rows: column "note", row 2: must be a text of known n-grams, "zebra" is none, received "a zebra".',
    );
    expect(() => encode(strict, ['a', null])).toThrow('column "note", row 2: must be a text or a list of tokens');
  });

  it('refuses options that do not fit each other, and training rows without an n-gram', () => {
    expect(() => fitted(['a'], { shortest: 2 })).toThrow(
      'fitNgramInput: option `longest` must be at least shortest, which is 2, received 1.',
    );
    expect(() => fitted(['a'], { buckets: 8, minRows: 2 })).toThrow('`minRows` must be left out with buckets');
    expect(() => fitted(['a b'], { minRows: 2 })).toThrow(
      'notes: column "note" must have an n-gram that 2 of them have (option minRows) in the training rows.',
    );
    expect(() => fitted(['a b'], { shortest: 3, longest: 3 })).toThrow(/must have an n-gram in the training rows/);
    expect(() => ngramInput({ column: 'note' })).toThrow('`vocabulary` must be at least one n-gram, or buckets');
    expect(() => ngramInput({ column: 'note', vocabulary: ['a'], weights: 'tfidf' })).toThrow('must be 1 numbers');
  });
});

// Vectors of the reference implementation, with the seed 0.
it.each([
  ['', 0],
  ['a', 0x3c2569b2],
  ['abc', 0xb3dd93fa],
  ['Hello, world!', 0xc0363e43],
  ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
])('murmurHash of "%s"', (text, hash) => {
  expect(murmurHash(new TextEncoder().encode(text)) >>> 0).toBe(hash);
});
