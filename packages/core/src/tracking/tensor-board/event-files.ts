import { nodeFiles, nodePath } from '../../documents/node-files.ts';
import { readRegular } from '../../documents/read-regular.ts';
import { reasonOf } from '../../documents/reason.ts';
import { writeAtomic } from '../../documents/write-atomic.ts';
import { StorageError } from '../../errors.ts';
import { oneLine } from '../../show.ts';
import { isAfter } from './event.ts';
import { records } from './record.ts';

/** Our event files of a folder: TensorBoard reads them in the order of their names. */
const pattern = /^events\.out\.tfevents\.(\d{10})\.equipoise$/;

/** The most bytes of a file that is gone on with. */
const largest = 2 ** 31;

/**
 * The file of a folder for the events that come now: the first one, or the one after the last.
 *
 * @param folder - The folder.
 */
export function nextEventFile(folder: string): string {
  const last = Math.max(0, ...eventFiles(folder).map(([number]) => number));
  return nodePath().join(folder, `events.out.tfevents.${String(last + 1).padStart(10, '0')}.equipoise`);
}

/**
 * Takes out of the files what they hold after a step, and what was not written to its end. A file with nothing left is removed.
 *
 * @param folder - The folder.
 * @param step - The step.
 */
export function cutEventFiles(folder: string, step: number): void {
  for (const [, file] of eventFiles(folder)) {
    try {
      const bytes = readRegular(file, largest) ?? new Uint8Array(0);
      let end = 0;
      let kept = 0;
      for (const found of records(bytes)) {
        if (kept > 0 && isAfter(found.content, step)) break;
        [end, kept] = [found.end, kept + 1];
      }
      if (step === 0 || kept <= 1) nodeFiles().rmSync(file, { force: true });
      else if (end < bytes.length) writeAtomic(file, bytes.subarray(0, end));
    } catch (error) {
      throw new StorageError(`${oneLine(file)} cannot be gone on with: ${reasonOf(error)}.`, { cause: error });
    }
  }
}

/**
 * Whether the files of a folder hold a run to its end.
 *
 * @param folder - The folder.
 */
export function holdsEnd(folder: string): boolean {
  return eventFiles(folder).some(([, file]) => {
    const all = records(readRegular(file, largest) ?? new Uint8Array(0));
    return all.some(({ content }) => isAfter(content, Number.POSITIVE_INFINITY));
  });
}

function eventFiles(folder: string): readonly (readonly [number: number, file: string])[] {
  const { existsSync, readdirSync } = nodeFiles();
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const number = pattern.exec(name)?.[1];
      return number === undefined ? [] : [[Number(number), nodePath().join(folder, name)] as const];
    });
}
