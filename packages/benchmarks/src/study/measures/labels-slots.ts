import type { LabelsSlotOf } from '../slot-of.ts';
import type { DataEfficiencyPlan } from './plans.ts';

/**
 * The models that see a share of the labels of a task: alone, and with all tasks.
 *
 * @param plan - The task and the shares.
 */
export function labelsSlots({ task, shares = [] }: DataEfficiencyPlan): readonly LabelsSlotOf[] {
  return shares.flatMap((share) =>
    [false, true].map((together): LabelsSlotOf => ({ kind: 'labels', task, share, together })),
  );
}
