import { sizeOf } from '../size-of.ts';
import type { TaskKind } from './task-kind.ts';

/**
 * How many numbers the prediction of one example is: the outputs of the head, or the tokens of a sequence that the task writes.
 *
 * @param kind - What the task predicts.
 */
export function predictionSize({ writing, outputs, labels }: TaskKind): number {
  return sizeOf(writing ? labels : outputs);
}
