import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';

import { compile, type CompileOptions } from '../../src/index.ts';

/** How a model of layers is trained. */
interface Training {
  readonly optimizer: tf.Optimizer;
  readonly examples: number;
  readonly steps: number;
}

/** The losses of a compiled training of a model of layers, whose target is the sum of its three inputs. */
export async function trainLayers(
  model: Sequential,
  { optimizer, examples, steps }: Training,
  options: CompileOptions,
): Promise<readonly number[]> {
  const x = tf.tensor2d(Array.from({ length: examples }, (_, row) => [row % 2, row % 3, 1]));
  const y = tf.sum(x, 1, true);
  const step = compile(
    (inputs: Tensor, targets: Tensor) =>
      optimizer.minimize(
        () => tf.losses.meanSquaredError(targets, model.apply(inputs, { training: true }) as Tensor),
        true,
      ) as Tensor,
    options,
  );
  const losses: number[] = [];
  for (let index = 0; index < steps; index += 1) losses.push((await step.onHost(x, y)).data[0] ?? Number.NaN);
  await step.dispose();
  return losses;
}
