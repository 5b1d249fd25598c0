import {
  checkKnownOptions,
  type Dataset,
  datasetDigest,
  type DataSource,
  gatherSplit,
  InvalidOptionError,
  type Labels,
  type Split,
} from '@equipoise/core';

import { batchStream } from './batch-stream.ts';
import { mixed } from './mixup.ts';
import type { AugmentStep } from './step.ts';

/** Options of {@link augmented}. */
export interface AugmentOptions {
  /** What is done to each training image, in this order: `flip()`, `crop()`, `colourJitter()`, or a function of your own. */
  readonly steps?: readonly AugmentStep[];
  /**
   * Mixes pairs of training examples, after the steps: α of the Beta distribution that shares are drawn from, above 0. 0.2 is usual.
   *
   * @defaultValue no mixing
   */
  readonly mixup?: number;
  /**
   * Where the chance comes from.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * The input that is changed.
   *
   * @defaultValue the only input
   */
  readonly input?: string;
}

/** A data set whose training examples are fetched batch by batch. */
export type Augmented<Own extends Dataset> = Omit<Own, 'splits'> & {
  readonly splits: Omit<Own['splits'], 'train'> & { readonly train: DataSource };
};

/**
 * A data set whose training images are changed at random, anew in every epoch; masks of pixels are moved along. Validation and test examples stay. What
 * is drawn for a batch depends on the seed and on its examples only: the same run gives the same bits, and so does one that is resumed.
 *
 * @example
 * await fit({ dataset: augmented(dataset, { steps: [flip(), crop({ padding: 2 })], seed: 1 }), … });
 *
 * @param dataset - The data set.
 * @param options - What is done.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of range, or the input is no image.
 */
export function augmented<Own extends Dataset>(dataset: Own, options: AugmentOptions): Augmented<Own> {
  const owner = 'augmented';
  checkKnownOptions<AugmentOptions>(owner, options, { steps: true, mixup: true, seed: true, input: true });
  const { steps = [], mixup, seed = 0, input = Object.keys(dataset.inputs)[0] ?? '' } = options;
  const { inputs, tasks, splits } = dataset;
  const shape = Object.hasOwn(inputs, input) ? inputs[input]?.shape : undefined;
  const [height = 0, width = 0, channels = 0] = shape ?? [];
  if (shape?.length !== 3) throw new InvalidOptionError(owner, 'input', 'the name of an input of images', input);
  if (mixup !== undefined && !(mixup > 0)) throw new InvalidOptionError(owner, 'mixup', 'above 0', mixup);
  if (!Number.isSafeInteger(seed)) throw new InvalidOptionError(owner, 'seed', 'a whole number', seed);
  const { train } = splits;
  const masked = tasks.filter(({ kind: { labels } }) => labels.shape.join() === `${height},${width}`);
  const change = (batch: Split, indices: Uint32Array): Split => {
    const stream = batchStream(seed, indices);
    const image = Float32Array.from(batch.inputs[input] ?? []);
    const masks = new Map<string, Labels & { values: Int32Array }>();
    for (const { name } of masked) {
      const labels = batch.labels[name];
      if (labels) masks.set(name, { ...labels, values: Int32Array.from(labels.values) });
    }
    const [size, pixels] = [height * width * channels, height * width];
    for (let row = 0; row < batch.size; row += 1) {
      const example = {
        height,
        width,
        channels,
        image: image.subarray(row * size, (row + 1) * size),
        masks: Array.from(masks.values(), ({ values }) => values.subarray(row * pixels, (row + 1) * pixels)),
      };
      for (const step of steps) step(example, stream);
    }
    const changed = {
      size: batch.size,
      inputs: { ...batch.inputs, [input]: image },
      labels: { ...batch.labels, ...Object.fromEntries(masks) },
    };
    return mixup === undefined ? changed : mixed(changed, mixup, stream);
  };
  const source: DataSource = {
    size: train.size,
    digest: () => datasetDigest(dataset),
    async gather(indices) {
      const batch = 'gather' in train ? await train.gather(indices) : gatherSplit(train, indices, { inputs, tasks });
      return change(batch, indices);
    },
  };
  return { ...dataset, splits: { ...splits, train: source } } as Augmented<Own>;
}
