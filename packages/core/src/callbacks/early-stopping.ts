import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { type BestEpoch, readBestEpoch } from './best-epoch.ts';
import type { Callback } from './callback.ts';

/** Options of {@link earlyStopping}. */
export const earlyStoppingOptions = optionsSchema('earlyStopping', {
  patience: integer({
    default: 10,
    min: 1,
    search: [3, 30],
    meaning: 'the epochs without a better monitored value, before it stops',
  }),
  minDelta: number({ default: 0, min: 0, meaning: 'how much lower a better value must be' }),
});

/** Options of {@link earlyStopping}. */
export type EarlyStoppingOptions = OptionsOf<typeof earlyStoppingOptions>;

/**
 * Ends the training after some epochs without a better monitored value.
 *
 * @param options - How long it waits.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience, minDelta } = earlyStoppingOptions.read(options);
  let best: BestEpoch = { epoch: 0, monitored: null };
  return {
    name: 'early-stopping',
    onEpochEnd({ epoch, monitored }, run) {
      if (best.monitored === null || monitored < best.monitored - minDelta) best = { epoch, monitored };
      else if (epoch - best.epoch >= patience) run.stop(`no better epoch since epoch ${best.epoch}`);
    },
    state: () => ({ data: best }),
    load({ data }) {
      best = readBestEpoch('early-stopping', data);
    },
  };
}
