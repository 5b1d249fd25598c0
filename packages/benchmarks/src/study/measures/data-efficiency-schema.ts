import { z } from 'zod';

import { judgedSchema, numberSchema } from '../judged-schema.ts';

const summary = z.strictObject({ mean: numberSchema, sd: numberSchema });

/** How much one task gains from the others, by how many labels it has. */
export const dataEfficiencySchema = z.strictObject({
  task: z.string(),
  metric: z.string(),
  /** From few labels to many. */
  points: z.array(
    z.strictObject({
      /** The share of the task's training labels. */
      share: z.number(),
      /** The main metric of the task on the test split, at its own epoch. */
      alone: summary,
      together: summary,
      /** What the other tasks do for it, Holm-corrected over the shares. */
      gain: judgedSchema,
    }),
  ),
});

/** How much one task gains from the others, by how many labels it has. */
export type DataEfficiencyResult = z.infer<typeof dataEfficiencySchema>;
