import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of a test's own. */
export interface SmallDisk {
  readonly place: string;
  /** Lets nobody write on it any more. */
  lock(): void;
  /** Writes on it until it is full. */
  fill(): void;
  /** Makes it larger, with what is on it. */
  grow(kilobytes: number): void;
  remove(): void;
}

/**
 * A disk of so many kilobytes; undefined where this user may not have one: only the superuser of Linux may.
 *
 * @param place - The folder that it becomes.
 * @param kilobytes - Its size.
 */
export function smallDisk(place: string, kilobytes: number): SmallDisk | undefined {
  mkdirSync(place, { recursive: true });
  if (!ran('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place)) return undefined;
  return {
    place,
    lock() {
      if (!ran('mount', '-o', 'remount,ro', place)) throw new Error(`${place} cannot be made read-only.`);
    },
    fill() {
      const handle = openSync(join(place, 'full'), 'w');
      try {
        for (;;) writeSync(handle, new Uint8Array(1024));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(handle);
      }
    },
    grow(wanted) {
      if (!ran('mount', '-o', `remount,size=${wanted}k`, place)) throw new Error(`${place} cannot be made larger.`);
    },
    remove() {
      if (!ran('umount', place)) throw new Error(`${place} cannot be removed.`);
    },
  };
}

function ran(program: string, ...line: readonly string[]): boolean {
  return spawnSync(program, line).status === 0;
}
