import { add, matMul, mul, reshape, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { constant, uniform } from '../layers/initializers.ts';
import type { Run, Scope, WeightRef } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { onlyInput } from './only-input.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link lowRank}. */
export const lowRankOptions = optionsSchema('low-rank', {
  rank: integer({ default: 4, min: 1, search: [1, 16], meaning: 'r, the rank of what a task adds to a kernel' }),
  scale: number({
    default: 1,
    above: 0,
    scale: 'log',
    search: [0.25, 4],
    meaning: 'what it is multiplied by: α / r of the paper',
  }),
});

/** Options of {@link lowRank}. */
export type LowRankOptions = OptionsOf<typeof lowRankOptions>;

/** What is known of {@link lowRank}. */
export const lowRankCard: ArchitectureCard = {
  name: lowRankOptions.owner,
  title: 'Low-rank deltas (LoRA)',
  summary: 'One encoder for all tasks; each adds a product of two thin matrices to every kernel of it.',
  paper: 'LoRA: Low-Rank Adaptation of Large Language Models',
  authors: 'E. J. Hu, Y. Shen, P. Wallis, Z. Allen-Zhu, Y. Li, S. Wang, L. Wang, W. Chen',
  venue: 'ICLR',
  year: 2022,
  link: 'https://arxiv.org/abs/2106.09685',
  parameters: 'E + K · rank · (d + 2 · sum(c) - c[S]) + H',
  departures: [
    'In the paper the shared kernels are trained before, and stay as they are: freeze `encoder` by a group of `fit` for that.',
  ],
};

/**
 * Low-rank deltas of tasks on a shared encoder, as in LoRA: every task adds a product of two thin matrices to each kernel of the encoder.
 *
 *     W_k = W + scale · A_k B_k        A_k: inputs × r, B_k: r × outputs
 *
 * B begins at 0, so that the model begins as hard sharing. Kernels are those of dense layers and of convolutions (as a matrix of positions and channels ×
 * filters); biases, embeddings and normalization are shared. The encoder is computed once for each task. The data set must have one input, of any sort.
 *
 * Parameters: P of the encoder, K · r · (inputs + outputs) for each kernel, and the heads.
 *
 * Departures: in the paper W is trained before, and stays as it is: freeze `encoder` by a group of `fit` for that.
 *
 * @param options - Rank and scale.
 * @throws {@link InvalidOptionError} when an option is out of range, there are several inputs, or the encoder has no kernel.
 * @see E. J. Hu, Y. Shen, P. Wallis, Z. Allen-Zhu, Y. Li, S. Wang, L. Wang, W. Chen. LoRA: Low-Rank Adaptation of Large Language Models. ICLR 2022.
 *   https://arxiv.org/abs/2106.09685
 */
export function lowRank(options: LowRankOptions = {}): Architecture {
  const { rank, scale } = lowRankOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'low-rank', options: { rank, scale } },
    build(parts) {
      const { inputs, tasks, encoder, scope } = parts;
      const [input, spec] = onlyInput('low-rank', inputs);
      const kernels: WeightRef[] = [];
      const recipe = encoder(input);
      const built = recipe.build(spec, listingKernels(scope.child('encoder'), kernels));
      if (kernels.length === 0) {
        throw new InvalidOptionError(
          'low-rank',
          'encoder',
          'one with dense layers or convolutions',
          recipe.config.name,
        );
      }
      const deltas = tasks.map(({ name }) => buildDeltas(kernels, scope.child('deltas').child(name), rank));
      const heads = buildHeads(parts, built.output);
      return {
        call(batch, wanted, run) {
          const x = lookup(batch, input);
          return heads(wanted, (task) => built.call(x, withDeltas(run, at(deltas, task), scale)), run);
        },
      };
    },
  };
}

/** The two matrices whose product a task adds to a kernel. */
interface Delta {
  readonly down: WeightRef;
  readonly up: WeightRef;
}

type Deltas = ReadonlyMap<WeightRef, Delta>;

/** A scope that notes the kernels that are declared in it. */
function listingKernels(scope: Scope, kernels: WeightRef[]): Scope {
  return {
    path: scope.path,
    child: (name) => listingKernels(scope.child(name), kernels),
    weight(name, shape, ...rest) {
      const ref = scope.weight(name, shape, ...rest);
      if (name === 'kernel' && shape.length > 1 && ref.trainable) kernels.push(ref);
      return ref;
    },
  };
}

function buildDeltas(kernels: readonly WeightRef[], scope: Scope, rank: number): Deltas {
  return new Map(
    kernels.map((kernel): [WeightRef, Delta] => {
      const outputs = kernel.shape.at(-1) ?? 1;
      const inputs = kernel.size / outputs;
      const [, ...parents] = kernel.path.split('/').slice(0, -1); // Without `encoder` and `kernel`.
      const place = parents.reduce((inner, name) => inner.child(name), scope);
      return [
        kernel,
        {
          down: place.weight('down', [inputs, rank], uniform(inputs)),
          up: place.weight('up', [rank, outputs], constant(0)),
        },
      ];
    }),
  );
}

/** A forward pass in which kernels have what a task adds to them. */
function withDeltas(run: Run, deltas: Deltas, scale: number): Run {
  return {
    training: run.training,
    weight(ref): Tensor {
      const delta = deltas.get(ref);
      const value = run.weight(ref);
      if (!delta) return value;
      const product = matMul(run.weight(delta.down), run.weight(delta.up));
      return add(value, reshape(scale === 1 ? product : mul(product, scale), [...ref.shape]));
    },
    labels: (task) => run.labels(task),
    assign: (ref, value) => {
      run.assign(ref, value);
    },
    random: (shape) => run.random(shape),
    penalize: (value) => {
      run.penalize(value);
    },
  };
}
