import type { Balancer, StepStats } from '../balancer.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { weightsByPath } from '../model/weights-by-path.ts';
import { fit, type Fitted } from '../training/fit.ts';
import type { FitOptions } from '../training/fit-options.ts';
import { excess, keepingMonitor, keptMetrics, lossOf } from './kept-metrics.ts';

/** Weighs all tasks the same: new tasks on weights that stay have nothing to be balanced with. */
export const sumOfLosses: Balancer<null, StepStats> = {
  name: 'sum-of-losses',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/**
 * Trains all weights of a model to which tasks were added, and takes that back where an old task lost more than it may.
 *
 * @param share - The share of its value by which the main metric of an old task may become worse on the validation split.
 * @param model - The model before.
 * @param options - The training, but for what it starts from.
 * @param addFrozen - Adds the tasks to the model, whose weights stay.
 */
export async function tuneWithin(
  share: number,
  model: MultiTaskModel,
  options: FitOptions,
  addFrozen: () => Promise<Fitted>,
): Promise<Fitted> {
  const { dataset, monitor } = options;
  const { validation } = dataset.splits;
  const kept = await keptMetrics(model, dataset.tasks, validation);
  const frozen = await addFrozen();
  const start = weightsByPath(frozen.model);
  const tuned = await fit({ ...options, start, monitor: keepingMonitor(kept, share, monitor) }).catch(
    async (error: unknown) => {
      await frozen.model.dispose();
      throw error;
    },
  );
  const evaluation = await tuned.model.evaluate(validation);
  if (excess(kept, share, evaluation) === 0) {
    await frozen.model.dispose();
    return tuned;
  }
  await tuned.model.dispose();
  const most = kept.reduce((worst, each) => Math.max(worst, lossOf(each, evaluation)), 0);
  const note =
    `addTask: no epoch of all weights keeps the old tasks within ${percent(share)}, the best loses ${percent(most)}; ` +
    'the weights that the model had are kept, and only those of the new tasks were trained.';
  return { ...frozen, history: { ...frozen.history, notes: [...frozen.history.notes, note] } };
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`;
}
