import { z } from 'zod';

import { recordOf } from '../../trials/record-schema.ts';
import { judgedSchema, numberSchema } from '../judged-schema.ts';

/** What tasks do for each other, in percent of what the other reaches without: `[helper][helped]`; no task helps itself. */
const matrix = recordOf(recordOf(judgedSchema));

/** Measured transfer, each task at its own epoch. */
export const transferSchema = z.strictObject({
  /** The model of two tasks against that of one. */
  pairwise: matrix.optional(),
  /** The model of all tasks against that of all but the helper. */
  leaveOneOut: matrix.optional(),
});

/** Measured transfer. */
export type TransferResult = z.infer<typeof transferSchema>;

/** Affinity of the tasks. */
export const affinitySchema = z.strictObject({
  /** Steps between two looks. */
  every: z.int(),
  /** The share of a task's loss that one step of another task takes away, mean over looks and seeds: `[helper][helped]`. */
  matrix: recordOf(recordOf(numberSchema)),
  /** Spearman's correlation with the measured transfer over the pairs of tasks, where that was measured. */
  agreement: recordOf(z.strictObject({ rho: numberSchema, p: numberSchema })),
  /** Which tasks should be learnt together, for a number of models at most, by the affinity or by the measured pairwise transfer. */
  groupings: z.array(
    z.strictObject({
      by: z.enum(['affinity', 'transfer']),
      most: z.int(),
      groups: z.array(z.array(z.string())),
      /** For each task the place of the group that serves it. */
      servedBy: recordOf(z.int()),
      score: numberSchema,
    }),
  ),
});

/** Affinity of the tasks. */
export type AffinityResult = z.infer<typeof affinitySchema>;
