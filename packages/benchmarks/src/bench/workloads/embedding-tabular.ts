import { embedding, flatten, mlp, mlpHead, regression, sequential } from '@equipoise/core';

import { alikeTasks, oneInput, type Workload } from './workload.ts';

const sizes = { width: 16, hidden: 128 } as const;

/**
 * Rows of 10 categorical columns in batches of 256, embedded from one table of 100,000 rows, an MLP and three regressions.
 * Adam moves the whole table at every step, as it does in PyTorch where nothing else is asked for.
 */
export function embeddingTabularWorkload(): Workload {
  const { width, hidden } = sizes;
  return {
    name: 'embedding-tabular',
    kind: 'embedding-tabular',
    batch: 256,
    inputs: oneInput({ shape: [10], dtype: 'int32', vocabulary: 100_000 }),
    sizes,
    encoder: sequential([embedding({ width }), flatten(), mlp({ hidden: [hidden, hidden] })], 'embedded-rows'),
    tasks: alikeTasks(3, { kind: regression() }),
    head: mlpHead({ hidden: [hidden / 2] }),
  };
}
