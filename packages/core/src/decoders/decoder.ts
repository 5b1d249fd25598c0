import type { Tensor } from '@tensorflow/tfjs-core';

import type { Run, Scope, TensorSpec } from '../layers/layer.ts';
import type { Configurable } from '../options/config.ts';

/** What a decoder reads. */
export interface DecoderInputs {
  /** The tokens that come before those to be predicted: sequences of ids, 0 being padding at the end. */
  readonly tokens: TensorSpec;
  /** The features of the tokens of a source (length × features), as `textTransformer` or `lstm` give them. */
  readonly memory: TensorSpec;
  /**
   * How many tokens the next one is chosen among.
   *
   * @defaultValue the vocabulary of the tokens before it
   */
  readonly choices?: number;
}

/**
 * Computes a decoder.
 *
 * @param tokens - The tokens before those to be predicted (batch × length), the first being one that says where a sequence begins.
 * @param memory - The features of the source (batch × source length × features).
 * @param run - The forward pass.
 * @param place - 1 at the only place of each sequence whose next token is wanted, 0 elsewhere (batch × length); all are wanted when left out.
 * @returns The logits of the token after each place (batch × length × choices), or after the one that is wanted (batch × choices).
 */
export type DecoderCall = (tokens: Tensor, memory: Tensor, run: Run, place?: Tensor) => Tensor;

/** A recipe for what tells the next token of a sequence, from those before it and a source. */
export interface Decoder extends Configurable {
  /**
   * Declares the weights.
   *
   * @param inputs - What it reads.
   * @param scope - Where the weights are declared.
   * @throws {@link InvalidOptionError} when the inputs are not tokens and features of tokens.
   */
  build(inputs: DecoderInputs, scope: Scope): DecoderCall;
}
