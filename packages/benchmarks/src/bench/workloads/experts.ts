import { type Architecture, mlp, mlpHead, mmoe, ple, regression } from '@equipoise/core';

import { alikeTasks, oneInput, type Workload } from './workload.ts';

const sizes = { experts: 4, own: 1, shared: 2, hidden: 128 } as const;

/** Experts that are MLPs of two layers of 128, gates over 64 numbers, and for each task a head of half the width: regressions in batches of 256. */
function expertsWorkload(kind: 'mmoe' | 'ple', tasks: number, architecture: Architecture): Workload {
  const { hidden } = sizes;
  return {
    name: kind,
    kind,
    batch: 256,
    inputs: oneInput({ shape: [64], dtype: 'float32' }),
    sizes,
    tasks: alikeTasks(tasks, { kind: regression() }),
    architecture,
    encoder: mlp({ hidden: [hidden, hidden] }),
    head: mlpHead({ hidden: [hidden / 2] }),
  };
}

/**
 * MMoE with four experts.
 *
 * @param tasks - How many regressions are learnt.
 */
export function mmoeWorkload(tasks = 2): Workload {
  return expertsWorkload('mmoe', tasks, mmoe({ experts: sizes.experts }));
}

/**
 * PLE of one level (CGC), as LibMTL has it: an expert for each task and two shared ones.
 *
 * @param tasks - How many regressions are learnt.
 */
export function pleWorkload(tasks = 2): Workload {
  return expertsWorkload('ple', tasks, ple({ levels: 1, own: sizes.own, shared: sizes.shared }));
}
