import { join } from 'node:path';

import { start } from '../../support/equipoise.ts';
import { notWhole } from '../../support/not-whole.ts';
import { smallDisk } from '../../support/small-disk.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable, smallComparison } from '../small-jobs.ts';
import { ended, unspoken } from '../spoken.ts';

/** Fills disks of many sizes by a comparison or the checkpoints of a training, then makes them larger and gives the command again. */
export async function fullDisks({ folder, count }: PartContext): Promise<Found> {
  const failures: string[] = [];
  const commands = [
    (disk: string) => [...smallComparison(folder), '--out', disk],
    (disk: string) => [
      ...['train', ...housesTable(folder), '--epochs', '20', '--out', join(folder, 'model.safetensors')],
      ...['--checkpoints', disk],
    ],
  ];
  let full = 0;
  for (let size = 0; size < count; size += 1) {
    const kilobytes = 4 * (size + 1);
    const disk = smallDisk(join(folder, `disk-${size}`), kilobytes);
    if (!disk) return { count: 0, failures, skipped: 'only the superuser of Linux may mount a disk' };
    try {
      const line = commands[size % 2]?.(disk.place) ?? [];
      const outcome = await ended(start(...line));
      if (outcome.code !== 0) full += 1;
      const said = outcome.code === 0 || outcome.stderr.includes('the disk is full (ENOSPC)');
      disk.grow(16_384);
      const again = await ended(start(...line));
      const found = [
        ...unspoken(outcome),
        ...(said ? [] : [`it says: ${outcome.stderr.slice(-200)}`]),
        ...notWhole(disk.place).faults,
        ...(again.code === 0 ? [] : [`with space it ends with ${again.code}: ${again.stderr.slice(-200)}`]),
      ];
      failures.push(...found.map((sentence) => `${kilobytes} kB: ${sentence}`));
    } finally {
      disk.remove();
    }
  }
  return { count, failures, figures: { full } };
}
