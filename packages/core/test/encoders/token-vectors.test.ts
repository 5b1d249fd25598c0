import { describe, expect, it } from 'vitest';

import { encoderFromConfig } from '../../src/encoders/registry.ts';
import { gru } from '../../src/encoders/gru.ts';
import { lstm } from '../../src/encoders/lstm.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import type { TokenVectors } from '../../src/encoders/token-vectors.ts';
import { fitTextInput } from '../../src/preprocessing/fit-text-input.ts';
import { imageInput } from '../../src/preprocessing/image-input.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { vocabularyOf } from '../../src/preprocessing/text-input.ts';
import { random } from '../../src/random.ts';
import { build } from '../support/run-layer.ts';

const size = 2000;
/** Vectors (1, −1), (2, −2) … of every second row. */
const vectors: TokenVectors = {
  width: 2,
  values: Float32Array.from({ length: 2 * size }, (_, index) => (index % 2 === 0 ? 3 : -4)),
  known: Uint8Array.from({ length: size }, (_, row) => row % 2),
};

describe.each([
  ['tokenEncoder', tokenEncoder],
  ['textEncoder', textEncoder],
  ['lstm', lstm],
  ['gru', gru],
])('vectors of %s', (owner, encoder) => {
  const rowsOf = (given: TokenVectors | undefined): Float32Array => {
    const made = encoder(given ? { vectors: given } : {});
    const [table] = build(made, { shape: [5], dtype: 'int32', vocabulary: size }).parameters;
    expect(table?.path).toMatch(/table$/);
    return table?.initializer(table.shape, random(1)) ?? new Float32Array(0);
  };

  it('are the first rows of the embedding; the others are drawn with their root mean square', () => {
    const rows = rowsOf(vectors);
    expect([...rows.slice(2, 4), ...rows.slice(6, 8)]).toEqual([3, -4, 3, -4]);
    const drawn = rows.filter((_, index) => Math.floor(index / 2) % 2 === 0);
    const meanSquare = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length;
    // (9 + 16) / 2; the standard error of the mean of 2000 squares is √2 · 12.5 / √2000 = 0.4.
    expect(Math.abs(meanSquare - 12.5)).toBeLessThan(1.6);
    expect(rowsOf(vectors)).toEqual(rows);
  });

  it('are as long as the embedding, and no part of the config', () => {
    const { config } = encoder({ vectors });
    expect(config.options).toMatchObject({ embedding: 2 });
    expect(config.options).not.toHaveProperty('vectors');
    expect(encoderFromConfig(JSON.parse(JSON.stringify(config))).config).toEqual(config);
    expect(() => encoder({ vectors, embedding: 64 })).toThrow(
      `${owner}: option \`embedding\` must be 2, the length of the vectors, received 64.`,
    );
  });

  it('must be of the vocabulary of the input', () => {
    const fewer = { ...vectors, values: new Float32Array(6), known: new Uint8Array(3) };
    expect(() => rowsOf(fewer)).toThrow(
      `${owner}: option \`vectors\` must be of the vocabulary of the input, which has 2000 ids, received "3 rows".`,
    );
    expect(() => encoder({ vectors: { width: 3, values: new Float32Array(4), known: new Uint8Array(1) } })).toThrow(
      'must be vectors, as readVectors gives them',
    );
  });
});

it('vocabularyOf gives the tokens of an input of texts, and refuses others', () => {
  const table = toTable('texts', [{ text: 'the cat' }, { text: 'the dog and the cat' }]);
  const input = fitTextInput({ owner: 'texts', table, column: 'text', train: Uint32Array.of(0, 1) });
  expect(vocabularyOf(input)).toEqual(['the', 'cat']);
  const numbers = imageInput({ column: 'photo', height: 2, width: 2, mean: [0], deviation: [1] });
  expect(() => vocabularyOf(numbers)).toThrow('vocabularyOf: option `input` must be an input of texts');
});
