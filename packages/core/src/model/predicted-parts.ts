import type { ExampleSpecs } from '../data/batch.ts';
import { inputsRead, tasksNamed } from '../data/select-tasks.ts';
import { checkKnownOptions } from '../known-options.ts';

/** Options of {@link MultiTaskModel.predict}. */
export interface PredictOptions {
  /**
   * The tasks to predict, by their names: inputs that only others read may be left out then, as in examples of one source.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly string[];
}

/**
 * What of a model a prediction needs: tasks, and the inputs that they read.
 *
 * @param specs - The inputs and tasks of the model.
 * @param options - Which tasks are predicted.
 * @throws {@link InvalidOptionError} when there is no task of a name, {@link UnknownOptionError} for an option that does not exist.
 */
export function predictedParts({ inputs, tasks }: ExampleSpecs, options: PredictOptions): ExampleSpecs {
  checkKnownOptions<PredictOptions>('predict', options, { tasks: true });
  if (options.tasks === undefined) return { inputs, tasks };
  const chosen = tasksNamed('predict', tasks, options.tasks);
  return { inputs: inputsRead({ inputs, tasks: chosen }), tasks: chosen };
}
