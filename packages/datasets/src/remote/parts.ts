import { leftoversOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';

/**
 * A name beside a file for a part of it that nobody writes to.
 *
 * @param file - What the part is to become.
 */
export function keptName(file: string): string {
  return `${file}.${globalThis.crypto.randomUUID()}.part`;
}

const kept = /^\.[0-9a-f-]{36}\.part$/;

/**
 * The document beside a part that says where it came from. Its name is one that is tidied up with the part.
 *
 * @param file - What the part is to become.
 * @param part - The part.
 */
export function sourceOf(file: string, part: string): string {
  return `${file}.from${part.slice(file.length)}`;
}

/**
 * The parts of a file that nobody writes to, the largest first: those that were kept, and those of processes that died.
 *
 * @param owner - Whose file it is, for error messages.
 * @param file - What they were to become.
 */
export function partsOf(owner: string, file: string): readonly string[] {
  const node = nodeProcess(owner);
  const { readdirSync, statSync } = node.getBuiltinModule('node:fs');
  const path = node.getBuiltinModule('node:path');
  const [folder, name] = [path.dirname(file), path.basename(file)];
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // Nothing came yet, or it is not ours to look at: writing will say so.
  }
  const own = names.filter((each) => each.startsWith(name) && kept.test(each.slice(name.length)));
  return [...own.map((each) => path.join(folder, each)), ...leftoversOf(file)]
    .map((part) => ({ part, size: statSync(part, { throwIfNoEntry: false })?.size ?? 0 }))
    .sort((a, b) => b.size - a.size)
    .map(({ part }) => part);
}

/**
 * Bytes of the largest part of a file that nobody writes to; 0 where there is none.
 *
 * @param owner - Whose file it is, for error messages.
 * @param file - What the part is to become.
 */
export function partSize(owner: string, file: string): number {
  const [largest] = partsOf(owner, file);
  if (largest === undefined) return 0;
  return nodeProcess(owner).getBuiltinModule('node:fs').statSync(largest, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Removes a part of a file and what says where it came from.
 *
 * @param owner - Whose file it is, for error messages.
 * @param file - What the part was to become.
 * @param part - The part.
 */
export function removePart(owner: string, file: string, part: string): void {
  const { rmSync } = nodeProcess(owner).getBuiltinModule('node:fs');
  rmSync(part, { force: true });
  rmSync(sourceOf(file, part), { force: true });
}
