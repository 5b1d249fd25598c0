import { nodeProcess } from './node-process.ts';

/**
 * The name of a file without its folder.
 *
 * @param owner - Who asks, for error messages.
 * @param path - The file.
 */
export function fileName(owner: string, path: string): string {
  return nodeProcess(owner).getBuiltinModule('node:path').basename(path);
}
