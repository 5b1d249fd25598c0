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

import { type RunConfig, runId } from './run-config.ts';
import { type RunResult, runResultSchema } from './run-result.ts';

/** The results of runs on disk: one document a run, `<data set>/runs/<id>.json`. */
export interface Store {
  /**
   * The result of a run that has been made; nothing when it has not, or when its file is not the whole result.
   *
   * @param config - The run.
   */
  read(config: RunConfig): RunResult | undefined;
  /**
   * Keeps a result: the whole of it or nothing, also when the disk is full or the process or the machine dies on the way.
   *
   * @param result - The result.
   * @throws {@link @equipoise/core!StorageError} when it cannot be written.
   */
  write(result: RunResult): void;
}

/** The result of one run. */
export const runDocument: DocumentKind<RunResult> = {
  kind: 'run result',
  schema: 2,
  parse: (body) => runResultSchema.parse(body),
};

/**
 * Opens a folder of results. Nothing is written before the first {@link Store.write}.
 *
 * A file that is not the complete result of its run (truncated, edited, of another configuration, a folder or a pipe) is renamed to
 * its name and `.damaged` and reported, and the run counts as missing. Temporary files of killed writers are removed.
 *
 * @param folder - The folder that the data sets' folders lie in or will lie in.
 * @param onDamaged - Called with one sentence for each damaged file.
 */
export function openStore(folder: string, onDamaged: (sentence: string) => void): Store {
  const tidied = new Set<string>();
  const tidy = (file: string): string => {
    const runs = dirname(file);
    if (!tidied.has(runs)) removeLeftovers(runs);
    tidied.add(runs);
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
        onDamaged(`${what}; it was put aside as ${oneLine(aside)}, and its run is made again.`);
        return undefined;
      }
    },
    write(result) {
      writeDocument(tidy(fileOf(folder, result.config)), runDocument, result);
    },
  };
}

/**
 * The result of a run that a folder holds; nothing when it does not. Nothing is written.
 *
 * @param folder - The folder that the data sets' folders lie in.
 * @param config - The run.
 * @throws {@link @equipoise/core!DocumentError} when its file is not the whole result of the run.
 */
export function readResult(folder: string, config: RunConfig): RunResult | undefined {
  const [file, id] = [fileOf(folder, config), runId(config)];
  const result = readDocument(file, runDocument);
  if (!result || (result.id === id && runId(result.config) === id)) return result;
  throw new DocumentError(`${oneLine(file)} is not a whole ${runDocument.kind}: it is that of another run.`);
}

function fileOf(folder: string, config: RunConfig): string {
  return join(folder, config.dataset, 'runs', `${runId(config)}.json`);
}
