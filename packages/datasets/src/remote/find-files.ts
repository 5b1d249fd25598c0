import { DataError } from '@equipoise/core';

import type { DatasetCard, FileLoadOptions } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { cacheFolder } from './cache-folder.ts';

/** Where a file of a data set lies, by its {@link RemoteFile.path}. */
export type FindFile = (path: string) => string;

/**
 * Finds the files of a data set.
 *
 * @param card - The data set.
 * @param options - Where its files are.
 * @returns Gives the path of a file.
 * @throws {@link @equipoise/core!DataError} when a file is missing; the message says how to get it.
 */
export function findFiles(
  { name, files = [] }: DatasetCard,
  { folder = cacheFolder(name) }: FileLoadOptions,
): FindFile {
  const node = nodeProcess(name);
  const { existsSync } = node.getBuiltinModule('node:fs');
  const pathOf = (file: string): string => node.getBuiltinModule('node:path').join(folder, file);
  const paths = new Map(files.map(({ path }) => [path, pathOf(path)]));
  for (const { path, urls } of files) {
    const own = paths.get(path) ?? '';
    if (existsSync(own)) continue;
    throw new DataError(
      `${name}: ${own} is missing: run "equipoise datasets get ${name}", or put it there from ${urls[0] ?? 'its owner'}.`,
    );
  }
  return (path) => paths.get(path) ?? pathOf(path);
}
