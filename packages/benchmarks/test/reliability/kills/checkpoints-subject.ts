import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadCheckpoint } from '@equipoise/core';

import type { Running } from '../../support/equipoise.ts';
import type { Subject } from './kill-often.ts';

/** Epochs that are kept, and epochs that were said to be. */
interface Epochs {
  readonly kept: number;
  readonly said: readonly number[];
}

/** A training with `checkpoints` and the file `model.safetensors`; where it says which epochs are kept, in the file `said`. */
export function checkpointsSubject(start: (folder: string) => Running): Subject<Epochs> {
  return {
    start,
    standing(folder) {
      const [checkpoints, said] = [join(folder, 'checkpoints'), join(folder, 'said')];
      const kept = existsSync(checkpoints) ? (loadCheckpoint(checkpoints)?.position.epoch ?? 0) : 0;
      return { kept, said: existsSync(said) ? readFileSync(said, 'utf8').trim().split('\n').map(Number) : [] };
    },
    size: ({ kept }) => kept,
    lost(before, after) {
      const newest = Math.max(0, ...after.said);
      return [
        ...(after.kept < before.kept ? [`epoch ${before.kept} was kept, and now ${after.kept}`] : []),
        ...(after.kept < newest ? [`epoch ${newest} was said to be kept, and ${after.kept} is`] : []),
        ...(new Set(after.said).size < after.said.length ? ['an epoch was made twice after it was kept'] : []),
      ];
    },
    outcome: (folder) =>
      createHash('sha256')
        .update(readFileSync(join(folder, 'model.safetensors')))
        .digest('hex'),
  };
}
