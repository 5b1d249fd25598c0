import type { TrialResult } from '../trials/trial-result.ts';
import { trialId } from '../trials/trial-config.ts';
import type { FilledSlot } from './filled-slot.ts';
import type { Slot } from './slots.ts';

/**
 * What an arm of several groups has: each task has the metrics of its group's model, and the models count together. There is no curve and no best epoch of several
 * models, so the result has none.
 *
 * @param slot - The slot of the arm.
 * @param models - The models of its groups, filled.
 */
export function joinedGroups(slot: Slot, models: readonly FilledSlot[]): FilledSlot {
  const results = models.map(({ result }) => result);
  const [first] = results;
  if (!first) throw new Error('An arm of several groups has a model.');
  const sum = (read: (model: FilledSlot) => number): number => models.reduce((total, model) => total + read(model), 0);
  const steps = Math.max(...results.map((result) => result.steps));
  return {
    slot,
    result: {
      ...first,
      id: trialId(slot.config),
      config: slot.config,
      test: joined(results, ({ test }) => test),
      validation: joined(results, ({ validation }) => validation),
      bestEpoch: -1,
      ownEpochs: joined(results, ({ ownEpochs }) => ownEpochs),
      parameters: sum(({ result }) => result.parameters),
      epochs: [],
      trace: { pairs: [], points: [], conflicts: [] },
      looks: undefined,
      statuses: {},
      steps,
      msPerStep: sum(({ result }) => result.msPerStep * result.steps) / steps,
    },
    trials: sum(({ trials }) => trials),
    seconds: sum(({ seconds }) => seconds),
  };
}

function joined<Value>(
  results: readonly TrialResult[],
  read: (result: TrialResult) => Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(results.flatMap((result) => Object.entries(read(result))));
}
