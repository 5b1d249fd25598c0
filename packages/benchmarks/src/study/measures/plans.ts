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

/** What a study measures beside the comparison, by name. */
export const measurePlanSchema = z.strictObject({
  front: front.optional(),
  distill: z.array(z.string()).min(1).optional(),
});

/** What a study measures beside the comparison. */
export type MeasurePlans = z.infer<typeof measurePlanSchema>;

/** The front of fixed weights. */
export type FrontPlan = z.infer<typeof front>;
