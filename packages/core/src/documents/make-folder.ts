import { nodeFiles, nodePath } from './node-files.ts';

/**
 * Makes a folder, and those above it that are missing, one after the other: `mkdirSync` with `recursive` never returns in places such as
 * `/proc`, where a folder is there but a new one in it "is not".
 *
 * @param folder - Its path.
 * @throws what the operating system says.
 */
export function makeFolder(folder: string): void {
  const { existsSync, mkdirSync, statSync } = nodeFiles();
  const path = nodePath();
  const missing: string[] = [];
  for (let place = path.resolve(folder); !existsSync(place); place = path.dirname(place)) missing.unshift(place);
  for (const place of missing) {
    try {
      mkdirSync(place);
    } catch (error) {
      if (!existsSync(place)) throw error; // Another process may have made it.
    }
  }
  if (!statSync(folder).isDirectory()) mkdirSync(folder); // Says that a file is in its place.
}
