import { checkKnownOptions, DataError, type TensorValues } from '@equipoise/core';

import type { NpyArray } from '../parse/npy.ts';
import { checkTokens } from './read-vectors.ts';
import { type FoundVectors, VectorRows } from './vector-rows.ts';

/** Vectors in a matrix, and the words of its rows. */
export interface VectorMatrix {
  /** The words, in the order of the rows. */
  readonly words: readonly string[];
  /** Words × numbers, as `readTensors` gives a tensor of a safetensors file, or `readNpy` an array. */
  readonly matrix: TensorValues | NpyArray;
  /** The tokens whose vectors are kept, in the order of their ids: `vocabularyOf(dataset.preprocessing.inputs.text)`. */
  readonly tokens: readonly string[];
}

/**
 * Takes the vectors of the tokens of a vocabulary out of a matrix with a row for each word: a tensor of a safetensors file, an array of a npy file, or one of your own.
 *
 * @example
 * const { embeddings } = readTensors('vectors.safetensors');
 * const vectors = vectorsOfMatrix({ matrix: embeddings, words: (await readFile('words.txt', 'utf8')).split('\n'), tokens });
 *
 * @param options - The matrix, its words, and the tokens.
 * @returns Vectors for `tokenEncoder` and `textEncoder`, and how many tokens have one.
 * @throws {@link @equipoise/core!DataError} when the matrix does not have a row for each word, or a vector is not finite.
 */
export function vectorsOfMatrix(options: VectorMatrix): FoundVectors {
  const owner = 'vectorsOfMatrix';
  checkKnownOptions<VectorMatrix>(owner, options, { words: true, matrix: true, tokens: true });
  const { words, matrix, tokens } = options;
  checkTokens(owner, tokens);
  const { shape } = matrix;
  const data = 'data' in matrix ? matrix.data : matrix.values;
  const [count = 0, width = 0] = shape;
  if (shape.length !== 2 || count !== words.length || data.length !== count * width) {
    throw new DataError(
      `${owner}: the matrix must have ${words.length} rows, one for each word, its shape is [${shape.join()}].`,
    );
  }
  const rows = new VectorRows(tokens, width);
  words.forEach((word, index) => {
    const vector = data.subarray(index * width, (index + 1) * width);
    const row = rows.take(word);
    if (row && !vector.every(Number.isFinite)) {
      throw new DataError(`${owner}: the vector of row ${index + 1} must be finite numbers.`);
    }
    row?.set(vector);
  });
  return rows.end();
}
