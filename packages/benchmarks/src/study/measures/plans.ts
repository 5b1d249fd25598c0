import { z } from 'zod';

/** The front of fixed weights. */
const front = z.strictObject({
  points: z.int().min(2).max(1000).meta({ description: 'how many fixed weights; the first are equal ones' }),
  sampler: z
    .enum(['sobol', 'random'])
    .optional()
    .meta({ description: 'how weights are drawn from the simplex; sobol when left out' }),
  training: z
    .enum(['own', 'equal'])
    .optional()
    .meta({ description: 'own: each point is tuned as an arm is; equal: trained as what was best for equal weights' }),
});

/** Which models show what tasks do for each other: those of one and two tasks, or that of all and those of all but one. */
const transfer = z.enum(['pairwise', 'leave-one-out']);

/** How much one task gains from the others, by how many labels it has. */
const dataEfficiency = z.strictObject({
  task: z.string().min(1).meta({ description: 'the task that has few labels' }),
  shares: z.array(z.number().positive().max(1)).min(1).optional().meta({
    description: 'shares of its training labels; 0.01, 0.03, 0.1, 0.3 and 1 when left out, as far as ten labels stay',
  }),
});

/** Steps between two looks. */
const every = z.int().min(1);

/** What a study measures beside the comparison, by name. */
export const measurePlanSchema = z.strictObject({
  front: front.optional(),
  distill: z.array(z.string()).min(1).optional(),
  transfer: z.array(transfer).min(1).optional(),
  affinity: every.optional(),
  conflict: every.optional(),
  dataEfficiency: dataEfficiency.optional(),
});

/** What a study measures beside the comparison. */
export type MeasurePlans = z.infer<typeof measurePlanSchema>;

/** How much one task gains from the others, by how many labels it has. */
export type DataEfficiencyPlan = z.infer<typeof dataEfficiency>;

/** Which models show what tasks do for each other. */
export type TransferPlan = z.infer<typeof transfer>;

/** The front of fixed weights. */
export type FrontPlan = z.infer<typeof front>;
