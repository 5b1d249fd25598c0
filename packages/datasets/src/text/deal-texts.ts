import { checkKnownOptions, didYouMean, InvalidOptionError, isRecord, random, toTable } from '@equipoise/core';

import type { FromTextsOptions } from '../from-texts-options.ts';
import { completeSeedAndSize } from '../load-options.ts';
import { mapSplits } from '../map-splits.ts';
import { checkSplitOptions } from '../splits/check-split-options.ts';
import { tableSplits } from '../splits/table-splits.ts';
import type { TableRows } from '../table/build-dataset.ts';
import type { BuildTextsOptions } from './build-texts.ts';
import { checkTags } from './check-tags.ts';
import { generationOnly, textKinds, type TextTask } from './text-task.ts';

/**
 * Checks the options of `fromTexts`, and deals the rows to splits.
 *
 * @param options - The options.
 * @throws what `fromTexts` throws.
 */
export function dealTexts(options: FromTextsOptions): Omit<BuildTextsOptions, 'text'> {
  const { name = 'texts', column, split = 'random', onWarning } = options;
  const tasks = readTasks(name, options);
  const { validation, test, validationRows: validationTable, testRows: testTable } = options;
  const shares = {
    ...(validation !== undefined && { validation }),
    ...(test !== undefined && { test }),
    ...(validationTable && { validationTable }),
    ...(testTable && { testTable }),
  };
  checkSplitOptions(name, { split, ...shares });
  const { seed, size } = completeSeedAndSize(name, options);
  const table = toTable(name, options.rows);
  const labels = Object.keys(tasks).filter((task) => ['binary', 'multiclass'].includes(tasks[task]?.kind ?? ''));
  const deal = { owner: name, table, rule: split, labels, stream: random(seed).fork('split') };
  const splits = tableSplits(deal, shares, size);
  const tagged = Object.keys(tasks).filter((task) => tasks[task]?.kind === 'tagging');
  mapSplits(splits, (rows: TableRows) => {
    for (const tags of tagged) checkTags({ owner: name, table: rows.table, tokens: column, tags });
  });
  return { name, splits, column, tasks, onWarning };
}

/** The tasks with their kinds, checked. */
function readTasks(owner: string, options: FromTextsOptions): Readonly<Record<string, TextTask>> {
  checkKnownOptions<FromTextsOptions>('fromTexts', options, {
    name: true,
    rows: true,
    column: true,
    tasks: true,
    text: true,
    split: true,
    validation: true,
    test: true,
    validationRows: true,
    testRows: true,
    seed: true,
    size: true,
    onWarning: true,
  });
  const { column, tasks } = options;
  if (typeof column !== 'string') throw new InvalidOptionError(owner, 'column', 'the name of a column', column);
  if (!isRecord(tasks) || Object.keys(tasks).length === 0) {
    throw new InvalidOptionError(owner, 'tasks', 'at least one task', tasks);
  }
  if (Object.hasOwn(tasks, column)) {
    throw new InvalidOptionError(owner, 'column', 'a column that no task predicts', column);
  }
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, readTask(owner, name, task)]));
}

function readTask(owner: string, name: string, given: FromTextsOptions['tasks'][string]): TextTask {
  const task: TextTask = typeof given === 'string' ? { kind: given } : given;
  checkKnownOptions<TextTask>(`${owner}: task ${name}`, task, {
    kind: true,
    names: true,
    metrics: true,
    priority: true,
    text: true,
    decoder: true,
    beams: true,
  });
  const kind: unknown = task.kind;
  const without = kind === 'generation' ? (['names'] as const) : generationOnly;
  for (const option of without) {
    if (task[option] === undefined) continue;
    throw new InvalidOptionError(owner, `tasks.${name}.${option}`, `left out of ${String(kind)}`, task[option]);
  }
  if (textKinds.some((known) => known === kind)) return task;
  const guess = typeof kind === 'string' ? didYouMean(kind, textKinds) : '';
  throw new InvalidOptionError(owner, `tasks.${name}`, `${textKinds.join(' or ')}${guess}`, kind);
}
