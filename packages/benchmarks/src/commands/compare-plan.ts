import { type Dataset, EquipoiseError, type GradientScope, type HeadPolicy, InvalidOptionError } from '@equipoise/core';
import { splitStrategies } from '@equipoise/weighting';

import { checkJudgeable } from '../final/held-out.ts';
import type { ProfileStudy } from '../profiles/profile.ts';
import { quick } from '../profiles/quick.ts';
import { settingOf, suitingEncoder, tableSetting } from '../profiles/settings.ts';
import { datasetName, loadDataset } from '../trials/load-dataset.ts';
import { readTable, tableDataset } from '../trials/load-table.ts';
import { mostJobs } from '../trials/pool.ts';
import type { TrialConfig, TableSource } from '../trials/trial-config.ts';
import { draftStudy, stepsOfTrial } from '../study/plan-study.ts';
import { seedsOf, type TrainingConfig, type Study, type Arm } from '../study/study.ts';
import { withEngine } from '../study/study-engine.ts';
import { type ModelPartArguments, modelParts } from './model-parts.ts';
import { requireWritable, requireWritableResults } from './results-folder.ts';
import { readForCommand, tableReading, withFlags } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';
import { tableSource } from './table-source.ts';

/** What is compared, and how often, when neither the command line nor a profile says. */
const [defaultStrategies, defaultSeeds] = ['equal,uncertainty,gradnorm', 3];

/** What `equipoise compare` is given, after commander has checked each option by itself. */
export interface CompareArguments extends TableReadingArguments, ModelPartArguments {
  /** A data set; all of them when only a profile is given. */
  readonly dataset?: string;
  /** A CSV file of the user's own instead. */
  readonly table?: string;
  /** The columns of the table to predict, each with its kind. */
  readonly targets?: string;
  /** The columns of the table that a model sees; all others when left out. */
  readonly inputs?: string;
  /** What is done with a missing input of the table. */
  readonly onMissing?: 'impute' | 'error';
  /** What is done with a category of the table that no training row has. */
  readonly onUnseen?: 'unknown' | 'error';
  /** Strategies with commas between. */
  readonly strategies?: string;
  /** How many seeds. */
  readonly seeds?: number;
  /** Epochs: passes over the training split. */
  readonly epochs?: number;
  /** Examples in a step. */
  readonly batchSize?: number;
  /** The learning rate. */
  readonly learningRate?: number;
  /** What strategies that compare gradients take them over. */
  readonly gradientScope?: GradientScope;
  /** How the heads are trained. */
  readonly headPolicy?: HeadPolicy;
  /** Training examples kept at most. */
  readonly size?: number;
  /** The name of a profile. */
  readonly profile?: string;
  /** What runs the steps. */
  readonly engine: TrialConfig['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
  /** Whether the results are to have the same bits on every machine. */
  readonly reproducible?: boolean;
  /** Runs side by side. */
  readonly jobs?: number;
  /** Where results go. */
  readonly out: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/** The studies that the command line asks for. */
export interface Plan {
  /** One study a data set. */
  readonly studies: readonly Study[];
  /** How many steps a trial of them makes. */
  readonly stepsOf: (config: TrialConfig) => number;
  /** What the person at the terminal should know before it starts, a sentence each. */
  readonly notes: readonly string[];
}

interface Planned {
  readonly study: Study;
  /** Training examples. */
  readonly examples: number;
  /** What the person should know before it starts, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Turns a command line into studies. The data are loaded to see that they are there and whole; nothing is written.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function plan(args: CompareArguments): Promise<Plan> {
  checkTogether(args);
  requireWritable(args.out);
  const { table } = args;
  const wanted = args.reproducible === true ? reproducible(args) : args;
  const planned = table === undefined ? await planSets(wanted) : [await readForCommand(() => planTable(table, wanted))];
  for (const { study } of planned) requireWritableResults(args.out, study.dataset);
  return {
    studies: planned.map(({ study }) => study),
    stepsOf: (config) =>
      stepsOfTrial(planned.find(({ study }) => study.dataset === config.dataset)?.examples ?? 0, config),
    notes: [
      ...(args.reproducible === true ? ['Reproducible: engine wasm, one thread; the same bits on every machine.'] : []),
      ...planned.flatMap(({ notes }) => notes),
    ],
  };
}

/** The engine and threads whose sums have one order everywhere. */
function reproducible(args: CompareArguments): CompareArguments {
  const { engine, threads } = args;
  if (engine !== 'auto' && engine !== 'wasm') {
    throw new InvalidOptionError('compare', 'engine', 'wasm with --reproducible', engine);
  }
  if (threads !== 1) throw new InvalidOptionError('compare', 'threads', '1 with --reproducible', threads);
  return { ...args, engine: 'wasm' };
}

/** Studies of data sets of the registry. */
async function planSets(args: CompareArguments): Promise<readonly Planned[]> {
  const profile = args.profile === undefined ? undefined : quick;
  const names = args.dataset === undefined ? Object.keys(quick) : [args.dataset];
  const planned: Planned[] = [];
  for (const name of names) {
    const prepared = profile && Object.hasOwn(profile, name) ? profile[datasetName(name)] : undefined;
    const size = sizeOf({ size: args.size ?? prepared?.training.size });
    const dataset = await loadDataset({ dataset: name, seed: 0, ...size });
    const training: TrainingConfig = { ...(prepared?.training ?? settingOf(dataset)), ...asked(args) };
    planned.push(await planOne(args, { dataset, training, ...(prepared ? { prepared } : {}) }));
  }
  return planned;
}

/** A study of a table of the user's own. Its splits are made for every seed, so that no trial can fail for what a cell says. */
async function planTable(file: string, args: CompareArguments): Promise<Planned> {
  const { targets, inputs, onMissing, onUnseen } = args;
  const reading = tableReading(args);
  const read = await readTable(file, reading);
  const { source, warnings } = tableSource({ file, reading, targets, inputs, onMissing, onUnseen }, read);
  const dataset = tableDataset(read, source, { seed: 0, size: args.size });
  const batchSize = Math.min(tableSetting.batchSize, dataset.splits.train.size);
  const encoder = suitingEncoder(dataset);
  const planned = await planOne(args, {
    dataset,
    table: source,
    training: { ...tableSetting, encoder, batchSize, ...asked(args) },
  });
  for (const seed of seedsOf(planned.study).slice(1)) {
    checkJudgeable(tableDataset(read, source, { seed, size: args.size }));
  }
  const kinds = source.inputs.map(([column, kind]) => `${column} (${kind})`);
  return {
    ...planned,
    notes: [
      `Inputs of ${read.name}: ${kinds.join(', ')}.`,
      ...warnings.map(withFlags),
      ...dataset.warnings,
      ...planned.notes,
    ],
  };
}

interface Subject {
  readonly dataset: Dataset;
  readonly training: TrainingConfig;
  readonly prepared?: ProfileStudy;
  readonly table?: TableSource;
}

async function planOne(args: CompareArguments, { dataset, training, prepared, table }: Subject): Promise<Planned> {
  const given = args.strategies === undefined ? undefined : readStrategies(args.strategies);
  const planned = draftStudy(dataset, {
    ...(table === undefined ? {} : { table }),
    arms: given ?? prepared?.arms ?? readStrategies(defaultStrategies),
    seeds: args.seeds ?? prepared?.seeds ?? defaultSeeds,
    training,
    engine: args.engine,
    threads: args.threads,
  });
  const { study, note } = await withEngine(planned, dataset);
  return { study, examples: dataset.splits.train.size, notes: note === undefined ? [] : [note] };
}

/** Options that make no sense without another one. */
function checkTogether(args: CompareArguments): void {
  const { dataset, table, profile, jobs, targets, inputs, onMissing, onUnseen } = args;
  if (jobs !== undefined && jobs > mostJobs) {
    throw new InvalidOptionError('compare', 'jobs', `at most ${mostJobs} processes`, jobs);
  }
  if (table !== undefined) return;
  if (dataset === undefined && profile === undefined) {
    throw new EquipoiseError(
      'compare: name a data set by --dataset (see: equipoise datasets), your own CSV file by --table, or --profile quick.',
    );
  }
  for (const [option, value] of Object.entries({ targets, inputs, onMissing, onUnseen, ...tableReading(args) })) {
    if (value !== undefined) throw new InvalidOptionError('compare', option, 'left out without --table', value);
  }
}

function readStrategies(list: string): readonly Arm[] {
  const texts = splitStrategies(list);
  if (texts.length === 0) throw new InvalidOptionError('compare', 'strategies', 'at least one strategy', list);
  return texts.map((strategy) => ({ name: strategy, strategy }));
}

function asked(args: CompareArguments): Partial<TrainingConfig> {
  const { epochs, batchSize, learningRate, gradientScope = 'shared', headPolicy, size } = args;
  return {
    ...modelParts(args),
    ...(epochs === undefined ? {} : { epochs }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(gradientScope === 'shared' ? {} : { gradientScope }),
    ...(headPolicy === undefined ? {} : { headPolicy }),
    ...sizeOf({ size }),
  };
}

function sizeOf({ size }: { readonly size?: number | undefined }): { readonly size?: number } {
  return size === undefined ? {} : { size };
}
