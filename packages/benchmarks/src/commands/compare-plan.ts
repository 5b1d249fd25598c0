import { EquipoiseError, type GradientScope, type HeadPolicy, InvalidOptionError } from '@equipoise/core';
import { splitStrategies } from '@equipoise/weighting';

import { quick } from '../profiles/quick.ts';
import { datasetName } from '../trials/load-dataset.ts';
import { mostJobs } from '../trials/pool.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { Arm, TrainingConfig } from '../study/study.ts';
import { crossArchitectures } from './cross-architectures.ts';
import { type ModelPartArguments, modelParts } from './model-parts.ts';
import { type Plan, planAll, type StudyRequest, usualArms } from './plan-studies.ts';
import { requireWritable } from './results-folder.ts';
import { readForCommand, tableReading } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

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
  /** Architectures with commas between: each with every strategy. */
  readonly architecture?: string;
  /** Strategies with commas between. */
  readonly strategies?: string;
  /** Trials by which each arm and baseline is tuned. */
  readonly tune?: number;
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
  /** Where runs are tracked, such as `jsonl:runs.jsonl`. */
  readonly track?: readonly string[];
  /** Whether to print JSON. */
  readonly json?: boolean;
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
  const wanted = args.reproducible === true ? reproducible(args) : args;
  const planned = await readForCommand(() => planAll(requestsOf(wanted), args.out));
  const note = 'Reproducible: engine wasm, one thread; the same bits on every machine.';
  return args.reproducible === true ? { ...planned, notes: [note, ...planned.notes] } : planned;
}

/** What a command line asks for: a study for the data set or the table, or for each data set of the profile. */
function requestsOf(args: CompareArguments): readonly StudyRequest[] {
  const { table, dataset, profile, seeds, tune, engine, threads, targets, inputs, onMissing, onUnseen } = args;
  const given = args.strategies === undefined ? undefined : readStrategies(args.strategies);
  const architectures = severalOf(args);
  const armsOf = (prepared?: readonly Arm[]): Pick<StudyRequest, 'arms'> => {
    const arms = given ?? prepared ?? (architectures.length > 0 ? usualArms() : undefined);
    return arms ? { arms: crossArchitectures(arms, architectures) } : {};
  };
  const common = {
    ...(seeds !== undefined && { seeds }),
    ...(tune !== undefined && { tuning: tune }),
    training: asked(args),
    engine,
    threads,
  };
  if (table !== undefined) {
    const reading = tableReading(args);
    return [{ ...common, ...armsOf(), table: { file: table, reading, targets, inputs, onMissing, onUnseen } }];
  }
  const names = dataset === undefined ? Object.keys(quick) : [dataset];
  return names.map((name) => {
    const prepared = profile !== undefined && Object.hasOwn(quick, name) ? quick[datasetName(name)] : undefined;
    if (!prepared) return { ...common, ...armsOf(), dataset: name };
    return { seeds: prepared.seeds, ...common, ...armsOf(prepared.arms), dataset: name, base: prepared.training };
  });
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

/** The architectures, where there are several: one is that of the whole study. */
function severalOf({ architecture = '' }: CompareArguments): readonly string[] {
  const texts = splitStrategies(architecture);
  return texts.length > 1 ? texts : [];
}

function asked(args: CompareArguments): Partial<TrainingConfig> {
  const { epochs, batchSize, learningRate, gradientScope = 'shared', headPolicy, size } = args;
  const { architecture, ...parts } = args;
  return {
    ...modelParts(severalOf(args).length > 0 || architecture === undefined ? parts : { ...parts, architecture }),
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
