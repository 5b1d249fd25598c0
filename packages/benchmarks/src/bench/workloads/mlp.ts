import { mlp, mlpHead, regression } from '@equipoise/core';

import { alikeTasks, oneInput, type Workload } from './workload.ts';

/** How large an MLP is. */
export interface MlpSizes {
  /** Examples in a step. */
  readonly batch: number;
  /** Numbers in an example. */
  readonly inputs: number;
  /** Numbers that each of the two shared layers gives; half as many in each head. */
  readonly hidden: number;
  /** How many regressions are learnt. */
  readonly tasks: number;
}

/**
 * An MLP with squared errors: two shared dense layers, and for each task one of half the width and one number.
 *
 * @param name - The name on the command line.
 * @param sizes - How large it is.
 */
export function mlpWorkload(name: string, { batch, inputs, hidden, tasks }: MlpSizes): Workload {
  return {
    name,
    kind: 'mlp',
    batch,
    inputs: oneInput({ shape: [inputs], dtype: 'float32' }),
    tasks: alikeTasks(tasks, { kind: regression() }),
    sizes: { hidden },
    encoder: mlp({ hidden: [hidden, hidden] }),
    head: mlpHead({ hidden: [hidden / 2] }),
  };
}
