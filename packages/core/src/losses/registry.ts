import type { TaskKind } from '../task.ts';
import { huber } from './huber.ts';
import type { Loss } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { sigmoidCrossEntropy } from './sigmoid-cross-entropy.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

/** Every loss by its name. */
export const losses = {
  'softmax-cross-entropy': softmaxCrossEntropy,
  'sigmoid-cross-entropy': sigmoidCrossEntropy,
  'mean-squared-error': meanSquaredError,
  'mean-absolute-error': meanAbsoluteError,
  huber,
} as const satisfies Record<string, Loss>;

/** The name of a loss. */
export type LossName = keyof typeof losses;

/** The losses that each kind of task can be trained with, the usual one first. */
export const lossesOf: Readonly<Record<TaskKind, readonly [LossName, ...LossName[]]>> = {
  binary: ['sigmoid-cross-entropy'],
  multiclass: ['softmax-cross-entropy'],
  multilabel: ['sigmoid-cross-entropy'],
  regression: ['mean-squared-error', 'mean-absolute-error', 'huber'],
};
