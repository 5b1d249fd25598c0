import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { DocumentError, readDocument } from '@equipoise/core';

import { trialDocument } from '../trials/store.ts';
import { trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';

/** A trial whose result is in the folder. */
export interface KeptTrial {
  /** Its result. */
  readonly result: TrialResult;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

/** The results of a folder, each read once. */
export interface TrialFiles {
  /** The trials that are there now, by id, and whether that is more than at the last look. */
  read(): { readonly kept: ReadonlyMap<string, KeptTrial>; readonly damaged: readonly string[] };
}

/**
 * Reads the results of a folder, again and again: a file that has not changed is not read twice. Only regular files of the folder itself are read.
 *
 * @param out - The folder of the results.
 */
export function trialFiles(out: string): TrialFiles {
  const folder = join(out, 'trials');
  const known = new Map<string, { readonly stamp: string; readonly trial: KeptTrial | string }>();
  return {
    read() {
      const names = namesIn(folder);
      for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
      for (const name of names) {
        const file = join(folder, name);
        const stat = lstatSync(file, { throwIfNoEntry: false });
        if (!stat?.isFile()) continue; // Gone, or a link to somewhere else.
        const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
        if (known.get(name)?.stamp !== stamp) known.set(name, { stamp, trial: readTrial(file, stat.mtimeMs) });
      }
      const trials = [...known.values()].map(({ trial }) => trial);
      return {
        kept: new Map(
          trials.flatMap((trial) => (typeof trial === 'string' ? [] : [[trial.result.id, trial] as const])),
        ),
        damaged: trials.filter((trial) => typeof trial === 'string'),
      };
    },
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-f]{12}\.json$/.test(name));
  } catch {
    return []; // Nothing has been kept yet.
  }
}

/** A trial, or what is wrong with its file. */
function readTrial(file: string, at: number): KeptTrial | string {
  try {
    const result = readDocument(file, trialDocument);
    if (result?.id === undefined || result.id !== trialId(result.config)) return `${file} is not a whole trial result.`;
    return { result, at };
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
}
