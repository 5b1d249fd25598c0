import { z } from 'zod';

import { recordOf } from '../../trials/record-schema.ts';
import { numberSchema } from '../judged-schema.ts';

/** A cosine beside what unrelated tasks would show. */
const cosine = z.strictObject({
  /** The mean over the looks of each seed, then over the seeds; of unrelated tasks it lies within −band and band. */
  cosine: numberSchema,
  band: numberSchema,
  /** The share of looks with a cosine below 0; about a half of unrelated tasks. */
  share: numberSchema,
  /** After Holm's adjustment over the whole of `layers` or `updates`. */
  adjustedP: numberSchema,
  verdict: z.enum(['conflict', 'agreement', 'unrelated']),
});

/** Conflict in every layer, and with what the optimizer applied. */
export const conflictSchema = z.strictObject({
  /** Steps between two looks. */
  every: z.int(),
  /** The gradients of pairs of tasks in each shared layer, under plain sharing, by the path of the layer. */
  layers: recordOf(z.array(cosine.extend({ tasks: z.tuple([z.string(), z.string()]) }))),
  /** Each task's gradient with the update that was applied, by the name of the arm: below 0 the step raised the loss of the task. */
  updates: recordOf(
    z.strictObject({
      tasks: recordOf(cosine),
      /** The mean over the looks of the least cosine of all tasks. */
      least: numberSchema,
      /** The share of looks in which some task's loss was raised, to first order. */
      anyShare: numberSchema,
    }),
  ),
});

/** Conflict in every layer, and with what the optimizer applied. */
export type ConflictResult = z.infer<typeof conflictSchema>;
