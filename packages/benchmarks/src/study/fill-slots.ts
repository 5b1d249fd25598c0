import { StorageError } from '@equipoise/core';

import { trialMaker, type TrialMakerOptions } from '../trials/run-trials.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import type { FailedTrial } from '../trials/trials-failed-error.ts';
import { fillSlot } from './fill-slot.ts';
import type { FilledSlot } from './filled-slot.ts';
import { type Slot, slotKey } from './slots.ts';
import type { Tuning } from './tuning.ts';

/** A slot that waits to be filled. */
export interface OpenSlot {
  /** The slot. */
  readonly slot: Slot;
  /** How it is tuned. */
  readonly tuning?: Tuning | undefined;
}

/** What {@link fillSlots} gives. */
export interface FilledSlots {
  /** The filled slots, in the order of the open ones; those that failed are left out. */
  readonly filled: readonly FilledSlot[];
  /** The slots that failed. */
  readonly failed: readonly FailedTrial[];
}

/** What {@link fillSlots} needs. */
export interface FillSlotsOptions extends TrialMakerOptions {
  /** The slots, in the order in which to fill them. */
  readonly slots: readonly OpenSlot[];
  /**
   * How many slots are filled side by side: each makes one trial at a time.
   *
   * @defaultValue all of them
   */
  readonly sideBySide?: number | undefined;
}

/**
 * Fills slots. One that fails does not stop the others; a result that cannot be kept does: those after it could not be either.
 *
 * @param options - The slots, and where their results go.
 * @throws {@link @equipoise/core!StorageError} when a result cannot be written. Trials may still be under way then: end what makes them.
 */
export async function fillSlots(options: FillSlotsOptions): Promise<FilledSlots> {
  const { slots, sideBySide = slots.length, ...rest } = options;
  const maker = trialMaker(rest);
  const found: (FilledSlot | undefined)[] = [];
  const failed: FailedTrial[] = [];
  const waiting = [...slots.entries()];
  const filling = new Map<Slot, Promise<FilledSlot>>();
  // The slots that another one needs are tuned as it is, and may be of another shard.
  const fill = (slot: Slot, tuning: Tuning | undefined): Promise<FilledSlot> => {
    const make = (config: TrialConfig): Promise<TrialResult> => maker.make(config, slotKey(slot.of));
    const promise = filling.get(slot) ?? fillSlot(slot, tuning, make, (other) => fill(other, tuning));
    filling.set(slot, promise);
    return promise;
  };
  const fillThem = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { slot, tuning }] = next;
      try {
        found[index] = await fill(slot, tuning);
      } catch (error) {
        if (error instanceof StorageError) throw error;
        failed.push({ config: slot.config, error });
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(sideBySide, slots.length) }, fillThem));
    return { filled: slots.flatMap((_, index) => found[index] ?? []), failed };
  } finally {
    maker.end();
  }
}
