import { z } from 'zod';

import { looksSchema } from './looks-schema.ts';
import { recordOf } from './record-schema.ts';
import { trialConfigSchema } from './trial-config.ts';

/** A number that JSON can hold; NaN and the infinities are written as null and read as NaN. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

const perTask = z.array(number);
const metrics = recordOf(recordOf(number));

/** Some steps in a row, averaged: enough to draw a trial without keeping every step. */
export const traceSchema = z.strictObject({
  /** The pairs of tasks, by index, in the order of `cosines`. */
  pairs: z.array(z.tuple([z.int(), z.int()])),
  points: z.array(
    z.strictObject({
      /** The step in the middle. */
      step: z.number(),
      /** The mean loss of each task. */
      losses: perTask,
      /** The mean weight of each task. */
      weights: perTask,
      /** The mean cosine between the gradients of each pair. */
      cosines: z.array(number),
    }),
  ),
  /** Each pair over the whole trial, one entry a pair. */
  conflicts: z.array(
    z.strictObject({
      /** Steps on which both gradients were recorded. */
      looks: z.int(),
      /** The mean cosine over them. */
      meanCosine: number,
      /** The share of them with a cosine below 0. */
      conflicting: number,
    }),
  ),
});

/** A training run, made small enough to draw. */
export type Trace = z.infer<typeof traceSchema>;

/** What a trial leaves: plain data that survives JSON. */
export const trialResultSchema = z.strictObject({
  id: z.string(),
  config: trialConfigSchema,
  /** The engine that ran the steps. */
  engine: z.string(),
  /** On the test split, with the parameters that did best on the validation split: `test[task][metric]`; empty where the trial is not a final one. */
  test: metrics,
  /** On the validation split, with the same parameters. */
  validation: metrics,
  /** The epoch of those parameters, from 0. */
  bestEpoch: z.int(),
  /** Each task at the epoch that suits it: the one with its least validation loss. */
  ownEpochs: recordOf(
    z.strictObject({
      /** The epoch, from 0. */
      epoch: z.int(),
      /** The metrics of the task on the validation split after it. */
      validation: recordOf(number),
      /** The metrics of the task on the test split after it; empty where the trial is not a final one. */
      test: recordOf(number),
    }),
  ),
  /** The sizes of the splits: intervals over seeds that split the same rows are corrected by them. */
  examples: z.strictObject({
    train: z.int(),
    validation: z.int(),
    test: z.int(),
    /** A digest of the test split, by which splits of two seeds are told apart; empty where the trial is not a final one. */
    testSplit: z.string(),
  }),
  /** Parameters of the model. */
  parameters: z.int(),
  epochs: z.array(
    z.strictObject({
      epoch: z.int(),
      trainLosses: perTask,
      /** What epochs are compared by, lower is better. */
      monitored: number,
      validation: metrics,
    }),
  ),
  /** The epochs after which a pruner stopped the trial; left out where it ran to its end. */
  prunedAt: z.int().min(1).optional(),
  trace: traceSchema,
  /** What closer looks at steps saw, where the trial has any. */
  looks: looksSchema.optional(),
  /** How often the strategy answered with each status. */
  statuses: recordOf(z.int()),
  /** Cells of inputs that were imputed, and that hold a category that no training row has; left out where there are none. */
  filled: z.strictObject({ imputed: z.int(), unseen: z.int() }).optional(),
  /** Training steps. */
  steps: z.int(),
  /** The median time of a training step, over the last ones. */
  msPerStep: number,
  /** Where the trial was made. */
  machine: z.strictObject({ node: z.string(), platform: z.string(), cpu: z.string() }),
});

/** What a trial leaves: plain data that survives JSON. */
export type TrialResult = z.infer<typeof trialResultSchema>;
