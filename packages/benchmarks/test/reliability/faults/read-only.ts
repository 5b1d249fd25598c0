import { join } from 'node:path';

import { start } from '../../support/equipoise.ts';
import { smallDisk } from '../../support/small-disk.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable, smallComparison } from '../small-jobs.ts';
import { ended, unspoken } from '../spoken.ts';

/** Gives commands places on a disk that is read-only. */
export async function readOnly({ folder, count }: PartContext): Promise<Found> {
  const disk = smallDisk(join(folder, 'disk'), 64);
  if (!disk) return { count: 0, failures: [], skipped: 'only the superuser of Linux may mount a disk' };
  const train = ['train', ...housesTable(folder), '--epochs', '2'];
  const commands = [
    [...smallComparison(folder), '--out', join(disk.place, 'out')],
    [...train, '--out', join(disk.place, 'model.safetensors')],
    [...train, '--out', join(folder, 'model.safetensors'), '--checkpoints', join(disk.place, 'kept')],
    [...train, '--out', join(folder, 'model.safetensors'), '--log', join(disk.place, 'log.jsonl')],
  ];
  const failures: string[] = [];
  try {
    disk.lock();
    for (let index = 0; index < count; index += 1) {
      const outcome = await ended(start(...(commands[index % commands.length] ?? [])));
      const said = outcome.code !== 0 && outcome.stderr.includes('the disk is read-only (EROFS)');
      const found = [...unspoken(outcome), ...(said ? [] : [`it says: ${outcome.stderr.slice(-200)}`])];
      failures.push(...found.map((sentence) => `command ${index % commands.length}: ${sentence}`));
    }
  } finally {
    disk.remove();
  }
  return { count, failures };
}
