import type { Engine } from '@equipoise/compiler';

import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { weightsByPath } from '../model/weights-by-path.ts';
import { didYouMean } from '../nearest.ts';
import { partsOf, rebuild } from './rebuild.ts';

/** Options of {@link removeTask}. */
export interface RemoveTaskOptions {
  /**
   * What runs the model.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
}

/**
 * A model without one of its tasks. The weights that only this task used are gone, all others are as they were, to the bit. The given model stays as it is.
 *
 * @example
 * const smaller = removeTask(model, 'churn');
 *
 * @param model - The model.
 * @param task - The name of the task.
 * @param options - The engine.
 * @throws {@link InvalidOptionError} when the model has no such task, it is the only one, or weights of the others depend on how many
 *   tasks there are, as in `cross-stitch`.
 */
export function removeTask(model: MultiTaskModel, task: string, options: RemoveTaskOptions = {}): MultiTaskModel {
  const names = model.tasks.map(({ name }) => name);
  if (!names.includes(task)) {
    throw new InvalidOptionError('removeTask', 'task', `one of ${listed(names)}${didYouMean(task, names)}`, task);
  }
  if (names.length === 1) throw new InvalidOptionError('removeTask', 'task', 'one of several', task);
  const { preprocessing, trained } = model;
  const parts = { ...partsOf(model), tasks: model.tasks.filter(({ name }) => name !== task) };
  const lost = ownPaths(model.graph, names.indexOf(task));
  return rebuild(
    'removeTask',
    {
      parts,
      kept: weightsByPath(model),
      ...(preprocessing && { preprocessing }),
      ...(trained && { trained }),
      ...options,
    },
    (path) => lost.has(parentOf(path)),
  );
}

/** Where the weights are that no other task depends on. */
function ownPaths({ parameters, partition }: ModelGraph, task: number): ReadonlySet<string> {
  const own = parameters.filter((_, index) => partition.users[index]?.every((user) => user === task));
  return new Set(own.map(({ path }) => parentOf(path)));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
