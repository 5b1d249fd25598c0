import type { SlotOf } from '../slot-of.ts';
import type { Study } from '../study.ts';
import { frontSlots } from './front-slots.ts';
import { labelsSlots } from './labels-slots.ts';
import { transferSlots } from './transfer-slots.ts';

/** What decides which models the measures of a study train. */
export type MeasuredStudy = Pick<Study, 'measures'> & { readonly tasks: readonly { readonly name: string }[] };

/**
 * What the measures of a study train beside its arms, baselines and floors.
 *
 * @param study - The study.
 */
export function measureSlots({ measures = {}, tasks }: MeasuredStudy): readonly SlotOf[] {
  const { front, transfer = [], dataEfficiency } = measures;
  const names = tasks.map(({ name }) => name);
  return [
    ...(front ? frontSlots(front, tasks.length) : []),
    ...transferSlots(transfer, names),
    ...(dataEfficiency ? labelsSlots(dataEfficiency) : []),
  ];
}
