import { simplexSamples } from '../../measures/simplex.ts';
import { randomSearch } from '../../search/random.ts';
import type { FixedSlotOf } from '../slot-of.ts';
import type { FrontPlan } from './plans.ts';

/**
 * The points of a front: equal weights first, then weights spread over the simplex. They sum to the number of tasks, as equal weights do, so that one
 * learning rate suits all of them.
 *
 * @param plan - How many, and how they are drawn.
 * @param tasks - How many tasks there are: at least 2.
 */
export function frontSlots({ points, sampler, training = 'own' }: FrontPlan, tasks: number): readonly FixedSlotOf[] {
  const drawn = simplexSamples({
    tasks,
    count: points - 1,
    ...(sampler === 'random' && { search: randomSearch() }),
  });
  const scaled = drawn.map((weights) => weights.map((weight) => Number((tasks * weight).toPrecision(6))));
  const all = [Array.from({ length: tasks }, () => 1), ...scaled];
  return all.map((weights) => ({ kind: 'fixed', weights, training }));
}
