import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import { characterConvolution } from '../layers/character-convolution.ts';
import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { relu } from '../layers/relu.ts';
import { checkRate, checkSizes, type Trunk } from './trunk.ts';

/** What {@link textEncoder} can be told. */
export interface TextEncoderOptions {
  /**
   * Width of the embedding.
   *
   * @defaultValue 16
   */
  readonly embedding?: number;
  /**
   * Number of filters of the convolution.
   *
   * @defaultValue 64
   */
  readonly filters?: number;
  /**
   * Width of the filters in tokens; odd.
   *
   * @defaultValue 3
   */
  readonly window?: number;
  /**
   * Numbers that the dense layer at the end gives.
   *
   * @defaultValue 64
   */
  readonly features?: number;
  /**
   * The share of the features that is dropped while training.
   *
   * @defaultValue 0
   */
  readonly dropout?: number;
}

/**
 * A trunk for sequences of tokens: an embedding, a 1-D convolution pooled over the sequence, and a dense
 * layer with ReLU.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when a size or the share to drop is out of range, or the input is not text.
 */
export function textEncoder(options: TextEncoderOptions = {}): Trunk {
  checkKnownOptions<TextEncoderOptions>('textEncoder', options, {
    embedding: true,
    filters: true,
    window: true,
    features: true,
    dropout: true,
  });
  const { embedding = 16, filters = 64, window = 3, features = 64, dropout = 0 } = options;
  checkSizes('textEncoder', { embedding, filters, window, features });
  checkRate('textEncoder', dropout);
  if (window % 2 === 0) throw new InvalidOptionError('textEncoder', 'window', 'odd', window);
  return {
    name: `textEncoder(${embedding}; ${filters}×${window}; ${features})`,
    build: (input) => {
      if (input.kind !== 'text') throw new InvalidOptionError('textEncoder', 'input', 'text', input.kind);
      return [
        characterConvolution(input, { embedding, filters, window }),
        dense(filters, features),
        relu([features]),
        ...(dropout > 0 ? [dropoutLayer([features], dropout)] : []),
      ];
    },
  };
}
