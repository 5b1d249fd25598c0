import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { canonicalJson, DataError, DocumentError, oneLine, readDocument, writeDocument } from '@equipoise/core';

import { studyDocument } from '../study/kept-study.ts';
import { trialDocument } from '../trials/store.ts';
import { trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';

/** How results are put together. */
export interface MergeOptions {
  /** The folder that they go to; what it holds stays. */
  readonly out: string;
  /**
   * Whether trials of several versions of this package may be there.
   *
   * @defaultValue false
   */
  readonly mixedVersions?: boolean;
  /** Given a sentence for each file that is left out. */
  readonly onDamaged?: (sentence: string) => void;
}

/** What was put together. */
export interface Merged {
  /** Trials that were copied. */
  readonly copied: number;
  /** Trials that were there already. */
  readonly same: number;
  /** Files that were left out, as they are no whole results. */
  readonly damaged: number;
}

/**
 * Puts results of several folders into one: what shards of a study made on several machines. Doing it again changes nothing. Everything is checked before
 * anything is written.
 *
 * @param folders - The folders that `--out` named.
 * @param options - Where they go.
 * @throws {@link @equipoise/core!DataError} when a folder holds no results, when trials are of several versions, when two files of one trial have different numbers, or
 *   when two studies of one data set differ; {@link @equipoise/core!StorageError} when a file cannot be written.
 */
export function mergeResults(folders: readonly string[], options: MergeOptions): Merged {
  const { out, mixedVersions = false, onDamaged = () => undefined } = options;
  const places = folders.filter((folder) => resolve(folder) !== resolve(out));
  const found = new Map<string, string>(); // The file of each trial.
  const versions = new Map<string, string>();
  let [copied, same, damaged] = [0, 0, 0];
  const copies: string[] = [];
  for (const folder of [...(existsSync(join(out, 'trials')) ? [out] : []), ...places]) {
    for (const file of trialFiles(folder)) {
      const result = wholeResult(file, onDamaged);
      if (!result) {
        damaged += 1;
        continue;
      }
      versions.set(result.config.version, file);
      const known = found.get(result.id);
      if (known === undefined) {
        found.set(result.id, file);
        if (folder !== out) copies.push(file);
      } else {
        requireSame(known, file, result);
        same += 1;
      }
    }
  }
  if (versions.size > 1 && !mixedVersions) {
    const each = [...versions].map(([version, file]) => `${version} (${oneLine(file)})`).join(', ');
    throw new DataError(`merge: the trials are of several versions: ${each}; --mixed-versions takes them all.`);
  }
  const studies = studiesOf(out, places);
  for (const file of copies) {
    const result = readDocument(file, trialDocument);
    if (!result) continue;
    writeDocument(join(out, 'trials', `${result.id}.json`), trialDocument, result);
    copied += 1;
  }
  for (const [name, study] of studies) writeDocument(join(out, name, 'study.json'), studyDocument, study);
  return { copied, same, damaged };
}

function trialFiles(folder: string): readonly string[] {
  const trials = join(folder, 'trials');
  if (!existsSync(trials)) throw new DataError(`merge: ${oneLine(folder)} holds no results: it has no folder trials.`);
  return readdirSync(trials)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(trials, name));
}

/** A result whose file has the name of its trial; nothing when it is damaged. */
function wholeResult(file: string, onDamaged: (sentence: string) => void): TrialResult | undefined {
  try {
    const result = readDocument(file, trialDocument);
    if (!result) return undefined; // It went away meanwhile.
    if (trialId(result.config) === result.id && file.endsWith(`${result.id}.json`)) return result;
    onDamaged(`${oneLine(file)} is left out: it is that of another trial.`);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    onDamaged(`${error.message.replace(/\.$/, '')}; it is left out.`);
  }
  return undefined;
}

function requireSame(known: string, file: string, result: TrialResult): void {
  const before = readDocument(known, trialDocument);
  if (!before || withoutTimes(before) === withoutTimes(result)) return;
  throw new DataError(
    `merge: ${oneLine(known)} and ${oneLine(file)} are of one trial and have different numbers: another engine or processor; take one of them away.`,
  );
}

/** What two machines must agree on: all but times, the machine, and where a table lay. */
function withoutTimes(result: TrialResult): string {
  return canonicalJson({ ...result, config: trialId(result.config), msPerStep: 0, machine: '' });
}

type Kept = NonNullable<ReturnType<typeof readStudy>>;

/** The studies that the folder does not have yet, by the names of their folders. */
function studiesOf(out: string, folders: readonly string[]): ReadonlyMap<string, Kept> {
  const found = new Map<string, { readonly study: Kept; readonly folder: string }>();
  for (const folder of [out, ...folders]) {
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      const study = readStudy(folder, name);
      if (!study) continue;
      const known = found.get(name);
      if (!known) found.set(name, { study, folder });
      else if (canonicalJson(known.study.study) !== canonicalJson(study.study)) {
        throw new DataError(
          `merge: ${oneLine(known.folder)} and ${oneLine(folder)} hold different studies of ${name}.`,
        );
      }
    }
  }
  return new Map([...found].filter(([, { folder }]) => folder !== out).map(([name, { study }]) => [name, study]));
}

function readStudy(folder: string, name: string) {
  return readDocument(join(folder, name, 'study.json'), studyDocument);
}
