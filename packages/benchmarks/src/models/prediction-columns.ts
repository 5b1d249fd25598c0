import { isRecord } from '@equipoise/core';

/** A cell of a table of predictions. */
export type PredictionCell = string | number;

/**
 * A prediction as cells: the prediction itself under the task's name, and what belongs to it (probabilities, standard deviation) under the
 * task's name, a point and its own.
 *
 * @param task - The task's name.
 * @param prediction - What the model predicts of a row.
 */
export function predictionCells(task: string, prediction: unknown): readonly (readonly [string, PredictionCell])[] {
  if (Array.isArray(prediction)) return [[task, prediction.join(' ')]];
  if (!isRecord(prediction)) return [[task, cellOf(prediction)]];
  return Object.entries(prediction).flatMap(([part, value]): (readonly [string, PredictionCell])[] => {
    if (part === 'class' || part === 'value') return [[task, cellOf(value)]];
    if (part === 'labels' && Array.isArray(value)) return [[task, value.join(' ')]];
    if (isRecord(value)) {
      return Object.entries(value).flatMap(([name, inner]) =>
        predictionCells(part === 'probabilities' ? `${task}.${name}` : `${task}.${part}.${name}`, inner),
      );
    }
    return [[`${task}.${part}`, cellOf(value)]];
  });
}

function cellOf(value: unknown): PredictionCell {
  return typeof value === 'number' ? value : String(value);
}
