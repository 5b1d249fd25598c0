import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { flatten } from '../layers/flatten.ts';
import type { Layer } from '../layers/layer.ts';
import { maxPool } from '../layers/max-pool.ts';
import { relu } from '../layers/relu.ts';
import { checkRate, checkSizes, type Trunk } from './trunk.ts';

/** What {@link cnn} can be told. */
export interface CnnOptions {
  /**
   * Filters of each convolution.
   *
   * @defaultValue [10, 20]
   */
  readonly filters?: readonly number[];
  /**
   * The side of a filter.
   *
   * @defaultValue 5
   */
  readonly kernel?: number;
  /**
   * Numbers that the dense layer at the end gives.
   *
   * @defaultValue 50
   */
  readonly features?: number;
  /**
   * The share of the features that is dropped while training.
   *
   * @defaultValue 0
   */
  readonly dropout?: number;
}

/**
 * A trunk for images: convolutions, each with 2×2 max-pooling and ReLU, then a dense layer with ReLU. With its defaults
 * it is the LeNet that multi-task papers train on MultiMNIST.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when a size or the share to drop is out of range, or the input is not images.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 */
export function cnn(options: CnnOptions = {}): Trunk {
  checkKnownOptions<CnnOptions>('cnn', options, { filters: true, kernel: true, features: true, dropout: true });
  const { filters = [10, 20], kernel = 5, features = 50, dropout = 0 } = options;
  checkSizes('cnn', { filters, kernel, features });
  checkRate('cnn', dropout);
  return {
    name: `cnn(${filters.join(', ')}; ${features})`,
    build: (input) => {
      if (input.kind !== 'image') throw new InvalidOptionError('cnn', 'input', 'images', input.kind);
      const layers: Layer[] = [];
      let image: readonly [number, number, number] = [input.height, input.width, input.channels];
      for (const count of filters) {
        const convolution = conv2d({ input: image, kernel: [kernel, kernel], filters: count });
        const convolved = imageShape(convolution);
        const pool = maxPool(convolved, 2);
        image = imageShape(pool);
        layers.push(convolution, pool, relu(image)); // In this order ReLU has a quarter of the work, and gives the same.
      }
      const row = flatten(image);
      layers.push(row, dense(row.outputShape[0] ?? 0, features), relu([features]));
      if (dropout > 0) layers.push(dropoutLayer([features], dropout));
      return layers;
    },
  };
}

function imageShape({ outputShape: [height = 0, width = 0, channels = 0] }: Layer): [number, number, number] {
  return [height, width, channels];
}
