import { dirname, join } from 'node:path';

import {
  DocumentError,
  type DocumentKind,
  oneLine,
  putAside,
  readDocument,
  removeLeftovers,
  writeDocument,
} from '@equipoise/core';

import { type TrialConfig, trialId } from './trial-config.ts';
import { type TrialResult, trialResultSchema } from './trial-result.ts';

/** The results of trials on disk: one document each, `trials/<id>.json`. */
export interface Store {
  /**
   * The result of a trial that has been made; nothing when it has not, or when its file is not the whole result.
   *
   * @param config - The trial.
   */
  read(config: TrialConfig): TrialResult | undefined;
  /**
   * Keeps a result: the whole of it or nothing, also when the disk is full or the process or the machine dies on the way.
   *
   * @param result - The result.
   * @throws {@link @equipoise/core!StorageError} when it cannot be written.
   */
  write(result: TrialResult): void;
}

/** The result of one trial. */
export const trialDocument: DocumentKind<TrialResult> = {
  kind: 'trial result',
  schema: 3,
  parse: (body) => trialResultSchema.parse(body),
};

/**
 * Opens a folder of results. Nothing is written before the first {@link Store.write}.
 *
 * A file that is not the complete result of its trial (truncated, edited, of another configuration, a folder or a pipe) is renamed to
 * its name and `.damaged` and reported, and the trial counts as missing. Temporary files of killed writers are removed.
 *
 * @param folder - The folder that the data sets' folders lie in or will lie in.
 * @param onDamaged - Called with one sentence for each damaged file.
 */
export function openStore(folder: string, onDamaged: (sentence: string) => void): Store {
  const tidied = new Set<string>();
  const tidy = (file: string): string => {
    const trials = dirname(file);
    if (!tidied.has(trials)) removeLeftovers(trials);
    tidied.add(trials);
    return file;
  };
  return {
    read(config) {
      const file = tidy(fileOf(folder, config));
      try {
        return readResult(folder, config);
      } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        const aside = putAside(file) ?? 'a file that is gone';
        const what = error.message.replace(/\.$/, '');
        onDamaged(`${what}; it was put aside as ${oneLine(aside)}, and its trial is made again.`);
        return undefined;
      }
    },
    write(result) {
      writeDocument(tidy(fileOf(folder, result.config)), trialDocument, result);
    },
  };
}

/**
 * The result of a trial that a folder holds; nothing when it does not. Nothing is written.
 *
 * @param folder - The folder that the data sets' folders lie in.
 * @param config - The trial.
 * @throws {@link @equipoise/core!DocumentError} when its file is not the whole result of the trial.
 */
export function readResult(folder: string, config: TrialConfig): TrialResult | undefined {
  const [file, id] = [fileOf(folder, config), trialId(config)];
  const result = readDocument(file, trialDocument);
  if (!result || (result.id === id && trialId(result.config) === id)) return result;
  throw new DocumentError(`${oneLine(file)} is not a whole ${trialDocument.kind}: it is that of another trial.`);
}

function fileOf(folder: string, config: TrialConfig): string {
  return join(folder, 'trials', `${trialId(config)}.json`);
}
