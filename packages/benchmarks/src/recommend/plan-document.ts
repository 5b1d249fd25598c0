import { canonicalJson, DataError, type DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { trialConfigSchema } from '../trials/trial-config.ts';

const count = z.int().min(0);

const planSchema = z.strictObject({
  /** What was asked for, but for the budget. */
  request: z.unknown(),
  /** The budget. */
  budget: z.union([z.strictObject({ trials: count }), z.strictObject({ seconds: z.number().positive() })]),
  /** How fast trainings were when the plan was made, where the budget is in seconds. */
  rate: z.strictObject({ overhead: z.number(), perEpoch: z.number(), jobs: count }).optional(),
  /** What runs the steps. */
  engine: trialConfigSchema.shape.engine,
  /** Epochs of each training. */
  epochs: z.int().min(1),
  /** How much is tried. */
  effort: z.strictObject({
    tuning: count,
    screening: count,
    transfer: z.boolean(),
    groupings: count,
    strategies: count,
    architectures: count,
    finalists: count,
    seeds: count,
  }),
  /** Seconds that it took until now. */
  spent: z.number(),
  /** The seeds of the last comparison that were complete when the time was over; left out where it was not. */
  completeSeeds: count.optional(),
});

/** What a recommendation does, decided once, so that it goes on as it began. */
export type RecommendationPlan = z.infer<typeof planSchema>;

/** `recommendation-plan.json`. */
export const planDocument: DocumentKind<RecommendationPlan> = {
  kind: 'plan of a recommendation',
  schema: 1,
  parse: (body) => planSchema.parse(body),
};

/**
 * Makes sure that a plan is of the same request.
 *
 * @param plan - The plan that a folder holds.
 * @param request - What is asked for now.
 * @param folder - The folder.
 * @throws {@link DataError} when it is not.
 */
export function checkSameRequest(plan: RecommendationPlan, request: unknown, folder: string): void {
  const plainly = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)));
  if (plainly(plan.request) === plainly(request)) return;
  throw new DataError(
    `recommend: ${folder} holds a recommendation of other data or with other options; choose another folder.`,
  );
}
