import { measureSlots } from './measures/measure-slots.ts';
import { plainArm } from './plain-arm.ts';
import type { SlotOf } from './slot-of.ts';
import type { Study } from './study.ts';

/**
 * What must have been trained before a slot can be: searched fixed weights are chosen among the points of the front, distilled ones are means of
 * an arm's, and points of the front may be trained as plain sharing is.
 *
 * @param study - The study.
 * @param of - What the slot is of.
 */
export function sourcesOf(study: Study, of: SlotOf): readonly SlotOf[] {
  if (of.kind === 'fixed' && of.training === 'equal' && study.tuning) {
    const plain = plainArm(study.arms);
    return plain ? [{ kind: 'arm', arm: plain }] : [];
  }
  if (of.kind !== 'arm' || !of.arm.weights) return [];
  const { weights } = of.arm;
  if (weights.of === 'front') return measureSlots(study).filter(({ kind }) => kind === 'fixed');
  return study.arms.filter(({ name }) => name === weights.arm).map((arm) => ({ kind: 'arm', arm }));
}
