import { add, concat, ones, slice, type Tensor } from '@tensorflow/tfjs-core';

import type { DecoderCall } from '../decoders/decoder.ts';
import type { Writing } from '../decoders/writing.ts';
import type { Built, Scope, TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';

/** The head of a task that writes sequences. */
export interface WritingHead extends Built {
  /**
   * The logits of the next token. The tokens before it are numbered from 1, which is where a sequence begins; 0 is a place of which nothing is known.
   */
  readonly next: DecoderCall;
}

/**
 * Declares the head of a task that writes sequences. Where the labels of a batch are known, it gives the logits of each token after the true ones before it
 * (teacher forcing); in prediction it gives what it decodes from, the features of the source.
 *
 * @param task - The task.
 * @param writing - How it writes.
 * @param memory - The features of the tokens of the source.
 * @param scope - Where the weights are declared.
 * @throws {@link InvalidOptionError} when the features are not those of tokens.
 */
export function buildWritingHead(
  { name, kind }: Task,
  { decoder }: Writing,
  memory: TensorSpec,
  scope: Scope,
): WritingHead {
  const choices = kind.outputs.shape.at(-1) ?? 0;
  const tokens: TensorSpec = { shape: kind.labels.shape, dtype: 'int32', vocabulary: choices + 1 };
  const next = decoder.build({ tokens, memory, choices }, scope);
  return {
    output: kind.outputs,
    next,
    call(features, run) {
      const labels = run.labels(name);
      return labels ? next(tokensBefore(labels), features, run) : features;
    },
  };
}

function tokensBefore(labels: Tensor): Tensor {
  const [size = 0, length = 0] = labels.shape;
  const begin = ones([size, 1], 'int32');
  return length === 1 ? begin : concat([begin, add(slice(labels, [0, 0], [size, length - 1]), begin)], 1);
}
