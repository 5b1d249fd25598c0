import { cnn, mlpHead, multiclass } from '@equipoise/core';

import { alikeTasks, oneInput, type Workload } from './workload.ts';

/** The LeNet that multi-task papers train on MultiMNIST: images of 28×28 in batches of 256, two digits to classify. */
export function lenetWorkload(): Workload {
  const sizes = { filters: [10, 20], kernel: 5, features: 50 };
  return {
    name: 'lenet',
    kind: 'lenet',
    batch: 256,
    sizes,
    inputs: oneInput({ shape: [28, 28, 1], dtype: 'float32' }),
    tasks: alikeTasks(2, { kind: multiclass({ classes: 10 }) }),
    encoder: cnn(sizes),
    head: mlpHead(),
  };
}
