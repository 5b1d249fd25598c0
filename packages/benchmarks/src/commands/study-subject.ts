import type { Dataset } from '@equipoise/core';

import { checkJudgeable } from '../final/held-out.ts';
import { settingOf, suitingEncoder, tableSetting } from '../profiles/settings.ts';
import type { TrainingConfig } from '../study/study.ts';
import { loadDataset } from '../trials/load-dataset.ts';
import { readTable, tableDataset } from '../trials/load-table.ts';
import type { TableSource } from '../trials/trial-config.ts';
import { withFlags } from './table-flags.ts';
import { type TableArguments, tableSource } from './table-source.ts';

/** What is asked of the training, and what decides the rows. */
export interface SubjectRequest {
  /** What is asked of the training. */
  readonly training: Partial<TrainingConfig>;
  /** What the rest of the training is taken from; the settings of the data set when left out. */
  readonly base?: TrainingConfig;
  /** The seed of the split that is looked at. */
  readonly splitSeed?: number | undefined;
}

/** Data with how models of them are trained. */
export interface StudySubject {
  /** The data set, loaded. */
  readonly dataset: Dataset;
  /** How models are trained. */
  readonly training: TrainingConfig;
  /** The table, where it is one of the user's own. */
  readonly table?: TableSource;
}

/** A table of the user's own as data. */
export interface TableSubject extends StudySubject {
  /** The table. */
  readonly table: TableSource;
  /** What the person should know before it starts, a sentence each. */
  readonly notes: readonly string[];
  /** What is to be minded of the data, a sentence each. */
  readonly warnings: readonly string[];
  /** Makes the splits of some seeds, to see that every task has labels in each. */
  readonly checkSeeds: (seeds: readonly number[]) => void;
}

/**
 * Loads a data set of the registry.
 *
 * @param request - What is asked for.
 * @param name - Its name.
 */
export async function subjectOfSet(request: SubjectRequest, name: string): Promise<StudySubject> {
  const size = request.training.size ?? request.base?.size;
  const dataset = await loadDataset({
    dataset: name,
    seed: request.splitSeed ?? 0,
    ...(size !== undefined && { size }),
  });
  return { dataset, training: { ...(request.base ?? settingOf(dataset)), ...request.training } };
}

/**
 * Reads a table of the user's own.
 *
 * @param request - What is asked for.
 * @param table - What the command line says of it.
 */
export async function subjectOfTable(request: SubjectRequest, table: TableArguments): Promise<TableSubject> {
  const read = await readTable(table.file, table.reading);
  const { source, warnings } = tableSource(table, read);
  const { size } = request.training;
  const dataset = tableDataset(read, source, { seed: request.splitSeed ?? 0, size });
  const batchSize = Math.min(tableSetting.batchSize, dataset.splits.train.size);
  const kinds = source.inputs.map(([column, kind]) => `${column} (${kind})`);
  return {
    dataset,
    table: source,
    training: { ...tableSetting, encoder: suitingEncoder(dataset), batchSize, ...request.training },
    notes: [`Inputs of ${read.name}: ${kinds.join(', ')}.`],
    warnings: [...warnings.map(withFlags), ...dataset.warnings],
    checkSeeds(seeds) {
      for (const seed of seeds) checkJudgeable(tableDataset(read, source, { seed, size }));
    },
  };
}
