import { meanWeights } from '../fixed-weights.ts';
import type { StudyResults } from '../study-results.ts';

/**
 * What a reader must know of what the measures of a study trained, a sentence each: weights below 0 cannot be distilled.
 *
 * @param results - The results of a study.
 */
export function measureCautions(results: StudyResults): readonly string[] {
  const { arms, tasks } = results.study;
  return arms.flatMap(({ name, weights }) => {
    const source = weights?.of === 'arm' ? arms.find((arm) => arm.name === weights.arm) : undefined;
    if (!source) return [];
    const below = tasks.filter((_, task) =>
      results.of(source).some((trial) => (meanWeights(trial)[task] ?? Number.NaN) < 0),
    );
    if (below.length === 0) return [];
    const of = below.map((task) => task.name).join(', ');
    return [`The mean weight of ${of} with ${source.name} was below 0 in some seeds: ${name} has 0 there.`];
  });
}
