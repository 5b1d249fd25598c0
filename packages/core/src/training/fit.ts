import type { Engine } from '@equipoise/compiler';

import type { MultiTaskModel } from '../model/multi-task-model.ts';
import type { Task } from '../tasks/task.ts';
import type { FitOptions } from './fit-options.ts';
import type { History } from './history.ts';
import { Trainer } from './trainer.ts';

/** What {@link fit} returns. */
export interface Fitted<Tasks extends Task = Task, Column extends string = string> {
  /** The trained model. */
  readonly model: MultiTaskModel<Tasks, Column>;
  /** What was seen of the training. */
  readonly history: History;
  /** The engine that ran the steps. */
  readonly engine: Engine;
  /** Why it was taken, in a few words. */
  readonly engineReason: string;
}

/**
 * Trains one model on all tasks of a data set, and leaves it with the weights of its best epoch.
 *
 * @param options - The data, the model, the strategy, the optimizer and the budget.
 * @throws {@link InvalidOptionError} for an option out of range, {@link DataError} for a data set that cannot be trained on,
 *   {@link NonFiniteError} when a loss, gradient or weight stops being a finite number.
 */
export async function fit<Tasks extends Task = Task, Column extends string = string>(
  options: FitOptions<Tasks, Column>,
): Promise<Fitted<Tasks, Column>> {
  const trainer = await Trainer.create(options);
  try {
    const steps = trainer[Symbol.asyncIterator]();
    while (!(await steps.next()).done);
  } catch (error) {
    await trainer.dispose();
    throw error;
  }
  const { model, history, engine } = trainer;
  try {
    await trainer.finish();
  } catch (error) {
    await model.dispose();
    throw error;
  }
  return {
    model: model as MultiTaskModel<Tasks, Column>,
    history,
    engine: engine.engine,
    engineReason: engine.reason ?? '',
  };
}
