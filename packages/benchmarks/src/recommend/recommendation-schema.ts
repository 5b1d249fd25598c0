import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

/** JSON writes numbers that are not finite as null. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

const change = z.strictObject({
  /** In percent, positive is better. */
  estimate: number,
  /** Its 95 % confidence interval, corrected for splits of the same rows. */
  interval: z.tuple([number, number]),
});

const groups = z.array(z.array(z.string()).min(1)).min(1);

const modelCost = z.strictObject({
  /** How many models. */
  models: z.int(),
  /** Their parameters. */
  parameters: number,
  /** The bytes of their parameters. */
  bytes: number,
  /** The median time of one training step of each, in milliseconds. */
  msPerStep: number,
  /** The time to predict one row with each, in milliseconds; null where it was not measured. */
  msPerPrediction: number,
});

const recommendationSchema = z.strictObject({
  /** The data set. */
  dataset: z.string(),
  /** What to use. */
  recommendation: z.strictObject({
    /** The tasks of each model. */
    groups,
    /** How the tasks of a model share weights. */
    architecture: z.string(),
    /** How their losses are weighted. */
    strategy: z.string(),
    /** The options of the strategy, where they are not searched for each model. */
    options: z.record(z.string(), z.unknown()),
  }),
  /** What was found, in plain words. */
  verdict: z.string(),
  /** What the verdict stands on, one sentence for each stage. */
  evidence: z.array(z.strictObject({ stage: z.string(), finding: z.string() })),
  /** What the recommendation does to each task, against a model of its own. */
  delta: z.record(z.string(), change),
  /** What it costs beside one model of all tasks and a model for each. */
  cost: z.strictObject({ chosen: modelCost, together: modelCost, separate: modelCost }),
  /** The other ways that were tested to the end. */
  alternatives: z.array(
    z.strictObject({
      name: z.string(),
      groups,
      architecture: z.string(),
      strategy: z.string(),
      /** Its mean change over the tasks, against separate models. */
      gain: change,
      /** How much better it is than what is recommended. */
      difference: change.extend({ adjustedP: number, smallestVisible: number }),
    }),
  ),
  /** The ways that were not tested to the end. */
  ruledOut: z.array(z.strictObject({ name: z.string(), seeds: z.int(), gain: number.optional() })),
  /** How the affinity and the measured transfer of pairs agree: Spearman's ρ over the pairs. */
  agreement: z.strictObject({ rho: number, p: number }).optional(),
  /** The saved models. */
  model: z.array(
    z.strictObject({
      file: z.string(),
      tasks: z.array(z.string()),
      strategy: z.string(),
      architecture: z.string(),
      encoder: z.string(),
      optimizer: z.string(),
      learningRate: z.number(),
      batchSize: z.int(),
      epochs: z.int(),
      /** What it reached on the test rows. */
      test: z.record(z.string(), z.record(z.string(), number)),
    }),
  ),
  /** The folder of the study, as `equipoise report` takes it. */
  study: z.string(),
  /** The rule of the decision. */
  rule: z.string(),
  /** The seeds of the last comparison. */
  seeds: z.int(),
  /** Trainings that are kept. */
  trainings: z.int(),
  /** Where seconds were given, how many it took. */
  seconds: number.optional(),
  /** The command that made it. */
  command: z.string(),
});

/** What {@link recommend} finds. */
export type Recommendation = z.infer<typeof recommendationSchema>;

/** `recommendation.json`. */
export const recommendationDocument: DocumentKind<Recommendation> = {
  kind: 'recommendation',
  schema: 1,
  parse: (body) => recommendationSchema.parse(body),
};

/**
 * A recommendation with only what its schema has, as it is read back from JSON.
 *
 * @param found - The recommendation.
 */
export function checkedRecommendation(found: unknown): Recommendation {
  return recommendationSchema.parse(JSON.parse(JSON.stringify(found)));
}
