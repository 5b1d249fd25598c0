import type { Head, Trunk } from '@equipoise/core';
import { add, mean, relu, reshape, type Tensor } from '@tensorflow/tfjs-core';

import { dense } from '../layers/dense.ts';
import { embedding } from '../layers/embedding.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { normal } from '../layers/parameters.ts';
import { branch, chain, layerOf, type Part } from '../layers/part.ts';
import { selfAttention } from '../layers/self-attention.ts';
import type { Workload } from './workload.ts';

const sizes = { width: 128, heads: 4, blocks: 1 } as const;
const input = { kind: 'text', length: 64, vocabulary: 1000 } as const;
const [tags, classes] = [16, 10];

/**
 * A transformer encoder over sequences of 64 tokens in batches of 32, with two tasks: any of 16 tags for each token, and one
 * of 10 classes for the sequence.
 */
export function transformerWorkload(): Workload {
  return {
    name: 'transformer',
    kind: 'transformer',
    batch: 32,
    input,
    sizes,
    trunk,
    head,
    tasks: [
      { name: 'tags', kind: 'multilabel', outputs: input.length * tags },
      { name: 'class', kind: 'multiclass', outputs: classes },
    ],
  };
}

const trunk: Trunk = {
  name: `transformer(${sizes.blocks} × ${sizes.width})`,
  build() {
    const { width, blocks } = sizes;
    const whole = chain(
      embedding(input.vocabulary, width),
      positions,
      ...Array.from({ length: blocks }, encoderBlock),
      (tokens) => reshape(tokens, [-1, input.length * width]),
    );
    return [layerOf(whole, [input.length * width])];
  },
};

/** A vector that is added at each place of a sequence. */
const positions: Part = {
  parameters: [normal([input.length, sizes.width])],
  apply: (tokens, table) => add(tokens, table),
};

/** A block as the paper has it: attention, then two dense layers, each with a shortcut around it and a normalization after. */
function encoderBlock(): Part {
  const { width, heads } = sizes;
  const attend = branch(selfAttention(width, heads), chain(), add);
  const feed = branch(chain(dense(width, 4 * width), relu, dense(4 * width, width)), chain(), add);
  return chain(attend, layerNorm(width), feed, layerNorm(width));
}

const head: Head = {
  name: 'dense for each token, or for their mean',
  build({ outputs }) {
    const { width } = sizes;
    const tokens = (features: Tensor): Tensor => reshape(features, [-1, input.length, width]);
    const part =
      outputs === classes
        ? chain(tokens, (each) => mean(each, 1), dense(width, classes))
        : chain(tokens, dense(width, tags), (each) => reshape(each, [-1, outputs]));
    return [layerOf(part, [outputs])];
  },
};
