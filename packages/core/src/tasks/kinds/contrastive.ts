import { add, div, sqrt, square, sum } from '@tensorflow/tfjs-core';

import { infoNce } from '../../losses/info-nce.ts';
import { nearestNeighbour } from '../../metrics/nearest-neighbour.ts';
import { integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';

/** Options of {@link contrastive}. */
export const contrastiveOptions = optionsSchema('contrastive', {
  dimensions: integer({ required: true, min: 2, meaning: 'how many numbers an embedding has' }),
  ...partsOptions('infoNce()', '[nearestNeighbour()]'),
});

/** Options of {@link contrastive}: the dimensions must be given. */
export type ContrastiveOptions = OptionsOf<typeof contrastiveOptions> &
  Required<Pick<OptionsOf<typeof contrastiveOptions>, 'dimensions'>>;

/**
 * A task that learns embeddings: examples of one group, such as a person, a product or two views of one image, are near to each other, others far. A label
 * is the number of the group, from 1. The loss compares the examples of a batch, which should hold several of a group: with a group for every two examples
 * of a large data set, few batches have a pair.
 *
 * @example
 * contrastive({ dimensions: 32, loss: infoNce({ temperature: 0.2 }) });
 *
 * @param options - The dimensions, the loss and the metrics.
 * @returns The kind. It predicts the embedding, of the length 1: the product of two is the cosine.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see P. Khosla et al. Supervised Contrastive Learning. NeurIPS 2020. https://arxiv.org/abs/2004.11362
 */
export function contrastive(options: ContrastiveOptions): TaskKind<Float32Array> {
  const name = contrastiveOptions.owner;
  const { dimensions, loss = infoNce(), metrics = [nearestNeighbour()] } = contrastiveOptions.read(options);
  return checkedKind({
    name,
    config: kindConfig(name, { dimensions }, loss, metrics),
    outputs: { shape: [dimensions], dtype: 'float32' },
    labels: { shape: [1], dtype: 'float32' },
    target: { form: 'embedding', count: dimensions },
    loss,
    metrics,
    checkLabel: ({ 0: group = Number.NaN }) =>
      Number.isInteger(group) && group >= 1 ? undefined : 'the number of a group from 1',
    decode(outputs) {
      const values = Float64Array.from(outputs);
      const length = Math.sqrt(values.reduce((total, value) => total + value * value, 0)) || 1;
      return Float32Array.from(values, (value) => value / length);
    },
    decoded: {
      embedding: { call: (outputs) => div(outputs, sqrt(add(sum(square(outputs), 1, true), 1e-12))) },
    },
    embeddings: ({ outputs, labels }) => ({
      values: Float64Array.from(outputs),
      width: dimensions,
      groups: Float64Array.from(labels),
    }),
  });
}
