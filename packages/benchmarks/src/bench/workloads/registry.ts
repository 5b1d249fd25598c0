import { didYouMean, InvalidOptionError } from '@equipoise/core';

import { embeddingTabularWorkload } from './embedding-tabular.ts';
import { mmoeWorkload, pleWorkload } from './experts.ts';
import { lenetWorkload } from './lenet.ts';
import { mlpWorkload } from './mlp.ts';
import { workloadNames } from './names.ts';
import { resnetWorkload } from './resnet-small.ts';
import { transformerWorkload } from './transformer.ts';
import type { Workload } from './workload.ts';

/** Every workload by its name; those that can be made with another number of tasks take it. */
const workloads = {
  'mlp-small': (tasks: number | undefined = 2) =>
    mlpWorkload('mlp-small', { batch: 128, inputs: 64, hidden: 128, tasks }),
  'mlp-many': (tasks: number | undefined = 8) =>
    mlpWorkload('mlp-many', { batch: 256, inputs: 64, hidden: 128, tasks }),
  'mlp-wide': (tasks: number | undefined = 3) =>
    mlpWorkload('mlp-wide', { batch: 1024, inputs: 256, hidden: 512, tasks }),
  lenet: lenetWorkload,
  'resnet-small': resnetWorkload,
  transformer: transformerWorkload,
  'embedding-tabular': embeddingTabularWorkload,
  mmoe: mmoeWorkload,
  ple: pleWorkload,
} satisfies Readonly<Record<(typeof workloadNames)[number], (tasks?: number) => Workload>>;

/**
 * Makes the workload of a name.
 *
 * @param owner - The command that was given it, for errors.
 * @param name - The name.
 * @param tasks - How many tasks; as many as the workload has by itself when left out.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is none of that name, or it cannot have so many tasks.
 */
export function workloadOf(owner: string, name: string, tasks?: number): Workload {
  const known = workloadNames.find((each) => each === name);
  if (known === undefined) {
    const hint = didYouMean(name, workloadNames);
    throw new InvalidOptionError(owner, 'workload', `one of ${workloadNames.join(', ')}${hint}`, name);
  }
  const workload = workloads[known](tasks);
  if (tasks !== undefined && workload.tasks.length !== tasks) {
    throw new InvalidOptionError(owner, 'tasks', `left out for ${name}, which has ${workload.tasks.length}`, tasks);
  }
  return workload;
}
