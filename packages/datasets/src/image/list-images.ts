import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';

/**
 * The image files in a folder and its sub-folders, by the characters of their paths.
 *
 * @param owner - Who asks, for error messages.
 * @param folder - The folder.
 * @returns Paths from the folder, with `/` between folders. Hidden files and folders are left out.
 * @throws {@link @equipoise/core!DataError} when the folder cannot be read, or has no such file.
 */
export async function listImages(owner: string, folder: string): Promise<readonly string[]> {
  const node = nodeProcess(owner);
  const { readdir } = node.getBuiltinModule('node:fs/promises');
  const path = node.getBuiltinModule('node:path');
  let all: string[];
  try {
    all = await readdir(folder, { recursive: true });
  } catch (error) {
    throw new DataError(`${owner}: cannot read ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
  const files = all
    .map((file) => file.split(path.sep).join('/'))
    .filter(
      (file) =>
        /\.(png|jpe?g|webp|gif|tiff?|avif)$/i.test(file) && !file.split('/').some((part) => part.startsWith('.')),
    );
  if (files.length === 0) throw new DataError(`${owner}: ${folder} has no image file.`);
  return files.sort((a, b) => (a < b ? -1 : 1));
}
