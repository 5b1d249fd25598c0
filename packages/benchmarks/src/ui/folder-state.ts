import { join, resolve } from 'node:path';

import { DataError, DocumentError, readDocument } from '@equipoise/core';

import { readLive } from '../live/read-live.ts';
import { type KeptStudy, studyDocument } from '../study/kept-study.ts';
import { studyFolders } from '../study/read-kept.ts';
import { type StudyState, studyState } from './study-state.ts';
import { trialFiles } from './trial-files.ts';

/** What a folder of results holds now: what the page shows. */
export interface FolderState {
  /** The folder, as it was named. */
  readonly folder: string;
  /** The command that made the studies. */
  readonly command: string;
  /** Processes that make trials of it now. */
  readonly processes: number;
  /** The studies, in the order of the report. */
  readonly studies: readonly StudyState[];
  /** Files that are not whole, a sentence each. */
  readonly damaged: readonly string[];
}

/**
 * Looks into a folder of results again and again. Nothing is written, and nothing outside of the folder is read.
 *
 * @param place - The folder that `equipoise compare --out` or `equipoise study --out` was given, or one data set's folder in it.
 * @param now - Tells the time, in milliseconds since 1970.
 * @throws {@link @equipoise/core!DataError} when it holds no study.
 */
export function folderLooker(place: string, now: () => number): () => Promise<FolderState> {
  if (place.trim() === '') throw new DataError('ui: must be given a folder of results, received "".');
  const whole = resolve(place);
  if (studiesIn(whole).length === 0) {
    throw new DataError(`${place} holds no study: name the folder that equipoise compare or study was given as --out.`);
  }
  const { folder } = studyFolders(whole);
  const files = trialFiles(folder);
  return async () => {
    const kept = studiesIn(whole);
    const trials = files.read();
    const live = readLive(folder, now());
    const studies: StudyState[] = [];
    for (const { study } of kept) studies.push(await studyState(study, trials.kept, live));
    return {
      folder: place,
      command: [...new Set(kept.map(({ made }) => made.command))].join('; '),
      processes: live.processes,
      studies,
      damaged: trials.damaged,
    };
  };
}

function studiesIn(place: string): readonly KeptStudy[] {
  const { folder, names } = studyFolders(place);
  return names.flatMap((name) => {
    try {
      return readDocument(join(folder, name, 'study.json'), studyDocument) ?? [];
    } catch (error) {
      if (error instanceof DocumentError) return [];
      throw error;
    }
  });
}
