import type { StepRecord } from '../../src/training/history.ts';
import type { Trainer } from '../../src/training/trainer.ts';

/**
 * Makes all steps of a training.
 *
 * @param trainer - The training.
 */
export async function stepsOf(trainer: Trainer): Promise<readonly StepRecord[]> {
  const steps: StepRecord[] = [];
  for await (const step of trainer) steps.push(step);
  return steps;
}
