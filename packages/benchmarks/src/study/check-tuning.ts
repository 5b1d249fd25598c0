import { InvalidOptionError, parsePart } from '@equipoise/core';
import { isStrategyName, parseStrategy } from '@equipoise/weighting';

import { prunerFromConfig } from '../search/pruners/registry.ts';
import type { Space } from '../search/dimension.ts';
import { searchFromConfig } from '../search/registry.ts';
import { slotSearch } from './slot-search.ts';
import { slotsOf } from './slots.ts';
import type { Study } from './study.ts';
import type { Tuning } from './tuning.ts';

/**
 * Finds what is wrong with how a study is tuned: options that do not exist, ranges that they cannot have, a budget out of range, a strategy
 * whose options are searched but that is a pipeline, batches of more examples than there are.
 *
 * @param study - The study.
 * @param tuning - How it is tuned.
 * @param examples - Training examples.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence.
 */
export function checkTuning(study: Study, tuning: Tuning, examples: number): void {
  for (const { strategy, search } of study.arms) {
    if (!search || isStrategyName(parsePart(strategy).name)) continue;
    throw new InvalidOptionError('tune', 'search', 'left out where the strategy is a pipeline', search);
  }
  const { trials, seconds, pruner, maxEpochs, search } = tuning;
  if (!(Number.isInteger(trials) && trials >= 1 && trials <= 1000)) {
    throw new InvalidOptionError('tune', 'trials', 'a whole number from 1 to 1000', trials);
  }
  if (seconds !== undefined && !(Number.isFinite(seconds) && seconds > 0)) {
    throw new InvalidOptionError('tune', 'seconds', 'a number above 0', seconds);
  }
  if (pruner) {
    prunerFromConfig(pruner);
    if (trials === 1) throw new InvalidOptionError('tune', 'pruner', 'left out where there is one trial', pruner.name);
  }
  const { epochs } = study.training;
  if (maxEpochs !== undefined && !(Number.isInteger(maxEpochs) && maxEpochs >= epochs)) {
    throw new InvalidOptionError('tune', 'maxEpochs', `a whole number of at least the ${epochs} epochs`, maxEpochs);
  }
  const suggested = searchFromConfig(search);
  for (const slot of slotsOf({ ...study, seeds: 1 })) {
    const found = slotSearch(slot, tuning);
    if (slot.of.kind === 'floor') continue;
    const { space } = found;
    const point = space.length > 0 ? suggested.start({ space, seed: 0, mode: 'min' })(0, []) : {};
    const config = point && found.at(point);
    if (config) parseStrategy(config.strategy);
    const batch = largest(space, 'training.batchSize') ?? config?.batchSize ?? 0;
    if (batch > examples) {
      const expected = `at most the ${examples} training examples of ${study.dataset}`;
      throw new InvalidOptionError('tune', 'training.batchSize', expected, batch);
    }
  }
}

/** The largest value of a dimension of numbers, where it is searched. */
function largest(space: Space, wanted: string): number | undefined {
  const found = space.find(({ name }) => name === wanted);
  if (!found) return undefined;
  return found.type === 'choice' ? Math.max(...found.values.map(Number)) : found.high;
}
