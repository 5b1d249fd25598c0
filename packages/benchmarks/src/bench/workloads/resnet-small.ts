import { mlpHead, type Trunk } from '@equipoise/core';
import { add, mean, relu } from '@tensorflow/tfjs-core';

import { batchNorm } from '../layers/batch-norm.ts';
import { convolution } from '../layers/convolution.ts';
import { branch, chain, layerOf, type Part } from '../layers/part.ts';
import { alikeTasks, type Workload } from './workload.ts';

/** Channels of the three stages: each after the first halves the side of an image. */
const channels = [16, 32, 64] as const;

/** A residual network of one block a stage for images of CIFAR's size: 32×32×3 in batches of 64, two tasks of 10 classes. */
export function resnetWorkload(): Workload {
  return {
    name: 'resnet-small',
    kind: 'resnet',
    batch: 64,
    sizes: { channels },
    input: { kind: 'image', height: 32, width: 32, channels: 3 },
    tasks: alikeTasks(2, { kind: 'multiclass', outputs: 10 }),
    trunk,
    head: mlpHead(),
  };
}

const trunk: Trunk = {
  name: `resnet(${channels.join(', ')})`,
  build() {
    const [first, second, third] = channels;
    const whole = chain(
      chain(convolution({ channels: 3, filters: first, kernel: 3, stride: 1 }), batchNorm(first), relu),
      block(first, first),
      block(first, second),
      block(second, third),
      (images) => mean(images, [1, 2]),
    );
    return [layerOf(whole, [third])];
  },
};

/**
 * Two convolutions with batch normalization beside a shortcut; where the number of channels changes, the side is halved and
 * the shortcut is a convolution of 1×1.
 */
function block(before: number, after: number): Part {
  const stride = before === after ? 1 : 2;
  const main = chain(
    ...[convolution({ channels: before, filters: after, kernel: 3, stride }), batchNorm(after), relu],
    ...[convolution({ channels: after, filters: after, kernel: 3, stride: 1 }), batchNorm(after)],
  );
  const shortcut =
    stride === 1
      ? chain()
      : chain(convolution({ channels: before, filters: after, kernel: 1, stride }), batchNorm(after));
  return branch(main, shortcut, (x, y) => relu(add(x, y)));
}
