import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { oldCheckpoints, writeCheckpoint } from '../training/checkpoint-files.ts';
import { removeLeftovers } from '../documents/leftovers.ts';
import { nodeFiles, nodePath } from '../documents/node-files.ts';
import { requireWritable } from '../documents/require-writable.ts';
import { type BestEpoch, readBestEpoch } from './best-epoch.ts';
import type { Callback } from './callback.ts';

/** Options of {@link checkpoints}. */
export const checkpointsOptions = optionsSchema('checkpoints', {
  every: integer({ default: 1, min: 1, meaning: 'the epochs from one checkpoint to the next' }),
  last: integer({ default: 2, min: 1, meaning: 'how many of the last checkpoints are kept' }),
});

/** Options of {@link checkpoints}. */
export type CheckpointsOptions = OptionsOf<typeof checkpointsOptions>;

/**
 * Writes checkpoints into a folder: safetensors files with a digest, each complete or not at all. The last ones and the one of the best
 * epoch are kept. Resume with `resume: loadCheckpoint(folder)`.
 *
 * @param folder - The folder; it is made when it is missing. It should hold the checkpoints of one run only.
 * @param options - How often, and how many are kept.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link StorageError} when a file cannot be written: before the first step, where
 *   that is known.
 */
export function checkpoints(folder: string, options: CheckpointsOptions = {}): Callback {
  const { every, last } = checkpointsOptions.read(options);
  let best: BestEpoch = { epoch: 0, monitored: null };
  return {
    name: 'checkpoints',
    onTrainBegin() {
      requireWritable(nodePath().join(folder, 'checkpoint'));
      removeLeftovers(folder);
    },
    async onEpochEnd({ epoch, monitored }, run) {
      const isBest = best.monitored === null || monitored < best.monitored;
      const isLast = run.epoch === run.epochs;
      if (isBest) best = { epoch: run.epoch, monitored };
      if (!isBest && !isLast && (epoch + 1) % every !== 0) return;
      writeCheckpoint(folder, await run.checkpoint());
      for (const file of oldCheckpoints(folder, last, best.epoch)) nodeFiles().rmSync(file, { force: true });
    },
    state: () => ({ data: best }),
    load({ data }) {
      best = readBestEpoch('checkpoints', data);
    },
  };
}
