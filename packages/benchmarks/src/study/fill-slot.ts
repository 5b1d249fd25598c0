import { searchFromConfig } from '../search/registry.ts';
import type { Outcome } from '../search/search.ts';
import { startSearch } from '../search/suggester.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { fillFrom } from './fill-from.ts';
import { type FilledSlot, monitoredOf } from './filled-slot.ts';
import { slotSearch } from './slot-search.ts';
import { type MakeTrial, SlotTrials, wholeTrial } from './slot-trials.ts';
import type { Slot } from './slots.ts';
import type { Tuning } from './tuning.ts';

export type { MakeTrial } from './slot-trials.ts';

/**
 * Fills a slot: searches on the validation split, then makes the final trial with what was best. The trials depend on the study and on
 * their own results only, so that a study that was stopped goes on as if it had not been, and its report can be made again.
 *
 * @param slot - The slot.
 * @param tuning - How it is tuned; not at all when left out.
 * @param make - Gives the result of a trial. A suggestion with which a loss or gradient is not finite counts as failed; any other error ends
 *   the slot.
 * @param fill - Fills the slots that decide what is trained here; by itself when left out.
 */
export async function fillSlot(
  slot: Slot,
  tuning: Tuning | undefined,
  make: MakeTrial,
  fill: (other: Slot) => Promise<FilledSlot> = (other) => fillSlot(other, tuning, make),
): Promise<FilledSlot> {
  if (slot.from) {
    const found = fillFrom(slot, await Promise.all(slot.from.map(fill)));
    if ('result' in found) return found;
    if ('final' in found) return { slot, result: await make(found.final), trials: 0, seconds: 0 };
    const filled = await fillSlot({ ...slot, from: undefined, config: found.config }, tuning, make);
    return { ...filled, slot };
  }
  if (!tuning || slot.of.kind === 'floor') return { slot, result: await make(slot.config), trials: 0, seconds: 0 };
  const trials = new SlotTrials(tuning, make);
  let best = await trials.try(slot.config);
  const search = slotSearch(slot, tuning);
  const suggester =
    search.space.length > 0
      ? startSearch(searchFromConfig(tuning.search), { space: search.space, seed: slot.seed, mode: 'min' })
      : undefined;
  for (let trial = 1; trial < tuning.trials && !trials.isSpent; trial += 1) {
    const suggestion = suggester?.ask();
    if (!suggester || !suggestion) break;
    const result = await trials.try(search.at(suggestion.values)).catch((error: unknown) => {
      if (!isNonFinite(error)) throw error;
      return undefined;
    });
    suggester.tell(suggestion.id, outcomeOf(result));
    if (result && result.prunedAt === undefined && monitoredOf(result) < monitoredOf(best)) best = result;
  }
  best = await extended(best, tuning, trials);
  const { diagnoseEvery, looks } = slot.config;
  const result = await make({ ...wholeTrial(best.config), final: true, diagnoseEvery, looks });
  return { slot, result, trials: trials.count, pruned: trials.pruned, seconds: trials.seconds };
}

/** What a search is told of a trial; no result is one that is not finite. */
function outcomeOf(result: TrialResult | undefined): Outcome {
  const value = result && monitoredOf(result);
  if (value === undefined || !Number.isFinite(value)) return 'failed';
  return result?.prunedAt === undefined ? value : { value, stoppedAt: result.prunedAt };
}

/**
 * Whether a training stopped because a number was not finite; from another process it is told by its name.
 *
 * @param error - What it threw.
 */
export function isNonFinite(error: unknown): boolean {
  return error instanceof Error && error.name === 'NonFiniteError';
}

/** Gives a trial more epochs while its best epoch is its last one, up to the cap, and while there is time. */
async function extended(from: TrialResult, { maxEpochs = 0 }: Tuning, trials: SlotTrials): Promise<TrialResult> {
  let best = from;
  for (;;) {
    const { epochs } = best.config;
    if (best.bestEpoch < epochs - 1 || epochs >= maxEpochs || trials.isSpent) return best;
    const longer = await trials.tryWhole({ ...best.config, epochs: Math.min(2 * epochs, maxEpochs) });
    if (!(monitoredOf(longer) < monitoredOf(best))) return best;
    best = longer;
  }
}
