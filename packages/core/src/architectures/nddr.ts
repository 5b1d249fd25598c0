import { concat, matMul, relu, reshape, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { lastAxis } from '../layers/define-layer.ts';
import type { Initializer, Scope, TensorSpec } from '../layers/layer.ts';
import { flag, number } from '../options/option.ts';
import { type CompleteOptionsOf, optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Task } from '../tasks/task.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildColumns, type Exchange } from './columns.ts';
import { nearIdentity } from './near-identity.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link nddr}. */
export const nddrOptions = optionsSchema('nddr', {
  own: number({
    default: 0.9,
    min: 0,
    max: 1,
    search: [0.5, 1],
    meaning: 'the share of its own features that a task begins with; the others have equal parts of the rest',
  }),
  normalize: flag({ default: true, meaning: 'whether mixed features are batch-normalized' }),
  rectify: flag({ default: true, meaning: 'whether ReLU follows' }),
});

/** Options of {@link nddr}. */
export type NddrOptions = OptionsOf<typeof nddrOptions>;

/** What is known of {@link nddr}. */
export const nddrCard: ArchitectureCard = {
  name: nddrOptions.owner,
  title: 'NDDR-CNN',
  summary:
    'A copy of the encoder for each task; after each stage the features of all are reduced to those of one by a 1 × 1 convolution of each task.',
  paper: 'NDDR-CNN: Layerwise Feature Fusing in Multi-Task CNNs by Neural Discriminative Dimensionality Reduction',
  authors: 'Y. Gao, J. Ma, M. Zhao, W. Liu, A. L. Yuille',
  venue: 'CVPR',
  year: 2019,
  link: 'https://arxiv.org/abs/1801.08297',
  parameters: 'K · E + K^2 · sum(c .^ 2) + 2 · K · sum(c) + H',
  departures: ['The shortcuts from all stages to the head (NDDR-CNN-Shortcut) are left out.'],
};

/**
 * NDDR-CNN, neural discriminative dimensionality reduction: a copy of the encoder for each task. After each stage, every task goes on with a 1 × 1
 * convolution over the channels of all tasks, batch-normalized, and ReLU.
 *
 *     x̃_k = ReLU( BN( [x_1, …, x_K] W_k ) )
 *
 * W_k begins with `own` from each channel of task k to itself, and (1 − own) / (K − 1) from the same channel of each other task: 0.9 and 0.1 for two tasks,
 * as in the paper. For features that are a vector the convolution is a dense layer. A stage is a layer with a matrix or filters, and what follows it;
 * an encoder of one piece is one stage. The data set must have one input, of any sort.
 *
 * Parameters: K · P for P of the encoder, K² C² for each stage with C channels and 2 K C for its normalization, and the heads.
 *
 * The paper's shortcuts from all stages to the head (NDDR-CNN-Shortcut) are left out.
 *
 * @param options - How W begins, and what follows.
 * @throws {@link InvalidOptionError} when an option is out of range, there are several inputs, or features of tokens are to be normalized: those of
 *   padding would not stay 0.
 * @see Y. Gao, J. Ma, M. Zhao, W. Liu, A. L. Yuille. NDDR-CNN: Layerwise Feature Fusing in Multi-Task CNNs by Neural Discriminative Dimensionality
 *   Reduction. CVPR 2019. https://arxiv.org/abs/1801.08297
 */
export function nddr(options: NddrOptions = {}): Architecture {
  const complete = nddrOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'nddr', options: { ...complete } },
    build(parts) {
      const columns = buildColumns('nddr', parts, (features, scope) =>
        buildReduction(features, parts.tasks, scope, complete),
      );
      const last = columns.outputs.length - 1;
      const heads = buildHeads(parts, at(columns.outputs, last));
      return {
        call(batch, wanted, run) {
          const features = at(columns.call(batch, run), last);
          return heads(wanted, (index) => at(features, index), run);
        },
      };
    },
  };
}

function buildReduction(
  features: TensorSpec,
  tasks: readonly Task[],
  scope: Scope,
  { own, normalize, rectify }: CompleteOptionsOf<typeof nddrOptions>,
): Exchange {
  if (normalize && features.perToken) {
    throw new InvalidOptionError('nddr', 'normalize', 'false for features of tokens', normalize);
  }
  const channels = lastAxis('nddr', features);
  const all = channels * tasks.length;
  const reductions = tasks.map(({ name }, task) => {
    const place = scope.child(name);
    const kernel = place.weight('kernel', [all, channels], blocks(tasks.length, task, own));
    return { kernel, norm: normalize ? batchNorm().build(features, place) : undefined };
  });
  return (given, run) => {
    const together = reshape(concat([...given], -1), [-1, all]);
    return reductions.map(({ kernel, norm }): Tensor => {
      const mixed = reshape(matMul(together, run.weight(kernel)), [-1, ...features.shape]);
      const normal = norm?.call(mixed, run) ?? mixed;
      return rectify ? relu(normal) : normal;
    });
  };
}

/** A diagonal block for each task, one above the other, with the shares that a task begins with. */
function blocks(count: number, task: number, own: number): Initializer {
  return ([, channels = 0], random) => {
    const shares = nearIdentity(own)([count, count], random);
    const values = new Float32Array(count * channels * channels);
    for (let row = 0; row < count * channels; row += 1)
      values[row * channels + (row % channels)] = shares[task * count + Math.floor(row / channels)] ?? 0;
    return values;
  };
}
