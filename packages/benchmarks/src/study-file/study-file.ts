import { z } from 'zod';

import { tableReadingSchema } from '../trials/table-reading.ts';
import { measureFileShape } from './measure-keys.ts';

const part = z.string().min(1);
const specs = z.record(z.string(), z.unknown());
const count = z.int().min(1);
const kinds = z.union([z.array(z.string()).min(1), z.record(z.string(), z.string())]);

const table = z.strictObject({
  table: z
    .string()
    .min(1)
    .meta({ description: 'your own table, by the path of its file from the folder of the study file' }),
  targets: kinds.meta({ description: 'the columns to predict: names, or names with kinds: { price: regression }' }),
  inputs: kinds
    .optional()
    .meta({ description: 'the columns to predict from: names, or names with kinds; all that can be when left out' }),
  onMissing: z.enum(['impute', 'error']).optional().meta({ description: 'what is done with a missing input' }),
  onUnseen: z
    .enum(['unknown', 'error'])
    .optional()
    .meta({ description: 'what is done with a category that no training row has' }),
  reading: tableReadingSchema.optional().meta({ description: 'how the file is written' }),
});

const arm = z.strictObject({
  strategy: part.meta({ description: 'the strategy with its options: gradnorm(alpha=0.5)' }),
  name: z.string().min(1).optional().meta({ description: 'what results call it' }),
  search: specs.optional().meta({ description: 'options to search: { alpha: [0.5, 2.5] } is a range' }),
});

const tune = z.strictObject({
  trials: count.max(1000).meta({ description: 'trials of each arm and baseline for each seed, at most' }),
  seconds: z.number().positive().optional().meta({
    description: 'seconds of training steps of each arm and baseline for each seed: no trial is begun after that',
  }),
  pruner: part.optional().meta({ description: 'what stops trials of the search early: asha, asha(min=2, eta=3)' }),
  search: part.optional().meta({ description: 'how points are suggested: tpe, random, sobol, grid' }),
  maxEpochs: count.optional().meta({ description: 'the epochs are doubled up to here while the best one is the last' }),
  training: specs.optional().meta({ description: 'what is searched of learningRate and batchSize' }),
  optimizer: specs.optional().meta({ description: 'options of the optimizer to search' }),
  encoder: specs.optional().meta({ description: 'options of the encoder to search' }),
  architecture: specs.optional().meta({ description: 'options of the architecture to search' }),
});

/** A study as a file says it. */
export const studyFileSchema = z.strictObject({
  $schema: z.string().optional(),
  datasets: z
    .array(z.union([z.string().min(1), table]))
    .min(1)
    .meta({ description: 'data sets of the registry, by name, and tables of your own' }),
  strategies: z
    .array(z.union([part, arm]))
    .min(1)
    .meta({ description: 'the strategies that are compared' }),
  architectures: z
    .array(part)
    .min(1)
    .optional()
    .meta({ description: 'each with every strategy; hard-sharing when left out' }),
  encoders: z
    .array(part)
    .min(1)
    .optional()
    .meta({ description: 'of several, each arm and baseline takes the best on validation' }),
  optimizers: z
    .array(part)
    .min(1)
    .optional()
    .meta({ description: 'of several, each arm and baseline takes the best on validation' }),
  seeds: count.optional().meta({ description: 'how many seeds; 5 when left out' }),
  split: z
    .union([z.literal('per-seed'), z.int().min(0)])
    .optional()
    .meta({ description: 'per-seed: each seed splits the data anew; a number: the seed of one split for all' }),
  epochs: count.optional(),
  batchSize: count.optional(),
  learningRate: z.number().positive().optional(),
  size: count.optional().meta({ description: 'training examples kept at most' }),
  tune: z
    .union([count.max(1000), tune])
    .optional()
    .meta({ description: 'how arms and baselines are tuned; a number of trials for the usual search' }),
  floors: z
    .boolean()
    .optional()
    .meta({ description: 'whether the constant prediction and a linear model are trained, too; true when left out' }),
  ...measureFileShape,
  metrics: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'the main metric of tasks, where it is not the first' }),
  monitor: part
    .optional()
    .meta({ description: 'what epochs are compared by: relative-loss, or task-metric(task=…, metric=…)' }),
  gradientScope: z.enum(['shared', 'last-layer', 'representation']).optional(),
  headPolicy: z.enum(['weighted', 'unweighted']).optional(),
  engine: z.enum(['auto', 'native', 'wasm', 'eager']).optional(),
  threads: count.max(1024).optional(),
});

/** A study as a file says it. */
export type StudyFile = z.input<typeof studyFileSchema>;

/**
 * Gives a study of a TypeScript file its type; `export default` what it returns.
 *
 * @example
 * export default defineStudy({ datasets: ['penguins'], strategies: ['equal', 'uncertainty', 'pcgrad'], seeds: 6, epochs: 10 });
 *
 * @param study - The study.
 */
export function defineStudy(study: StudyFile): StudyFile {
  return study;
}

/** The schema of study files as JSON Schema (draft 2020-12), for editors. */
export function studyJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'equipoise study', ...z.toJSONSchema(studyFileSchema, { io: 'input' }) };
}
