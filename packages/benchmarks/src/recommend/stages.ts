import { isNonFinite } from '../study/fill-slot.ts';
import { fillSlots } from '../study/fill-slots.ts';
import type { FilledSlot } from '../study/filled-slot.ts';
import { type Slot, slotKey, slotsOf } from '../study/slots.ts';
import { seedsOf, type Study } from '../study/study.ts';
import { type StudyResults, studyResults } from '../study/study-results.ts';
import type { TrialMakerOptions } from '../trials/run-trials.ts';
import { type FailedTrial, TrialsFailedError } from '../trials/trials-failed-error.ts';
import { BudgetSpentError } from './budget.ts';

/** What trains the models of a stage. */
export interface StageOptions extends TrialMakerOptions {
  /** Models side by side. */
  readonly jobs: number;
}

/** What a stage came to. */
export interface Stage {
  /** The results of the arms that could be trained. */
  readonly results: StudyResults;
  /** The names of the arms of which a training failed because a number was not finite. */
  readonly diverged: readonly string[];
}

/**
 * Trains a study as far as it is not yet, whole seeds first. An arm whose numbers are not finite is left out: it lost.
 *
 * @param study - The study.
 * @param options - What trains.
 * @throws {@link BudgetSpentError} when the time is over, {@link TrialsFailedError} when something else than an arm failed.
 */
export async function makeStage(study: Study, options: StageOptions): Promise<Stage> {
  const { filled, failed } = await fillStage(study, options);
  const spent = failed.find(({ error }) => error instanceof BudgetSpentError);
  if (spent) throw spent.error;
  const diverged = study.arms
    .filter((arm) => countOf(filled, { kind: 'arm', arm }) < study.seeds)
    .map(({ name }) => name);
  if (failed.some(({ error }) => !isNonFinite(error)) || countOfOthers(filled) < countOfOthers(slotsOf(study))) {
    throw new TrialsFailedError(failed, filled.length + failed.length);
  }
  const left = { ...study, arms: study.arms.filter(({ name }) => !diverged.includes(name)) };
  return {
    results: studyResults(
      left,
      filled.filter(({ slot: { of } }) => of.kind !== 'arm' || !diverged.includes(of.arm.name)),
    ),
    diverged,
  };
}

/**
 * How many whole seeds of a study there are, from the first one on, when the time is over.
 *
 * @param study - The study.
 * @param options - What trains.
 */
export async function completeSeeds(study: Study, options: StageOptions): Promise<number> {
  const { filled } = await fillStage(study, options);
  const seeds = seedsOf(study);
  const each = slotsOf(study).length / study.seeds;
  const missing = seeds.findIndex((seed) => filled.filter(({ slot }) => slot.seed === seed).length < each);
  return missing < 0 ? seeds.length : missing;
}

async function fillStage(
  study: Study,
  { jobs, ...making }: StageOptions,
): Promise<{ readonly filled: readonly FilledSlot[]; readonly failed: readonly FailedTrial[] }> {
  const slots = slotsOf(study).map((slot) => ({ slot, tuning: study.tuning }));
  return await fillSlots({ slots, sideBySide: jobs, ...making });
}

function countOf(filled: readonly FilledSlot[], of: Slot['of']): number {
  return filled.filter(({ slot }) => slotKey(slot.of) === slotKey(of)).length;
}

function countOfOthers(all: readonly (FilledSlot | Slot)[]): number {
  return all.filter((each) => ('slot' in each ? each.slot : each).of.kind !== 'arm').length;
}
