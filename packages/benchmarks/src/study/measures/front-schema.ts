import { z } from 'zod';

import { recordOf } from '../../trials/record-schema.ts';
import { judgedSchema, numberSchema } from '../judged-schema.ts';

/** Changes of the main metric of each task against separate models, in percent: means over the seeds, positive is better. */
const changes = recordOf(numberSchema);

/** The front of fixed weights, with the arms of the study beside it. */
export const frontSchema = z.strictObject({
  /** Whether each point was tuned by itself, or trained as what was best for equal weights. */
  training: z.enum(['own', 'equal']),
  /** Every model with fixed weights. */
  points: z.array(
    z.strictObject({
      /** In the order of the tasks. */
      weights: z.array(z.number()),
      changes,
      /** Whether no other point is at least as good on every task and better on one. */
      onFront: z.boolean(),
    }),
  ),
  /** What is worth nothing: below every point and arm by a tenth of their range. */
  reference: changes,
  /** The hypervolume of the front above the reference. */
  hypervolume: numberSchema,
  arms: recordOf(
    z.strictObject({
      changes,
      /** How far the arm must rise to be as good as a point of the front, in percent; 0 where it is. */
      distance: numberSchema,
      /** The place in `points` of that point. */
      nearest: z.int(),
      /** Whether a point is at least as good on every task and better on one. */
      dominated: z.boolean(),
      /** What the arm adds to the hypervolume. */
      hypervolumeGain: numberSchema,
      /** How its mean change over the tasks differs from that of the searched fixed weights; left out for these themselves. */
      againstSearched: judgedSchema.optional(),
    }),
  ),
});

/** The front of fixed weights, with the arms of the study beside it. */
export type FrontResult = z.infer<typeof frontSchema>;
