import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DocumentError, readDocument } from '@equipoise/core';

import { type Live, liveDocument } from './live-document.ts';

/** Milliseconds after which a file is that of a process that died. */
const staleMs = 20_000;

/** What the processes that make a study are at. */
export interface LiveState extends Live {
  /** How many processes there are. */
  readonly processes: number;
}

/**
 * What the processes that write into a folder are at.
 *
 * @param out - The folder of the results.
 * @param now - The time, in milliseconds since 1970.
 */
export function readLive(out: string, now: number): LiveState {
  const found = filesOf(join(out, 'live')).flatMap((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const live = stat && readOrNothing(file);
    return live && (live.ended === true || now - stat.mtimeMs <= staleMs) ? [live] : [];
  });
  return {
    processes: found.filter(({ ended }) => ended !== true).length,
    running: found.flatMap(({ running }) => running),
    failed: found.flatMap(({ failed }) => failed),
  };
}

/**
 * Removes the files of processes that have ended.
 *
 * @param folder - The folder of such files.
 */
export function removeEnded(folder: string): void {
  for (const file of filesOf(folder)) {
    if (readOrNothing(file)?.ended === true) rmSync(file, { force: true });
  }
}

function filesOf(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => join(folder, name));
  } catch {
    return []; // No process has written there.
  }
}

function readOrNothing(file: string): Live | undefined {
  try {
    return readDocument(file, liveDocument);
  } catch (error) {
    if (error instanceof DocumentError) return undefined; // Of another version, or being removed.
    throw error;
  }
}
