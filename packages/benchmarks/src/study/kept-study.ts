import { checkKnownOptions, type DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { partConfigSchema } from '../trials/part-config.ts';
import { recordOf } from '../trials/record-schema.ts';
import { trialConfigSchema } from '../trials/trial-config.ts';
import { measurePlanSchema } from './measures/plans.ts';
import type { Study } from './study.ts';

/** How a comparison was made. */
export interface Provenance {
  /** The command that made it. */
  readonly command: string;
  /** The day, as 2026-01-31. */
  readonly date: string;
  /** The version of this package. */
  readonly version: string;
}

/**
 * Makes sure that what says how a comparison was made has no other entries.
 *
 * @param owner - What was given it.
 * @param made - How a comparison was made.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not an object, {@link @equipoise/core!UnknownOptionError} when it has another
 *   entry.
 */
export function checkProvenance(owner: string, made: Provenance): void {
  checkKnownOptions<Provenance>(owner, made, { command: true, date: true, version: true });
}

/** A study as it is kept beside its trials, so that its report can be made again. */
export interface KeptStudy {
  /** The study. */
  readonly study: Study;
  /** How it was made. */
  readonly made: Provenance;
}

const { dataset, table, engine, threads, diagnoseEvery } = trialConfigSchema.shape;
const { encoder, architecture, head, optimizer, epochs, batchSize, learningRate, gradientScope, headPolicy, size } =
  trialConfigSchema.shape;

const armSchema = z.strictObject({
  name: z.string(),
  strategy: z.string(),
  architecture: architecture.optional(),
  groups: z.array(z.array(z.string()).min(1)).min(1).optional(),
  search: recordOf(z.unknown()).optional(),
  weights: z
    .union([
      z.strictObject({ of: z.enum(['front', 'search']) }),
      z.strictObject({ of: z.literal('arm'), arm: z.string() }),
    ])
    .optional(),
});

const specs = recordOf(z.unknown()).optional();

const tuningSchema = z.strictObject({
  search: partConfigSchema('search'),
  trials: z.int().min(1),
  seconds: z.number().positive().optional(),
  pruner: partConfigSchema('pruner').optional(),
  maxEpochs: z.int().min(1).optional(),
  training: specs,
  optimizer: specs,
  encoder: specs,
  architecture: specs,
  encoders: z.array(encoder).optional(),
  optimizers: z.array(optimizer).optional(),
});

const keptStudySchema = z.strictObject({
  study: z.strictObject({
    version: z.string(),
    dataset,
    table,
    tasks: z.array(
      z.strictObject({
        name: z.string(),
        metrics: z.array(z.strictObject({ name: z.string(), higherIsBetter: z.boolean() })).min(1),
      }),
    ),
    arms: z.array(armSchema).min(1),
    seeds: z.int().min(1),
    firstSeed: z.int().min(0).optional(),
    splitSeed: z.int().min(0).optional(),
    tuning: tuningSchema.optional(),
    floors: z.boolean().optional(),
    measures: measurePlanSchema.optional(),
    monitor: partConfigSchema('monitor').optional(),
    training: z.strictObject({
      encoder,
      architecture,
      head,
      optimizer,
      epochs,
      batchSize,
      learningRate,
      gradientScope,
      headPolicy,
      size,
    }),
    engine,
    threads,
    diagnoseEvery,
  }),
  made: z.strictObject({ command: z.string(), date: z.string(), version: z.string() }),
});

/** `study.json`: what was last compared on a data set. */
export const studyDocument: DocumentKind<KeptStudy> = {
  kind: 'study',
  schema: 3,
  parse: (body) => keptStudySchema.parse(body),
};
