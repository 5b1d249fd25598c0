import { z } from 'zod';

import { type TrialConfig, trialConfigSchema, trialId } from '../trials/trial-config.ts';
import { trialResultSchema } from '../trials/trial-result.ts';

/** Where the keys of the queue start. */
export const queuePrefix = 'equipoise';

/**
 * The name of the queue of trials for a version of this package: workers of other versions never see them.
 *
 * @param version - The version.
 */
export function queueName(version: string): string {
  return `trials-${version}`;
}

/**
 * The id of the job of a trial: it is in the queue once, whoever asks for it.
 *
 * @param config - The trial.
 */
export function jobId(config: TrialConfig): string {
  return `trial-${trialId(config)}`;
}

/** What a job says is to be made. */
export const trialJobSchema = trialConfigSchema;

/** What a job gives back: a result, or an error that another try would give again. It is JSON, so NaN becomes null. */
export const trialAnswerSchema = z.union([
  z.strictObject({ result: trialResultSchema }),
  z.strictObject({ error: z.strictObject({ name: z.string(), message: z.string() }) }),
]);

/** How far a job is. */
export const trialProgressSchema = z.strictObject({ step: z.number(), steps: z.number() });
