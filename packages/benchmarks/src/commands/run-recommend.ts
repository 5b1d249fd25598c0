import { availableParallelism } from 'node:os';

import { type Config, EquipoiseError, InvalidOptionError, splitParts } from '@equipoise/core';

import type { Preference } from '../recommend/decide.ts';
import { recommendFor, usualArchitectures, usualStrategies } from '../recommend/recommend-for.ts';
import type { StageStanding } from '../recommend/subject.ts';
import { duration } from '../terminal/numbers.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { recommendationText } from '../terminal/recommendation-text.ts';
import { screenOf } from '../terminal/screen.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { loadDataset } from '../trials/load-dataset.ts';
import { mostJobs, openPool } from '../trials/pool.ts';
import { openStore } from '../trials/store.ts';
import { trialId, type TrialConfig } from '../trials/trial-config.ts';
import { version } from '../version.ts';
import { modelParts } from './model-parts.ts';
import { budgetOf } from './recommend-budget.ts';
import { makeFolder, requireWritable, requireWritableResults } from './results-folder.ts';
import { StoppedError } from './stopped-error.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { strategiesOf } from './strategies-of.ts';
import { type StudySubject, subjectOfSet, subjectOfTable } from './study-subject.ts';
import { readForCommand, tableReading } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise recommend` is given. */
export interface RecommendArguments extends TableReadingArguments {
  /** A data set of the registry. */
  readonly dataset?: string;
  /** A table of the user's own instead. */
  readonly table?: string;
  /** The columns of the table to predict. */
  readonly targets?: string;
  /** The columns of the table that a model sees. */
  readonly inputs?: string;
  /** The time that it may take. */
  readonly budget?: string;
  /** The trainings that it may make instead. */
  readonly trials?: number;
  /** What comes first where nothing is shown to be better. */
  readonly prefer: Preference;
  /** Strategies beside equal weights. */
  readonly strategies?: string;
  /** Architectures beside hard sharing. */
  readonly architecture?: string;
  /** Epochs of a training. */
  readonly epochs?: number;
  /** Training examples kept at most. */
  readonly size?: number;
  /** The first seed. */
  readonly seed: number;
  /** What runs the steps. */
  readonly engine: TrialConfig['engine'];
  /** Trainings side by side. */
  readonly jobs?: number;
  /** The folder. */
  readonly out: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise recommend` is asked.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function runRecommend(args: RecommendArguments): Promise<void> {
  const started = performance.now();
  const budget = budgetOf(args);
  const { out, seed, prefer, engine, jobs = availableParallelism() } = args;
  if (jobs > mostJobs) throw new InvalidOptionError('recommend', 'jobs', `at most ${mostJobs} processes`, jobs);
  requireWritable(out);
  const strategies = args.strategies === undefined ? usualStrategies : strategiesOf('recommend', args.strategies);
  const architectures = args.architecture === undefined ? usualArchitectures : architecturesOf(args.architecture);
  const { notes, warnings, subject } = await subjectOf(args);
  const { dataset, table, training } = subject;
  requireWritableResults(out, dataset.name);
  makeFolder(out);
  const line = progressLine(process.stderr, { describe: ({ kept, total }) => standing(kept, total) });
  for (const note of [...notes, ...warnings]) line.say(note);
  const pool = openPool(jobs);
  const stopping = stopOnSignal(() => void pool.stop());
  let stage: StageStanding = { stage: 'plan', trainings: 0 };
  const ended = new Set<string>();
  const standing = (kept: number, total: number): string => {
    const spent = (performance.now() - started) / 1000;
    const left = 'seconds' in budget ? `, ${duration(Math.max(0, budget.seconds - spent))} of the budget left` : '';
    const arms = stage.arms === undefined ? '' : `, ${stage.arms} ways left`;
    return `${stage.stage}${arms}: ${kept} trainings of at most ${total}${left}`;
  };
  try {
    const found = await recommendFor(
      {
        dataset,
        table,
        training,
        identity: { dataset: dataset.name, table: table && { ...table, file: undefined } },
        execute: pool.execute,
        jobs,
        stop: () => void pool.stop(),
        notes: warnings,
        load: loadDataset,
        store: openStore(out, (sentence) => line.say(sentence)),
      },
      {
        out,
        budget,
        seed,
        prefer,
        strategies,
        architectures,
        engine,
        made: {
          command: `equipoise ${process.argv.slice(2).map(shellWord).join(' ')}`,
          date: new Date().toISOString().slice(0, 10),
          version,
        },
        now: () => performance.now() - started,
        onStage(next) {
          stage = next;
          line.say(
            `${next.stage.replace(/^./, (letter) => letter.toUpperCase())}${next.arms === undefined ? '' : `: ${next.arms} ways`}`,
          );
        },
        onEvent(event) {
          if (event.kind === 'done' || event.kind === 'kept') ended.add(trialId(event.config));
          if (stopping.signal !== undefined) return;
          const [kept, total] = [ended.size, Math.max(stage.trainings, ended.size)];
          line.show({ ended: kept, kept, total, share: total > 0 ? kept / total : 0 });
        },
      },
    );
    line.clear();
    const text =
      args.json === true ? JSON.stringify(found, null, 2) : recommendationText(found, screenOf(process.stdout));
    process.stdout.write(`${text}\n`);
  } catch (error) {
    line.clear();
    if (stopping.signal === undefined) throw error;
    throw new StoppedError(
      stopping.signal,
      `Stopped: ${ended.size} trainings are kept in ${out}; the same command goes on from there.`,
    );
  } finally {
    stopping.release();
    await pool.stop();
  }
}

async function subjectOf(args: RecommendArguments): Promise<{
  readonly subject: StudySubject;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}> {
  const { dataset, table, targets, inputs, seed: splitSeed, epochs, size } = args;
  const training = { ...(epochs !== undefined && { epochs }), ...(size !== undefined && { size }) };
  const request = { training, splitSeed };
  if (table === undefined) {
    for (const [option, value] of Object.entries({ targets, inputs, ...tableReading(args) })) {
      if (value !== undefined) throw new InvalidOptionError('recommend', option, 'left out without --table', value);
    }
    if (dataset === undefined) {
      throw new EquipoiseError('recommend: name your own file by --table, or a data set by --dataset.');
    }
    return { subject: await subjectOfSet(request, dataset), notes: [], warnings: [] };
  }
  const named = {
    file: table,
    reading: tableReading(args),
    targets,
    inputs,
    onMissing: undefined,
    onUnseen: undefined,
  };
  const { notes, warnings, checkSeeds, ...subject } = await readForCommand(() => subjectOfTable(request, named));
  checkSeeds([splitSeed + 1, splitSeed + 2]);
  return { subject, notes, warnings };
}

function architecturesOf(list: string): readonly Config[] {
  return splitParts(',', list).map((text) => {
    const { architecture } = modelParts({ architecture: text });
    if (!architecture) throw new InvalidOptionError('recommend', 'architecture', 'an architecture', text);
    return architecture;
  });
}
