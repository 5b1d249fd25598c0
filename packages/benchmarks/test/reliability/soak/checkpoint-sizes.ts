import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { equipoise } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable } from '../small-jobs.ts';

/** Trains many epochs: the last checkpoint is as large as one of the tenth epoch, but for the numbers that it monitors. */
export async function checkpointSizes({ folder, count }: PartContext): Promise<Found> {
  const sizeAfter = async (epochs: number): Promise<number> => {
    const kept = join(folder, `checkpoints-${epochs}`);
    const places = ['--checkpoints', kept, '--out', join(folder, 'model.safetensors')];
    await equipoise('train', ...housesTable(folder), '--epochs', String(epochs), '--batch-size', '48', ...places);
    return Math.max(...readdirSync(kept).map((name) => statSync(join(kept, name)).size));
  };
  const [early, late] = [await sizeAfter(10), await sizeAfter(count)];
  const each = Number(((late - early) / (count - 10)).toFixed(1));
  const failures = each > 25 ? [`a checkpoint grows by ${each} bytes an epoch`] : [];
  return {
    count,
    failures,
    figures: { 'bytes after 10 epochs': early, 'bytes at the end': late, 'bytes an epoch': each },
  };
}
