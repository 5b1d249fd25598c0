import { z } from 'zod';

/** A number; null where it is not finite. */
export const numberSchema = z.number().nullable();

const verdict = z.enum(['helped', 'hurt', 'unclear']);

/** What may be said of a change, in percent; positive is better. */
export const judgedSchema = z.strictObject({
  change: numberSchema,
  /** The 95 % confidence interval, corrected for splits of the same rows. */
  interval: z.tuple([numberSchema, numberSchema]),
  /** p of the corrected t test, after Holm's adjustment over the family of questions. */
  adjustedP: numberSchema,
  /** What may be said after the adjustment. */
  verdict,
  /** What the interval alone would say. */
  unadjustedVerdict: verdict,
  /** The smallest true change that the seeds would see in four of five studies. */
  smallestVisible: numberSchema,
});
