import { checkKnownOptions, didYouMean, InvalidOptionError, isRecord, random, toTable } from '@equipoise/core';

import type { FromTextsOptions } from './from-texts-options.ts';
import { completeSeedAndSize } from './load-options.ts';
import { mapSplits } from './map-splits.ts';
import { checkSplitOptions } from './splits/check-split-options.ts';
import { tableSplits } from './splits/table-splits.ts';
import { buildTexts } from './text/build-texts.ts';
import { checkTags } from './text/check-tags.ts';
import { textKinds, type TextTask } from './text/text-task.ts';
import type { TableRows } from './table/build-dataset.ts';
import type { TableDataset } from './table/table-types.ts';

/**
 * Makes a data set of your own texts: classes, labels and numbers of a text beside tags of its tokens. The vocabulary is fitted to the training rows and
 * saved with the model. What `readConll`, `readSlots`, `readJsonl` and the readers of parallel text give can be rows.
 *
 * @example
 * const sentences = await readSlots({ tokens: 'seq.in', tags: 'seq.out', labels: 'label' });
 * const dataset = fromTexts({ rows: sentences, column: 'tokens', tasks: { label: 'multiclass', tags: 'tagging' } });
 *
 * @param options - The rows, the column of the text, and what is predicted.
 * @throws {@link @equipoise/core!DataError} when a row is not what the options say, such as a tag too few; names the column and the row, from 1.
 * @throws {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of its range, or the text is also predicted.
 */
export function fromTexts(options: FromTextsOptions): TableDataset {
  const { name = 'texts', column, split = 'random', text, onWarning } = options;
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
  return buildTexts({ name, splits, column, text, tasks, onWarning });
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
  });
  const kind: unknown = task.kind;
  if (textKinds.some((known) => known === kind)) return task;
  const guess = typeof kind === 'string' ? didYouMean(kind, textKinds) : '';
  throw new InvalidOptionError(owner, `tasks.${name}`, `${textKinds.join(' or ')}${guess}`, kind);
}
