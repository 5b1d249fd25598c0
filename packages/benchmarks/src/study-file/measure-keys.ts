import { z } from 'zod';

import { type MeasurePlans, measurePlanSchema } from '../study/measures/plans.ts';

const plans = measurePlanSchema.shape;
const points = z.int().min(2).max(1000);

/** What a study file may ask to be measured beside the comparison. */
export const measureFileShape = {
  front: z
    .union([points, plans.front.unwrap()])
    .optional()
    .meta({ description: 'the front of fixed weights, with this many points, and the arm searched-fixed' }),
  distill: plans.distill.meta({ description: 'arms whose mean weights are trained as fixed weights, by name' }),
  transfer: z.union([plans.transfer.unwrap().element, plans.transfer.unwrap()]).optional().meta({
    description: 'pairwise: each two tasks are learnt together; leave-one-out: all but one are; or a list of both',
  }),
  affinity: plans.affinity.meta({
    description: 'steps between two looks at the affinity of tasks (TAG); 10 in its paper',
  }),
  conflict: plans.conflict.meta({
    description: 'steps between two looks at the conflict in every layer and with the applied update',
  }),
  dataEfficiency: z
    .union([z.string().min(1), plans.dataEfficiency.unwrap()])
    .optional()
    .meta({ description: 'the task that is learnt with few of its labels, alone and with all tasks' }),
};

/** What a study file says of it. */
export type MeasureKeys = Partial<z.input<z.ZodObject<typeof measureFileShape>>>;

/**
 * What a study is to measure, from what its file says; undefined where that is nothing.
 *
 * @param keys - The study file.
 */
export function measuresOf({
  front,
  distill,
  transfer,
  affinity,
  conflict,
  dataEfficiency: few,
}: MeasureKeys): MeasurePlans | undefined {
  const measures: MeasurePlans = {
    ...(front !== undefined && { front: typeof front === 'number' ? { points: front } : front }),
    ...(distill && { distill }),
    ...(transfer && { transfer: typeof transfer === 'string' ? [transfer] : transfer }),
    ...(affinity !== undefined && { affinity }),
    ...(conflict !== undefined && { conflict }),
    ...(few !== undefined && { dataEfficiency: typeof few === 'string' ? { task: few } : few }),
  };
  return Object.keys(measures).length > 0 ? measures : undefined;
}
