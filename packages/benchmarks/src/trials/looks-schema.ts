import { z } from 'zod';

const count = z.int().min(1);

/** How many steps lie between two looks of each kind, as the option `diagnostics` of `fit` takes them. */
export const lookPlanSchema = z.strictObject({
  layers: count.optional(),
  update: count.optional(),
  affinity: count.optional(),
});

/** A number that JSON can hold; NaN is written as null. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** Cosines of the looks of a trial. */
const cosines = z.strictObject({
  /** The mean. */
  meanCosine: number,
  /** The share below 0. */
  conflicting: number,
});

/** What was seen in the looks of a trial. */
export const looksSchema = z.strictObject({
  /** For each shared layer, by its path, each pair of tasks in the order of the trace's pairs. */
  layers: z.array(z.strictObject({ path: z.string(), pairs: z.array(cosines) })),
  /** For each task the angle between its gradient and the applied update; empty where it was not looked at. */
  update: z.array(cosines),
  /** The task that the update served least: the mean over the looks of the least cosine, and the share of looks in which it was below 0. */
  least: cosines.optional(),
  /** `affinity[k][j]`: how much a step of task j helps task k, the mean over the looks; empty where it was not looked at. */
  affinity: z.array(z.array(number)),
  /** Looks in a row, averaged. */
  points: z.array(
    z.strictObject({
      /** The step in the middle. */
      step: z.number(),
      /** The mean cosine over the pairs, for each layer. */
      layers: z.array(number),
      /** The cosine of each task with the applied update. */
      update: z.array(number),
    }),
  ),
});

/** What was seen in the looks of a trial. */
export type Looks = z.infer<typeof looksSchema>;
