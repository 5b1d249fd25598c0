import { add, split, type Tensor } from '@tensorflow/tfjs-core';

import { attend, requireHeads } from '../layers/attend.ts';
import { affine, dense } from '../layers/dense.ts';
import { dropped } from '../layers/dropout.ts';
import { gelu } from '../layers/gelu.ts';
import type { Run, Scope, TensorSpec } from '../layers/layer.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { sequential } from '../layers/sequential.ts';

/** The sizes of a {@link decoderBlock}. */
export interface DecoderBlockSizes {
  /** The numbers of a vector. */
  readonly width: number;
  /** The heads of both attentions; divide the width. */
  readonly heads: number;
  /** The hidden units of the feed-forward layers. */
  readonly hidden: number;
  /** The share of what is added to vectors that is dropped while training. */
  readonly dropout: number;
}

/** What a block reads beside its input. */
export interface DecoderContext {
  /** What is decoded: features of the tokens of the source (batch × source length × features). */
  readonly memory: Tensor;
  /** −10⁹ where a place must not see another (1 × 1 × length × length). */
  readonly later: Tensor;
  /** −10⁹ at the padding of the source (batch × 1 × 1 × source length). */
  readonly padding?: Tensor | undefined;
}

/**
 * Declares a block of a transformer decoder, with layer normalization before each of its three parts: attention to what comes before, attention to the source, and
 * feed-forward layers (GELU).
 *
 * @param scope - Where its weights are declared.
 * @param input - The vectors of a sequence (length × width).
 * @param memoryWidth - The features of a token of the source.
 * @param sizes - Its sizes.
 * @returns The block.
 */
export function decoderBlock(
  scope: Scope,
  input: TensorSpec,
  memoryWidth: number,
  { width, heads, hidden, dropout }: DecoderBlockSizes,
): (x: Tensor, context: DecoderContext, run: Run) => Tensor {
  requireHeads('transformerDecoder', heads, width);
  const ownNorm = layerNorm().build(input, scope.child('own-norm'));
  const own = affine(scope.child('own-queries-keys-values'), width, 3 * width);
  const ownOutput = affine(scope.child('own-output'), width, width);
  const sourceNorm = layerNorm().build(input, scope.child('source-norm'));
  const asked = affine(scope.child('source-queries'), width, width);
  const source = affine(scope.child('source-keys-values'), memoryWidth, 2 * width);
  const sourceOutput = affine(scope.child('source-output'), width, width);
  const feed = sequential([layerNorm(), dense({ units: hidden }), gelu(), dense({ units: width })]);
  const feedForward = feed.build(input, scope.child('feed-forward'));
  return (x, { memory, later, padding }, run) => {
    const added = (to: Tensor, features: Tensor): Tensor => add(to, dropped(features, dropout, run));
    const [queries, keys, values] = split(own(ownNorm.call(x, run), run), 3, -1) as [Tensor, Tensor, Tensor];
    const y = added(x, ownOutput(attend(queries, keys, values, { heads, mask: later }), run));
    const questions = asked(sourceNorm.call(y, run), run);
    const [theirs, read] = split(source(memory, run), 2, -1) as [Tensor, Tensor];
    const z = added(y, sourceOutput(attend(questions, theirs, read, { heads, mask: padding }), run));
    return added(z, feedForward.call(z, run));
  };
}
