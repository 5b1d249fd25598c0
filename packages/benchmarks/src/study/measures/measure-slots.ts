import type { SlotOf } from '../slot-of.ts';
import type { Study } from '../study.ts';
import { frontSlots } from './front-slots.ts';

/** What decides which models the measures of a study train. */
export type MeasuredStudy = Pick<Study, 'measures'> & { readonly tasks: readonly { readonly name: string }[] };

/**
 * What the measures of a study train beside its arms, baselines and floors.
 *
 * @param study - The study.
 */
export function measureSlots({ measures = {}, tasks }: MeasuredStudy): readonly SlotOf[] {
  const { front } = measures;
  return [...(front ? frontSlots(front, tasks.length) : [])];
}
