import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { DataError, DocumentError, readDocument } from '@equipoise/core';

import { reportOf, type StudyReport } from './study-report.ts';
import { settings } from '../profiles/settings.ts';
import { readResult } from '../trials/store.ts';
import { fillSlot, type MakeTrial } from './fill-slot.ts';
import type { FilledSlot } from './filled-slot.ts';
import { type KeptStudy, type Provenance, studyDocument } from './kept-study.ts';
import { type Slot, slotsOf } from './slots.ts';
import { seedsOf, type Study } from './study.ts';
import { studyResults } from './study-results.ts';

/** What a folder of results holds. */
export interface KeptComparison {
  /** The folder that the data sets' folders are in. */
  readonly folder: string;
  /** The studies of which at least one seed is complete, with their answers. */
  readonly compared: readonly StudyReport[];
  /** How they were made. */
  readonly made: Provenance;
}

/**
 * Reads the studies that a folder holds, and compares what is complete of them: the seeds of which every trial is there. Nothing is
 * trained, and nothing is written.
 *
 * @param place - The folder that `equipoise compare --out` was given, or one data set's folder in it.
 * @param say - Called with one sentence for each damaged file and each incomplete study.
 * @param owner - Who reads, for the error.
 * @throws {@link @equipoise/core!DataError} when there is no study, or none with a complete seed.
 */
export async function readKept(
  place: string,
  say: (sentence: string) => void,
  owner = 'report',
): Promise<KeptComparison> {
  if (place === '') throw new DataError(`${owner}: must be given a folder of results, received "".`);
  const { folder, names } = studyFolders(resolve(place));
  const kept = names.flatMap((name) => readDocument(join(folder, name, 'study.json'), studyDocument) ?? []);
  if (kept.length === 0) {
    throw new DataError(`${place} holds no study: name the folder that equipoise compare --out was given.`);
  }
  const reports = await Promise.all(kept.map(({ study }) => completeSeeds(folder, study, say)));
  const compared = reports.filter((report) => report !== undefined);
  if (compared.length === 0) {
    throw new DataError(
      `${place} holds no complete seed yet: train more by ${kept[0]?.made.command ?? 'equipoise compare'}.`,
    );
  }
  return { folder, compared, made: madeOf(kept) };
}

/**
 * The folders of data sets that hold a study: those in the folder, or the folder itself.
 *
 * @param place - The folder.
 */
export function studyFolders(place: string): { readonly folder: string; readonly names: readonly string[] } {
  if (existsSync(join(place, 'study.json'))) return { folder: dirname(place), names: [basename(place)] };
  const order = Object.keys(settings);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = list(place).filter((name) => existsSync(join(place, name, 'study.json')));
  return { folder: place, names: names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)) };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // There is no such folder, or it is a file.
  }
}

async function completeSeeds(
  folder: string,
  study: Study,
  say: (sentence: string) => void,
): Promise<StudyReport | undefined> {
  const make: MakeTrial = (config) => {
    const result = readOr(say, () => readResult(folder, config));
    return result ? Promise.resolve(result) : Promise.reject(new NotMadeError());
  };
  const filled: FilledSlot[] = [];
  let seeds = 0;
  for (const next of seedsOf(study)) {
    const whole = await filledOrNot(
      slotsOf(study).filter(({ seed }) => seed === next),
      study,
      make,
    );
    if (!whole) break;
    filled.push(...whole);
    seeds += 1;
  }
  if (seeds < study.seeds) {
    const rest = seeds === 0 ? 'it is left out' : `the report is of ${seeds === 1 ? 'this one' : 'these'}`;
    say(`${study.dataset}: ${seeds} of ${study.seeds} seeds are complete; ${rest}.`);
  }
  return seeds === 0 ? undefined : reportOf(studyResults({ ...study, seeds }, filled));
}

/** A trial whose result is wanted but is not kept. */
class NotMadeError extends Error {
  override name = 'NotMadeError';
}

async function filledOrNot(
  slots: readonly Slot[],
  { tuning }: Study,
  make: MakeTrial,
): Promise<readonly FilledSlot[] | undefined> {
  try {
    return await Promise.all(slots.map((slot) => fillSlot(slot, tuning, make)));
  } catch (error) {
    if (error instanceof NotMadeError) return undefined;
    throw error;
  }
}

/** A damaged file counts as not there. */
function readOr<Result>(say: (sentence: string) => void, read: () => Result | undefined): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    say(error.message);
    return undefined;
  }
}

/** How several studies were made; of each thing all that differ. */
function madeOf(kept: readonly KeptStudy[]): Provenance {
  const all = (read: (made: Provenance) => string): string =>
    [...new Set(kept.map(({ made }) => read(made)))].join('; ');
  return {
    command: all(({ command }) => command),
    date: all(({ date }) => date),
    version: all((made) => made.version),
  };
}
