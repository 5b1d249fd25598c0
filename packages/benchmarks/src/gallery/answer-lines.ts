import { isRecord } from '@equipoise/core';

import { predictionCells } from '../models/prediction-columns.ts';
import type { AnswerLine } from './entry.ts';

/** How a prediction of a task is said, where the usual words do not do. */
export type Sayings = Readonly<Record<string, (prediction: unknown) => string>>;

/**
 * The predictions of one row in the words of a person: a class with its probability, a number with four digits, a list.
 *
 * @param predictions - What `predictRows` gives of a row, by the name of the task.
 * @param sayings - How single tasks are said otherwise.
 */
export function answerLines(
  predictions: Readonly<Record<string, unknown>>,
  sayings: Sayings = {},
): readonly AnswerLine[] {
  return Object.entries(predictions).map(([task, prediction]) => ({
    of: task,
    answer: Object.hasOwn(sayings, task) ? (sayings[task]?.(prediction) ?? '') : said(task, prediction),
  }));
}

function said(task: string, prediction: unknown): string {
  const [[, cell] = ['', '']] = predictionCells(task, prediction);
  const main = typeof cell === 'number' ? String(Number(cell.toPrecision(4))) : cell;
  const sure = probabilityOf(prediction, main);
  return sure === undefined ? main : `${main} (${(100 * sure).toFixed(0)} %)`;
}

/** The probability of the class that is predicted. */
function probabilityOf(prediction: unknown, name: string): number | undefined {
  if (!isRecord(prediction) || !isRecord(prediction.probabilities)) return undefined;
  const found = Object.hasOwn(prediction.probabilities, name) ? prediction.probabilities[name] : undefined;
  return typeof found === 'number' ? found : undefined;
}
