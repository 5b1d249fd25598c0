import {
  add,
  cast,
  conv2d,
  div,
  expandDims,
  gather,
  greater,
  mul,
  relu,
  reshape,
  sum,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { TextInput } from '../dataset.ts';
import type { Random } from '../random.ts';
import type { Layer } from './layer.ts';
import { uniformParameter } from './uniform-parameter.ts';

/** How text becomes features. */
export interface CharacterConvolutionOptions {
  /** Width of the embedding. */
  readonly embedding: number;
  /** How many patterns are looked for. */
  readonly filters: number;
  /** Width of the filters in tokens; odd. */
  readonly window: number;
}

/**
 * An embedding of each token, patterns of neighbouring tokens, and their sum over the sequence divided by its padded
 * length, so that the features also tell how long the sequence is. Padding (token 0) does not contribute.
 *
 * @param input - The sequences.
 * @param options - The sizes.
 */
export function characterConvolution(input: TextInput, options: CharacterConvolutionOptions): Layer {
  const { embedding, filters, window } = options;
  const table = {
    shape: [input.vocabulary, embedding],
    init: (random: Random) => Float32Array.from({ length: input.vocabulary * embedding }, () => random.normal()),
  };
  const fanIn = window * embedding;
  return {
    parameters: [table, uniformParameter([1, window, embedding, filters], fanIn), uniformParameter([filters], fanIn)],
    outputShape: [filters],
    apply: (tokens, parameters) => {
      const ids = cast(tokens, 'int32');
      const present = expandDims(cast(greater(ids, 0), 'float32'), 2);
      const embedded = mul(gather(at(parameters, 0) as Tensor2D, ids), present);
      const rows: Tensor4D = reshape(embedded, [-1, 1, input.length, embedding]);
      const found = add(conv2d(rows, at(parameters, 1) as Tensor4D, 1, 'same'), at(parameters, 2));
      const patterns = relu(reshape(found, [-1, input.length, filters]));
      return div(sum(mul(patterns, present), 1), input.length);
    },
  };
}
