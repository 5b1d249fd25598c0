import {
  batchNorm,
  conv2d,
  globalAveragePool,
  type Layer,
  mlpHead,
  multiclass,
  relu,
  residual,
  sequential,
} from '@equipoise/core';

import { alikeTasks, oneInput, type Workload } from './workload.ts';

/** Channels of the three stages: each after the first halves the side of an image. */
const channels = [16, 32, 64] as const;

/** A residual network of one block a stage for images of CIFAR's size: 32×32×3 in batches of 64, two tasks of 10 classes. */
export function resnetWorkload(): Workload {
  const [first, second, third] = channels;
  return {
    name: 'resnet-small',
    kind: 'resnet',
    batch: 64,
    sizes: { channels },
    inputs: oneInput({ shape: [32, 32, 3], dtype: 'float32' }),
    tasks: alikeTasks(2, { kind: multiclass({ classes: 10 }) }),
    encoder: sequential(
      [
        ...[convolution(first, 3, 1), batchNorm(), relu()],
        ...[...block(first, first), ...block(first, second), ...block(second, third)],
        globalAveragePool(),
      ],
      'resnet',
    ),
    head: mlpHead(),
  };
}

/**
 * Two convolutions with batch normalization beside a shortcut; where the number of channels changes, the side is halved and
 * the shortcut is a convolution of 1×1.
 */
function block(before: number, after: number): readonly Layer[] {
  const stride = before === after ? 1 : 2;
  const main = sequential([
    ...[convolution(after, 3, stride), batchNorm(), relu()],
    ...[convolution(after, 3, 1), batchNorm()],
  ]);
  const shortcut = stride === 1 ? sequential([]) : sequential([convolution(after, 1, stride), batchNorm()]);
  return [residual(main, shortcut), relu()];
}

function convolution(filters: number, kernel: number, stride: number): Layer {
  return conv2d({ filters, kernel, stride, padding: 'half', bias: false });
}
