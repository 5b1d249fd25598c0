import { readdirSync, statSync } from 'node:fs';
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
  const folder = join(out, 'live');
  const found = filesOf(folder).flatMap((name) => {
    const file = join(folder, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat || now - stat.mtimeMs > staleMs) return [];
    return readOrNothing(file) ?? [];
  });
  return {
    processes: found.length,
    running: found.flatMap(({ running }) => running),
    failed: found.flatMap(({ failed }) => failed),
  };
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
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
