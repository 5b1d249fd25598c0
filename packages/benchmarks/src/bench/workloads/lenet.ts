import { cnn, mlpHead } from '@equipoise/core';

import { alikeTasks, type Workload } from './workload.ts';

/** The LeNet that multi-task papers train on MultiMNIST: images of 28×28 in batches of 256, two digits to classify. */
export function lenetWorkload(): Workload {
  const sizes = { filters: [10, 20], kernel: 5, features: 50 };
  return {
    name: 'lenet',
    kind: 'lenet',
    batch: 256,
    sizes,
    input: { kind: 'image', height: 28, width: 28, channels: 1 },
    tasks: alikeTasks(2, { kind: 'multiclass', outputs: 10 }),
    trunk: cnn(sizes),
    head: mlpHead(),
  };
}
