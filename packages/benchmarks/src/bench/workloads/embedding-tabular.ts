import { mlpHead, mlp, type Trunk } from '@equipoise/core';
import { reshape } from '@tensorflow/tfjs-core';

import { embedding } from '../layers/embedding.ts';
import { chain, layerOf } from '../layers/part.ts';
import { alikeTasks, type Workload } from './workload.ts';

const sizes = { width: 16, hidden: 128 } as const;
const input = { kind: 'text', length: 10, vocabulary: 100_000 } as const;

/**
 * Rows of 10 categorical columns in batches of 256, embedded from one table of 100,000 rows, an MLP and three regressions.
 * Adam moves the whole table at every step, as it does in PyTorch where nothing else is asked for.
 */
export function embeddingTabularWorkload(): Workload {
  return {
    name: 'embedding-tabular',
    kind: 'embedding-tabular',
    batch: 256,
    input,
    sizes,
    trunk,
    tasks: alikeTasks(3, { kind: 'regression' }),
    head: mlpHead({ hidden: [sizes.hidden / 2] }),
  };
}

const trunk: Trunk = {
  name: `embedding(${sizes.width}), mlp(${sizes.hidden}, ${sizes.hidden})`,
  build() {
    const { width, hidden } = sizes;
    const row = input.length * width;
    const embedded = chain(embedding(input.vocabulary, width), (columns) => reshape(columns, [-1, row]));
    return [layerOf(embedded, [row]), ...mlp({ hidden: [hidden, hidden] }).build({ kind: 'tabular', width: row })];
  },
};
