import { at } from '../../src/at.ts';
import { expect } from 'vitest';

import { onProgress } from '../../src/callbacks/progress.ts';
import type { Checkpoint } from '../../src/training/checkpoint.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import type { History } from '../../src/training/history.ts';

/** What a run left behind: its weights, and what it saw, with its clock taken out. */
export interface Outcome {
  readonly parameters: readonly number[];
  readonly buffers: readonly number[];
  readonly history: History;
}

/**
 * Trains, and frees the model.
 *
 * @param options - The options of `fit`.
 */
export async function outcomeOf(options: FitOptions): Promise<Outcome> {
  const { model, history } = await fit(options);
  const { parameters, buffers } = model.weights;
  await model.dispose();
  const steps = history.steps.map((step) => ({ ...step, milliseconds: 0 }));
  return { parameters: [...parameters], buffers: [...buffers], history: { ...history, steps } };
}

/**
 * The last checkpoint of a run that is broken off in the middle of an epoch, as it comes back from a file.
 *
 * @param options - The options of `fit`.
 * @param atStep - The steps that it makes.
 */
export async function brokenOff(options: FitOptions, atStep: number): Promise<Checkpoint> {
  const stop = new AbortController();
  const kept: Checkpoint[] = [];
  const callbacks = [
    ...(options.callbacks ?? []),
    { name: 'keep', onEpochEnd: async (_, run) => void kept.push(await run.checkpoint()) },
    onProgress(({ step }) => {
      if (step === atStep) stop.abort(new Error('killed'));
    }),
  ] satisfies FitOptions['callbacks'];
  await expect(fit({ ...options, callbacks, signal: stop.signal })).rejects.toThrow('killed');
  const { tensors, ...rest } = at(kept, kept.length - 1);
  const copies = Object.entries(tensors).map(([name, values]) => [name, values.slice()]);
  return { ...(JSON.parse(JSON.stringify(rest)) as Checkpoint), tensors: Object.fromEntries(copies) as typeof tensors };
}

/**
 * What a run leaves behind from an epoch on.
 *
 * @param outcome - All that it left behind.
 * @param epoch - The first epoch that counts.
 */
export function from({ history, ...weights }: Outcome, epoch: number): Outcome {
  const rest = <Record extends { readonly epoch: number }>(records: readonly Record[]): readonly Record[] =>
    records.filter((record) => record.epoch >= epoch);
  return { ...weights, history: { ...history, steps: rest(history.steps), epochs: rest(history.epochs) } };
}
