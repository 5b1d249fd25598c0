import {
  dense,
  embedding,
  flatten,
  globalAveragePool,
  type Head,
  type Layer,
  layerNorm,
  multiclass,
  multilabel,
  positionEmbedding,
  relu,
  residual,
  selfAttention,
  sequential,
} from '@equipoise/core';

import { oneInput, type Workload } from './workload.ts';

const sizes = { width: 128, heads: 4, blocks: 1 } as const;
const [length, vocabulary] = [64, 1000];
const [tags, classes] = [16, 10];

/**
 * A transformer encoder over sequences of 64 tokens in batches of 32, with two tasks: any of 16 tags for each token, and one
 * of 10 classes for the sequence.
 */
export function transformerWorkload(): Workload {
  const { width, blocks } = sizes;
  return {
    name: 'transformer',
    kind: 'transformer',
    batch: 32,
    inputs: oneInput({ shape: [length], dtype: 'int32', vocabulary }),
    sizes,
    encoder: sequential(
      [embedding({ width }), positionEmbedding(), ...Array.from({ length: blocks }, encoderBlock).flat()],
      'transformer',
    ),
    head,
    tasks: [
      { name: 'tags', kind: multilabel({ labels: length * tags }) },
      { name: 'class', kind: multiclass({ classes }) },
    ],
  };
}

/** A block as the paper has it: attention, then two dense layers, each with a shortcut around it and a normalization after. */
function encoderBlock(): readonly Layer[] {
  const { width, heads } = sizes;
  const feed = sequential([dense({ units: 4 * width }), relu(), dense({ units: width })]);
  return [residual(selfAttention({ heads })), layerNorm(), residual(feed), layerNorm()];
}

/** A dense layer for each token, or for their mean. */
const head: Head = {
  config: { kind: 'head', name: 'token-head', options: {} },
  layer: ({ shape: [outputs] }) =>
    sequential(
      outputs === classes ? [globalAveragePool(), dense({ units: classes })] : [dense({ units: tags }), flatten()],
    ),
};
