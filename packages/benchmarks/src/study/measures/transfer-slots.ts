import type { GroupSlotOf } from '../slot-of.ts';
import type { TransferPlan } from './plans.ts';

/**
 * The groups of tasks that are learnt together to see what they do for each other; single tasks are the study's baselines.
 *
 * @param plan - Which models.
 * @param tasks - The names of the tasks.
 */
export function transferSlots(plan: readonly TransferPlan[], tasks: readonly string[]): readonly GroupSlotOf[] {
  const groups = plan.flatMap((kind) => (kind === 'pairwise' ? pairsOf(tasks) : leftOneOut(tasks)));
  const keys = groups.map((group) => JSON.stringify(group));
  const once = groups.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
  return once.filter((group) => group.length > 1).map((group) => ({ kind: 'group', tasks: group }));
}

function pairsOf(tasks: readonly string[]): readonly (readonly string[])[] {
  return tasks.flatMap((first, index) => tasks.slice(index + 1).map((second) => [first, second]));
}

/** All tasks, and all but one. */
function leftOneOut(tasks: readonly string[]): readonly (readonly string[])[] {
  return [tasks, ...tasks.map((left) => tasks.filter((task) => task !== left))];
}
