import { dirname } from 'node:path';

import { EquipoiseError } from '@equipoise/core';
import {
  type CachedFile,
  datasetCard,
  type DatasetName,
  datasetState,
  DownloadError,
  getDataset,
} from '@equipoise/datasets';

import { datasetName } from '../trials/load-dataset.ts';
import { byteCount } from '../terminal/byte-count.ts';
import { downloadLine } from '../terminal/download-line.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { StoppedError } from './stopped-error.ts';

/** What `equipoise datasets get` is told. */
export interface GetArguments {
  /** The folder that holds a folder for each data set. */
  readonly cache?: string;
  /** Where to look first. */
  readonly mirror?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/** A data set whose files are there. */
interface Got {
  readonly name: DatasetName;
  readonly files: readonly CachedFile[];
}

/**
 * Does what `equipoise datasets get` is asked. A data set that cannot be fetched does not keep the others from it.
 *
 * @param names - The data sets.
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when one cannot be fetched.
 */
export async function runDatasetsGet(names: readonly string[], args: GetArguments): Promise<void> {
  const { cache, mirror, json = false } = args;
  const wanted = [...new Set(names.map(datasetName))];
  const stop = new AbortController();
  const stopping = stopOnSignal(() => stop.abort());
  const got: Got[] = [];
  const failed: string[] = [];
  try {
    for (const name of wanted) {
      const line = downloadLine(process.stderr);
      const options = { signal: stop.signal, onProgress: line.note, ...given({ cache, mirror }) };
      try {
        const files = await getDataset(name, options).finally(() => line.clear());
        got.push({ name, files });
        if (!json) process.stdout.write(`${outcome({ name, files })}\n`);
      } catch (error) {
        if (stopping.signal !== undefined) {
          const sentence = 'Stopped: what has come is kept; the same command goes on from there.';
          throw new StoppedError(stopping.signal, sentence);
        }
        if (!(error instanceof EquipoiseError) || wanted.length === 1) throw error;
        process.stderr.write(`${error.message}\n`);
        failed.push(name);
      }
    }
  } finally {
    stopping.release();
  }
  if (json) process.stdout.write(`${JSON.stringify({ datasets: got }, null, 2)}\n`);
  if (failed.length > 0) {
    throw new DownloadError(`${failed.length} of ${wanted.length} data sets are not there: ${failed.join(', ')}.`);
  }
}

/** Options that were given. */
function given(options: Readonly<Record<'cache' | 'mirror', string | undefined>>): { cache?: string; mirror?: string } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function outcome({ name, files }: Got): string {
  const [first] = files;
  if (!first) {
    const state = datasetState(datasetCard(name));
    return `${name}: nothing to fetch, it is ${state}.`;
  }
  const come = files.filter(({ from }) => from !== undefined);
  const size = byteCount(files.reduce((total, { bytes }) => total + bytes, 0));
  const folder = dirname(first.file.slice(0, first.file.length - first.path.length + 1));
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  return `${name}: ${count}, ${size}, in ${folder} (${come.length === 0 ? 'there before' : `${come.length} fetched`}).`;
}
