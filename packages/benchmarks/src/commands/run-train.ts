import { existsSync } from 'node:fs';

import {
  type Callback,
  checkpoints,
  earlyStopping,
  type Evaluation,
  fit,
  type FitOptions,
  type History,
  InvalidOptionError,
  loadCheckpoint,
  onProgress,
  requireWritable,
  stepLog,
  track,
} from '@equipoise/core';
import { fromTable, type InputKind } from '@equipoise/datasets';

import { irregularitiesOf, irregularSentences } from '../irregular/irregularities.ts';
import { type ReadTable, readTable } from '../trials/load-table.ts';
import { targetColumns, type TargetText } from '../trials/target-text.ts';
import { trackersOf } from '../tracking/tracker-of.ts';
import { screenOf } from '../terminal/screen.ts';
import { type ProgressLine, progressLine } from '../terminal/progress-line.ts';
import { measuresTable } from './measures-table.ts';
import { trainingParts } from './model-parts.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { StoppedError } from './stopped-error.ts';
import { readForCommand, tableReading } from './table-flags.ts';
import { tableSource } from './table-source.ts';
import type { TrainArguments } from './train-arguments.ts';
import { trainStrategy } from './train-strategy.ts';

/**
 * Does what `equipoise train` is asked: reads the table, trains the model, measures it on the test rows, and writes its file.
 *
 * @param args - The command line.
 */
export async function runTrain(args: TrainArguments): Promise<void> {
  if (args.testSkipLines !== undefined && args.testTable === undefined) {
    throw new InvalidOptionError('train', 'test-skip-lines', 'given with --test-table only', args.testSkipLines);
  }
  requireWritable(args.out); // Before hours of training, not after.
  const line = progressLine(process.stderr, { unit: 'steps' });
  const trackings = trackersOf(args.track ?? [], (sentence) => line.say(sentence)).map((tracker) => track(tracker));
  const reading = tableReading(args);
  const read = await readForCommand(() => readTable(args.table, reading));
  const test = args.testTable === undefined ? undefined : await readTestTable(args.testTable, args);
  const { targets, inputs, onMissing, onUnseen } = args;
  const planned = tableSource({ file: args.table, reading, targets, inputs, onMissing, onUnseen }, read);
  for (const warning of planned.warnings) line.say(warning);
  const dataset = datasetOf(read, test, planned.source, args, (sentence) => line.say(sentence));
  const options = fitOptions(dataset, args, line, trackings);
  const { model, history, engine, engineReason } = await fitUntilStopped(options, args).finally(() => line.clear());
  try {
    const evaluation = await model.evaluate(dataset.splits.test);
    model.save(args.out);
    for (const tracking of trackings) await tracking.tested(evaluation);
    const epochs = model.trained?.epochs ?? history.epochs.length; // Those before a resumed run too.
    const { filled } = dataset;
    const irregularities = irregularitiesOf([{ name: args.strategy ?? 'equal', runs: [{ ...history, filled }] }]);
    const facts = {
      model: args.out,
      parameters: model.parameterCount,
      engine,
      engineReason,
      ...outcomeOf(history),
      epochs,
      ...(irregularities && { irregularities }),
    };
    process.stdout.write(
      args.json === true
        ? `${JSON.stringify({ ...facts, test: evaluation }, null, 2)}\n`
        : text(
            args.out,
            evaluation,
            { ...history, notes: [...history.notes, ...irregularSentences(irregularities)] },
            epochs,
          ),
    );
  } finally {
    await model.dispose();
  }
}

async function readTestTable(file: string, { testSkipLines, ...args }: TrainArguments): Promise<ReadTable> {
  const skipLines = testSkipLines ?? args.skipLines;
  return readForCommand(() =>
    readTable(file, tableReading({ ...args, ...(skipLines !== undefined && { skipLines }) })),
  );
}

/** Trains until it is done, or Ctrl-C stops it between two steps. */
async function fitUntilStopped(options: FitOptions, { checkpoints: folder }: TrainArguments): ReturnType<typeof fit> {
  const abort = new AbortController();
  const stopping = stopOnSignal(() => abort.abort());
  try {
    return await fit({ ...options, signal: abort.signal });
  } catch (error) {
    if (stopping.signal === undefined) throw error;
    throw new StoppedError(stopping.signal, `Stopped: ${whatIsKept(folder)}.`);
  } finally {
    stopping.release();
  }
}

function whatIsKept(folder: string | undefined): string {
  if (folder === undefined) return 'nothing is kept without --checkpoints';
  if (!existsSync(folder)) return 'before the first epoch ended, nothing is kept';
  return `the checkpoints are in ${folder}; the same command goes on from there`;
}

type TableOptions = Parameters<typeof fromTable>[0];

function datasetOf(
  read: ReadTable,
  test: ReadTable | undefined,
  source: {
    readonly inputs: readonly (readonly [string, InputKind])[];
    readonly targets: readonly (readonly [string, TargetText])[];
  },
  { seed = 0, group, onMissing, onUnseen }: TrainArguments,
  onWarning: (sentence: string) => void,
): ReturnType<typeof fromTable> {
  const options: TableOptions = {
    name: read.name,
    table: read.table,
    inputs: Object.fromEntries(source.inputs.filter(([column]) => column !== group)),
    targets: targetColumns(source.targets),
    seed,
    onWarning,
    ...(onMissing && { onMissing }),
    ...(onUnseen && { onUnseen }),
    ...(test && { testTable: test.table }),
    ...(group !== undefined && { split: { group } }),
  };
  return fromTable(options);
}

function fitOptions(
  dataset: FitOptions['dataset'],
  args: TrainArguments,
  line: ProgressLine,
  trackings: readonly Callback[],
): FitOptions {
  const { strategy, floors, epochs = 30, patience, engine, threads, batchSize, learningRate, seed = 0 } = args;
  const { checkpoints: folder, log } = args;
  const resume =
    folder === undefined ? undefined : loadCheckpoint(folder, { onRefused: (sentence) => line.say(sentence) });
  return {
    dataset,
    balancer: trainStrategy(strategy, floors),
    epochs,
    seed,
    engine,
    threads,
    ...trainingParts(args),
    ...(batchSize !== undefined && { batchSize }),
    ...(learningRate !== undefined && { learningRate }),
    ...(resume && { resume }),
    callbacks: [
      onProgress(({ step, steps }) => {
        line.show({ ended: step, kept: step, total: steps, share: step / steps });
      }),
      ...(patience === undefined ? [] : [earlyStopping({ patience })]),
      ...trackings, // Before the checkpoints: what a resumed run does not tell again has been told.
      ...(folder === undefined ? [] : [checkpoints(folder)]),
      ...(log === undefined ? [] : [stepLog(log)]),
    ],
  };
}

function outcomeOf({ epochs, bestEpoch, skipped, notes }: History): Readonly<Record<string, unknown>> {
  return {
    bestEpoch,
    skipped,
    notes,
    validation: epochs.find(({ epoch }) => epoch === bestEpoch)?.validation,
  };
}

function text(file: string, evaluation: Evaluation, { bestEpoch, notes }: History, epochs: number): string {
  const table = measuresTable(evaluation, screenOf(process.stdout));
  const epoch = `epoch ${bestEpoch + 1} of ${epochs}, the best on the validation rows`;
  const told = notes.map((note) => `\n${note}\n`).join('');
  return `Test rows:\n${table}\n${told}\nThe model is in ${file} (${epoch}).\n`;
}
