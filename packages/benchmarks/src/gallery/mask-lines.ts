import { isRecord, type MaskPrediction } from '@equipoise/core';

import type { AnswerLine } from './entry.ts';

/** Letters from the first class, which is the ground, to the last. */
const letters = '.#ox+*=~';

/**
 * Whether a prediction is a mask.
 *
 * @param prediction - What a model predicts.
 */
export function isMask(prediction: unknown): prediction is MaskPrediction {
  return isRecord(prediction) && prediction.mask instanceof Int32Array && Array.isArray(prediction.classes);
}

/**
 * A mask as lines of letters, with the share of each class but the first.
 *
 * @param task - The name of the task.
 * @param prediction - The mask. Every second row is drawn, as a letter is twice as high as wide.
 */
export function maskLines(task: string, { mask, width, height, classes }: MaskPrediction): readonly AnswerLine[] {
  const shares = classes.slice(1).map((name, index) => {
    const share = mask.filter((pixel) => pixel === index + 1).length / mask.length;
    return `${letters[index + 1] ?? '?'} ${name} ${(100 * share).toFixed(0)} %`;
  });
  const rows = Array.from({ length: Math.ceil(height / 2) }, (_, row) =>
    Array.from(mask.subarray(2 * row * width, (2 * row + 1) * width), (pixel) => letters[pixel] ?? '?').join(''),
  );
  return [{ of: task, answer: shares.join(', ') }, ...rows.map((answer) => ({ of: '', answer }))];
}
