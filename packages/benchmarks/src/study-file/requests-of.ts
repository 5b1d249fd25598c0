import { dirname, resolve } from 'node:path';

import { InvalidOptionError, parsePart } from '@equipoise/core';

import { crossArchitectures } from '../commands/cross-architectures.ts';
import { modelParts } from '../commands/model-parts.ts';
import type { StudyRequest } from '../commands/plan-studies.ts';
import type { TableArguments } from '../commands/table-source.ts';
import type { Arm } from '../study/study.ts';
import type { Tuning } from '../study/tuning.ts';
import { measuresOf } from './measure-keys.ts';
import type { StudyFile } from './study-file.ts';

/**
 * The studies that a file asks for, one for each data set.
 *
 * @param study - What the file says.
 * @param file - Its path: tables are found from its folder.
 * @throws {@link @equipoise/core!InvalidOptionError} for parts that do not exist or have an option out of range, and for several encoders
 *   or optimizers in a study that is not tuned.
 */
export function requestsOf(study: StudyFile, file: string): readonly StudyRequest[] {
  const { seeds, split, tune, floors = true, metrics, monitor, engine = 'auto', threads = 1 } = study;
  const { encoders = [], optimizers = [] } = study;
  const measures = measuresOf(study);
  for (const [name, parts] of Object.entries({ encoders, optimizers })) {
    if (parts.length > 1 && tune === undefined) {
      throw new InvalidOptionError('study', name, 'one of them, or a study with `tune`, which chooses', parts);
    }
  }
  const { epochs, batchSize, learningRate, size, gradientScope, headPolicy } = study;
  const [encoder, optimizer] = [encoders[0], optimizers[0]];
  const parts = modelParts({
    ...(encoder !== undefined && { encoder }),
    ...(optimizer !== undefined && { optimizer }),
  });
  const common = {
    arms: armsOf(study),
    ...(seeds !== undefined && { seeds }),
    ...(typeof split === 'number' && { splitSeed: split }),
    floors,
    ...(measures && { measures }),
    ...(metrics && { metrics }),
    ...(monitor !== undefined && { monitor: { kind: 'monitor', ...parsePart(monitor) } }),
    training: {
      ...parts,
      ...(epochs !== undefined && { epochs }),
      ...(batchSize !== undefined && { batchSize }),
      ...(learningRate !== undefined && { learningRate }),
      ...(size !== undefined && { size }),
      ...(gradientScope !== undefined && gradientScope !== 'shared' && { gradientScope }),
      ...(headPolicy !== undefined && { headPolicy }),
    },
    ...(tune !== undefined && { tuning: tuningOf(tune, study) }),
    engine,
    threads,
  };
  return study.datasets.map((dataset) =>
    typeof dataset === 'string' ? { ...common, dataset } : { ...common, table: tableOf(dataset, file) },
  );
}

/** Every strategy with every architecture. */
function armsOf({ strategies, architectures = [] }: StudyFile): readonly Arm[] {
  const arms = strategies.map((arm): Arm => {
    if (typeof arm === 'string') return { name: arm, strategy: arm };
    const { strategy, name = strategy, search } = arm;
    return { name, strategy, ...(search && { search }) };
  });
  return crossArchitectures(arms, architectures);
}

function tuningOf(
  tune: NonNullable<StudyFile['tune']>,
  { encoders = [], optimizers = [] }: StudyFile,
): Tuning | number {
  const choices = {
    ...(encoders.length > 1 && { encoders: encoders.flatMap((text) => modelParts({ encoder: text }).encoder ?? []) }),
    ...(optimizers.length > 1 && {
      optimizers: optimizers.flatMap((text) => modelParts({ optimizer: text }).optimizer ?? []),
    }),
  };
  if (typeof tune === 'number' && Object.keys(choices).length === 0) return tune;
  const { search = 'tpe', pruner, ...specs } = typeof tune === 'number' ? { trials: tune } : tune;
  return {
    search: { kind: 'search', ...parsePart(search) },
    ...(pruner !== undefined && { pruner: { kind: 'pruner', ...parsePart(pruner) } }),
    ...specs,
    ...choices,
  };
}

function tableOf(
  { table, targets, inputs, onMissing, onUnseen, reading = {} }: TableEntry,
  file: string,
): TableArguments {
  return {
    file: resolve(dirname(file), table),
    reading,
    targets: listOf(targets),
    inputs: inputs && listOf(inputs),
    onMissing,
    onUnseen,
  };
}

type TableEntry = Exclude<StudyFile['datasets'][number], string>;

/** Columns as the command line takes them. */
function listOf(columns: TableEntry['targets']): string {
  if (Array.isArray(columns)) return columns.join(',');
  return Object.entries(columns as Readonly<Record<string, string>>)
    .map(([column, kind]) => `${column}:${kind}`)
    .join(',');
}
