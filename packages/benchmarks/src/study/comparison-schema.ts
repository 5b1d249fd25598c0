import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { irregularitiesSchema } from '../irregular/irregularities.ts';
import { recordOf } from '../trials/record-schema.ts';
import { judgedSchema, numberSchema } from './judged-schema.ts';
import { measuredSchema } from './measures/measured-schema.ts';

const number = numberSchema;
const judged = judgedSchema;
const summary = z.strictObject({ mean: number, sd: number });

const costSchema = z.strictObject({
  /** Trials of the search, over all seeds. */
  searchTrials: z.int(),
  /** Those of them that a pruner stopped, where the study has one. */
  prunedTrials: z.int().optional(),
  /** The time of their steps, in seconds. */
  searchSeconds: number,
  /** Parameters of the models: of all of them, where there is one a task. */
  parameters: z.int(),
  /** The median over the trials of the median time of a training step; summed, where there is a model a task. */
  msPerStep: number,
});

/**
 * What `equipoise compare --json` prints and `comparison.json` holds; a number that is not finite is null, and so is the standard deviation of
 * one seed.
 */
export const comparisonSchema = z.strictObject({
  /** The data set. */
  dataset: z.string(),
  /** The engine that ran the steps; several, with commas between, when results of several were found. */
  engine: z.string(),
  /** How many seeds: 0 to one less. */
  seeds: z.int(),
  /** How models are trained before anything is searched. */
  training: z.strictObject({
    encoder: z.string(),
    architecture: z.string(),
    optimizer: z.string(),
    epochs: z.int(),
    batchSize: z.int(),
    learningRate: z.number(),
  }),
  /** Trials of the search for each arm, baseline and seed; 0 where nothing was searched. */
  tuningTrials: z.int(),
  /** n_test over all other rows, where seeds split the same rows anew: what intervals are corrected by. */
  testRatio: z.number(),
  /** What the gradients that strategies compared were taken over, where that was not all shared parameters: an approximation. */
  gradientScope: z.enum(['last-layer', 'representation']).optional(),
  /** The tasks, each with its main metric. */
  tasks: z.array(z.strictObject({ name: z.string(), metric: z.string(), higherIsBetter: z.boolean() })),
  /** The strategy that was best on the validation split: the one that the answer is about. */
  chosen: z.string(),
  /** What a reader must know before believing any of it, a sentence each. */
  cautions: z.array(z.string()),
  /** Batches on which strategies did not answer as usual, and inputs that were filled in; left out where there are none. */
  irregularities: irregularitiesSchema.optional(),
  /** The main metric of each task when it is trained alone, on the test split, over the seeds; with the value of each seed. */
  baseline: recordOf(summary.extend({ values: z.array(number) })),
  /** What a model for each task costs. */
  baselineCost: costSchema,
  /** The main metric of each task of the constant prediction and of a linear model, where the study has them. */
  floors: recordOf(recordOf(summary)),
  /** What the gradients of each pair of tasks did to each other under `equal`, beside what unrelated tasks would do. */
  conflicts: z.array(
    z.strictObject({
      tasks: z.tuple([z.string(), z.string()]),
      /** The mean cosine; of unrelated tasks it lies within −band and band. */
      cosine: number,
      band: number,
      /** The share of steps with a cosine below 0; about a half of unrelated tasks. */
      share: number,
      /** After Holm's adjustment over the pairs. */
      adjustedP: number,
      verdict: z.enum(['conflict', 'agreement', 'unrelated']),
    }),
  ),
  /** What was measured beside the comparison, by the name of the measure; left out where nothing was. */
  measured: measuredSchema.optional(),
  strategies: recordOf(
    z.strictObject({
      /** The main metric of each task. One model: one epoch for all tasks. */
      tasks: recordOf(
        summary.extend({
          values: z.array(number),
          ...judged.shape,
          /** The same with each task at the epoch that suits it: what sharing does to the task as such. */
          ownEpoch: summary.extend(judged.shape),
        }),
      ),
      /** `perTask`: higher is better; `perMetric`: lower is better; both in percent. */
      deltaM: z.strictObject({ perTask: number, perMetric: number }),
      /** What may be said of `deltaM.perTask`. */
      gain: judged,
      /** How `deltaM.perTask` differs from that of `equal`, where that is compared. */
      againstEqual: judged.optional(),
      /** The mean rank among the strategies over all metrics; ties share the mean of their ranks. */
      meanRank: number,
      /** What one model costs. */
      cost: costSchema,
    }),
  ),
});

/** What `equipoise compare --json` prints and `comparison.json` holds. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** `comparison.json` of one data set. */
export const comparisonDocument: DocumentKind<Comparison> = {
  kind: 'comparison',
  schema: 2,
  parse: (body) => comparisonSchema.parse(body),
};

/** What a search and the models that it is for cost. */
export type Cost = z.infer<typeof costSchema>;
