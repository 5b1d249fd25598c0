import { fillSlot, type MakeTrial } from '../study/fill-slot.ts';
import type { FilledSlot } from '../study/filled-slot.ts';
import { plannedTrials as plannedCount, type Slot, slotsOf, slotTitle } from '../study/slots.ts';
import type { Study } from '../study/study.ts';
import { type TrialConfig, trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';

/** A trial that a study asks for. */
export interface PlannedTrial {
  /** The trial. */
  readonly config: TrialConfig;
  /** What it is for, as a person reads it. */
  readonly title: string;
  /** What sort of thing that is. */
  readonly kind: Slot['of']['kind'];
}

/** What is known of a trial: its result, or the name of its error; nothing of one that is not made yet. */
export type Known = (id: string) => TrialResult | { readonly error: string } | undefined;

class NotMadeError extends Error {
  override name = 'NotMadeError';
}

/** What a study has asked for. */
export interface PlannedTrials {
  /** The trials so far and the next one of each place, by id. */
  readonly trials: ReadonlyMap<string, PlannedTrial>;
  /** How many trials it asks for besides, at most; one whose best epoch is its last may be made again with more. */
  readonly later: number;
}

/**
 * The trials that a study has asked for so far, and the next one of each place: the study is gone through as it would be made, with the results that
 * are there.
 *
 * @param study - The study.
 * @param known - What is known of a trial.
 */
export async function plannedTrials(study: Study, known: Known): Promise<PlannedTrials> {
  const planned = new Map<string, PlannedTrial>();
  const asks = new Map<Slot, number>();
  const filling = new Map<Slot, Promise<FilledSlot>>();
  const makeFor =
    (slot: Slot): MakeTrial =>
    async (config) => {
      const { of } = slot;
      const id = trialId(config);
      asks.set(slot, (asks.get(slot) ?? 0) + 1);
      if (!planned.has(id)) planned.set(id, { config, title: slotTitle(of), kind: of.kind });
      const found = known(id);
      if (found && !('error' in found)) return Promise.resolve(found);
      throw Object.assign(new NotMadeError(), found && { name: found.error }); // By its name a search knows what may fail.
    };
  const fill = (slot: Slot): Promise<FilledSlot> => {
    const promise = filling.get(slot) ?? fillSlot(slot, study.tuning, makeFor(slot), fill);
    filling.set(slot, promise);
    return promise;
  };
  const slots = slotsOf(study);
  const filled = await Promise.allSettled(slots.map(fill));
  const later = slots.map((slot, index) => {
    const asked = asks.get(slot) ?? 0;
    return filled[index]?.status === 'fulfilled' ? 0 : Math.max(0, plannedCount(slot, study.tuning) - asked);
  });
  return { trials: planned, later: later.reduce((sum, count) => sum + count, 0) };
}
