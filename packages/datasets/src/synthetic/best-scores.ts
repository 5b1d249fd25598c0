import { labelsOf, type Split, type Task } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';

/**
 * What the best rule of a simulation scores: its outputs, by the metrics of each task, as those of a model are.
 *
 * @param tasks - The tasks.
 * @param test - The test examples, all of which have labels.
 * @param outputs - The outputs of the rule for them, by task: as many for each example as the task's kind says. A task that is not named has no score.
 */
export function bestScores(
  tasks: readonly Task[],
  test: Split,
  outputs: Readonly<Record<string, readonly (readonly number[])[]>>,
): NonNullable<LoadedDataset['best']> {
  const known = tasks.flatMap(({ name, kind }) => {
    const [own, labels] = [outputs[name], labelsOf(test, name)];
    if (own === undefined || labels === undefined) return [];
    const scored = { outputs: Float32Array.from(own.flat()), labels: labels.values, size: test.size };
    const scores = kind.metrics.map((metric) => {
      const state = metric.create(kind);
      state.update(scored);
      return [metric.name, state.compute()] as const;
    });
    return [[name, Object.fromEntries(scores)] as const];
  });
  return Object.fromEntries(known);
}
