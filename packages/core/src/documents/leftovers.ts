import { hostName, nodeFiles, nodePath } from './node-files.ts';

/** What {@link temporaryName} makes: the file, the host, the process, and a name that no other writer has. */
const pattern = /\.([\w-]+)\.(\d+)\.[0-9a-f-]{36}\.tmp$/;

const dayInMilliseconds = 86_400_000;

/**
 * A name beside a file that no other process or host has.
 *
 * @param file - The file.
 */
export function temporaryName(file: string): string {
  return `${file}.${hostName()}.${process.pid}.${globalThis.crypto.randomUUID()}.tmp`;
}

/**
 * Removes what writers that died left in a folder: parts of files of processes that no longer run on this host, and of any host
 * where they are older than a day.
 *
 * @param folder - The folder; it may be missing.
 */
export function removeLeftovers(folder: string): void {
  const { readdirSync, rmSync } = nodeFiles();
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return; // Nothing to remove, or not ours to look at: writing will say so.
  }
  for (const name of names) {
    const [, host, id] = pattern.exec(name) ?? [];
    if (host === undefined) continue;
    const file = nodePath().join(folder, name);
    if ((host === hostName() && !runs(Number(id))) || isOld(file)) rmSync(file, { force: true });
  }
}

/** Whether there is a process with this number, of whichever user. */
function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** By the clock, which no result depends on. */
function isOld(file: string): boolean {
  const changed = nodeFiles().statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return new Date().getTime() - changed > dayInMilliseconds;
}
