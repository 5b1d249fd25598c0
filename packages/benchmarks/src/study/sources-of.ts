import { measureSlots } from './measures/measure-slots.ts';
import { plainArm } from './plain-arm.ts';
import type { SlotOf } from './slot-of.ts';
import type { Arm, Study } from './study.ts';

/**
 * What must have been trained before a slot can be: searched fixed weights are chosen among the points of the front, distilled ones are means of
 * an arm's, points of the front may be trained as plain sharing is, and an arm of several groups has a model for each.
 *
 * @param study - The study.
 * @param of - What the slot is of.
 */
export function sourcesOf(study: Study, of: SlotOf): readonly SlotOf[] {
  if (of.kind === 'fixed' && of.training === 'equal' && study.tuning) {
    const plain = plainArm(study.arms);
    return plain ? [{ kind: 'arm', arm: plain }] : [];
  }
  if (of.kind === 'arm' && of.arm.groups) return groupsOf(of.arm, of.arm.groups);
  if (of.kind !== 'arm' || !of.arm.weights || of.arm.weights.of === 'search') return [];
  const { weights } = of.arm;
  if (weights.of === 'front') return measureSlots(study).filter(({ kind }) => kind === 'fixed');
  return study.arms.filter(({ name }) => name === weights.arm).map((arm) => ({ kind: 'arm', arm }));
}

function groupsOf(arm: Arm, groups: readonly (readonly string[])[]): readonly SlotOf[] {
  return groups.map((tasks) => {
    const [task = ''] = tasks;
    return tasks.length === 1
      ? { kind: 'separate', task }
      : { kind: 'group', tasks, arm: { ...arm, groups: undefined } };
  });
}
