import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { normal } from '../layers/initializers.ts';
import type { Initializer } from '../layers/layer.ts';
import { sizeOf } from '../size-of.ts';

/** Vectors of tokens that were learnt elsewhere, such as GloVe's: a row for each id of a vocabulary. */
export interface TokenVectors {
  /** The length of a vector. */
  readonly width: number;
  /** The rows one after the other: padding, the unknown token, and the tokens of the vocabulary in their order. */
  readonly values: Float32Array;
  /** 1 for each row that is known, 0 for one that is not. */
  readonly known: Uint8Array;
}

/** An option of encoders of tokens. */
export interface VectorsOption {
  /**
   * Vectors that the embedding begins with, of the vocabulary of the input: `readVectors` of `@equipoise/datasets` reads them. They are trained like all
   * weights, unless a group of `fit` freezes the embedding. They are no part of the encoder's config: a saved model has its own weights.
   *
   * @defaultValue random vectors
   */
  readonly vectors?: TokenVectors;
}

/**
 * Options of an encoder whose vectors are as long as those that were learnt elsewhere.
 *
 * @param owner - The encoder, for errors.
 * @param options - Its options.
 * @param vectors - The vectors, where there are any.
 * @throws {@link InvalidOptionError} when they are no vectors, or `embedding` says another length.
 */
export function withVectorWidth<Options extends { readonly embedding?: number | undefined }>(
  owner: string,
  options: Options,
  vectors: TokenVectors | undefined,
): Options {
  if (vectors === undefined) return options;
  if (!isVectors(vectors))
    throw new InvalidOptionError(owner, 'vectors', 'vectors, as readVectors gives them', vectors);
  const { embedding = vectors.width } = options;
  if (embedding !== vectors.width) {
    throw new InvalidOptionError(owner, 'embedding', `${vectors.width}, the length of the vectors`, embedding);
  }
  return { ...options, embedding };
}

/**
 * The rows of an embedding before training: known vectors as they are. The others are drawn, normally distributed with the root mean square of the known
 * ones, so that they are of their size.
 *
 * @param owner - The encoder, for errors.
 * @param vectors - The vectors; all rows are drawn with a deviation of 1 where there are none.
 */
export function firstRows(owner: string, vectors: TokenVectors | undefined): Initializer {
  if (!vectors) return normal();
  const { width, values, known } = vectors;
  return (shape, random) => {
    if (sizeOf({ shape }) !== values.length) {
      const [rows = 0] = shape;
      const expected = `of the vocabulary of the input, which has ${rows} ids`;
      throw new InvalidOptionError(owner, 'vectors', expected, `${known.length} rows`);
    }
    const isKnown = (index: number): boolean => known[Math.floor(index / width)] === 1;
    const present = values.filter((_, index) => isKnown(index));
    const meanSquare = present.reduce((sum, value) => sum + value * value, 0) / present.length;
    const deviation = present.length > 0 ? Math.sqrt(meanSquare) : 1;
    return values.map((value, index) => (isKnown(index) ? value : deviation * random.normal()));
  };
}

function isVectors(vectors: unknown): vectors is TokenVectors {
  if (!isRecord(vectors)) return false;
  const { width, values, known } = vectors;
  return (
    values instanceof Float32Array && known instanceof Uint8Array && values.length === Number(width) * known.length
  );
}
