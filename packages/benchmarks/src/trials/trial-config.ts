import { createHash } from 'node:crypto';

import { canonicalJson, columnKinds, EquipoiseError, pairKinds, show } from '@equipoise/core';
import { z } from 'zod';

import { expectedBy } from '../schema-words.ts';
import { version } from '../version.ts';
import { lookPlanSchema } from './looks-schema.ts';
import { partConfigSchema } from './part-config.ts';
import { tableReadingSchema } from './table-reading.ts';

const count = z.int().min(1);
/** A kind, or one with the second column of its labels: `survival(churned)`. */
const target = z.union([z.enum(columnKinds), z.templateLiteral([z.enum(pairKinds), '(', z.string(), ')'])]);

/** Everything that a trial's result depends on. */
export const trialConfigSchema = z.strictObject({
  /** The version of this package that the trial is for. */
  version: z.string(),
  /** The data set, by its name in the registry; the file's name where it is a table of the user's own. */
  dataset: z.string(),
  /** The table, where the data set is one of the user's own. */
  table: z
    .strictObject({
      /** Where the file is: the only thing here that the result does not depend on. */
      file: z.string(),
      /** What the file holds, as `readTable` says it. */
      digest: z.string(),
      /** How the file is written, where that is not as usual. */
      reading: tableReadingSchema.optional(),
      /** The columns that a model sees: pairs, as an object with a column __proto__ would lose it. */
      inputs: z.array(z.tuple([z.string(), z.enum(['numeric', 'categorical', 'date', 'text', 'ngrams'])])),
      /** The columns to predict. */
      targets: z.array(z.tuple([z.string(), target])),
      /** What is done with a missing input, where it is not imputed. */
      onMissing: z.literal('error').optional(),
      /** What is done with a category that no training row has, where it has no input of its own. */
      onUnseen: z.literal('error').optional(),
    })
    .optional(),
  /** Training examples kept at most; as the data set's loader decides when left out. */
  size: count.optional(),
  /** The tasks that are learnt together, by name; one of them for a single-task baseline. */
  tasks: z.array(z.string()).min(1),
  /** The strategy with its options, as the command line takes it: `gradnorm(alpha=0.5)`. */
  strategy: z.string(),
  /** Where the trial's random numbers come from: the first parameters, the order of the batches, and the split unless that has a seed of its own. */
  seed: z.int().min(0),
  /** The seed of the split of the data, where all seeds of a study share one split. */
  splitSeed: z.int().min(0).optional(),
  /** Whether the test split is read at the end; a trial of a search never sees it. */
  final: z.boolean(),
  /** The task that has a share of its training labels only, and which; drawn by the seed, a smaller share is a part of a larger one. */
  labels: z.strictObject({ task: z.string(), share: z.number().positive().max(1) }).optional(),
  /** Whether every input is zero, so that the model can learn a constant prediction only: the floor that any model must beat. */
  blind: z.literal(true).optional(),
  /** The shared part of the model. */
  encoder: partConfigSchema('encoder'),
  /** How tasks share weights. */
  architecture: partConfigSchema('architecture'),
  /** The part of a task after the features; one dense layer when left out. */
  head: partConfigSchema('head').optional(),
  /** The rule that makes updates of gradients. */
  optimizer: partConfigSchema('optimizer'),
  /** What epochs are compared by; the relative loss when left out. */
  monitor: partConfigSchema('monitor').optional(),
  epochs: count,
  batchSize: count,
  learningRate: z.number().positive(),
  /** What the gradients that strategies compare are taken over; all shared parameters when left out. */
  gradientScope: z.enum(['last-layer', 'representation']).optional(),
  /** How the heads are trained; as the strategy has it when left out. */
  headPolicy: z.enum(['weighted', 'unweighted']).optional(),
  /** What may stop the trial early: a pruner, with what it knows of the trials before; the trial runs to its end when left out. */
  pruning: z.strictObject({ pruner: partConfigSchema('pruner'), state: z.unknown() }).optional(),
  /** Steps between two records of the Gramian, for the report; 0 for none. */
  diagnoseEvery: z.int().min(0),
  /** Steps between two closer looks at a step, for measures of the study; none when left out. */
  looks: lookPlanSchema.optional(),
  engine: z.enum(['auto', 'native', 'wasm', 'eager']),
  threads: count.max(1024),
});

/** Everything that a trial's result depends on. */
export type TrialConfig = z.infer<typeof trialConfigSchema>;

/** A table of the user's own: its file, what that holds, and what its columns are. */
export type TableSource = NonNullable<TrialConfig['table']>;

/**
 * A trial configuration, for this version of the package unless it says another one.
 *
 * @param config - All of it but the version.
 */
export function trialConfig(config: Omit<TrialConfig, 'version'> & { readonly version?: string }): TrialConfig {
  return { version, ...config };
}

/**
 * Makes sure that a trial can be made: every number is in its range.
 *
 * @param owner - What was given the configuration.
 * @param config - The configuration.
 * @throws {@link @equipoise/core!EquipoiseError} when one is not; names the first.
 */
export function checkTrialConfig(owner: string, config: TrialConfig): void {
  const issue = trialConfigSchema.safeParse(config).error?.issues[0];
  if (!issue) return;
  const received = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], config);
  const place = issue.path.map(String).join('.');
  throw new EquipoiseError(`${owner}: ${place} cannot be ${show(received)}: it must be ${expectedBy(issue)}.`);
}

/**
 * The name of a trial: equal configurations have equal ids, whatever the order of their keys, and wherever the file of a table is.
 *
 * @param config - The trial's configuration.
 */
export function trialId(config: TrialConfig): string {
  const { table, ...rest } = config;
  const content = table && { ...table, file: undefined, reading: undefined };
  return createHash('sha256')
    .update(canonicalJson({ ...rest, table: content }))
    .digest('hex')
    .slice(0, 12);
}
