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
  for (const { path } of leftoversIn(folder)) nodeFiles().rmSync(path, { force: true });
}

/**
 * The parts of a file that writers left that died, by the rule of {@link removeLeftovers}.
 *
 * @param file - The file that they were to become.
 */
export function leftoversOf(file: string): readonly string[] {
  const name = nodePath().basename(file);
  return leftoversIn(nodePath().dirname(file)).flatMap(({ path, of }) => (of === name ? [path] : []));
}

interface Leftover {
  readonly path: string;
  /** The name of the file that it was to become. */
  readonly of: string;
}

function leftoversIn(folder: string): readonly Leftover[] {
  let names: readonly string[];
  try {
    names = nodeFiles().readdirSync(folder);
  } catch {
    return []; // None, or not ours to look at: writing will say so.
  }
  return names.flatMap((name) => {
    const found = pattern.exec(name);
    const [, host, id] = found ?? [];
    if (!found || host === undefined) return [];
    const path = nodePath().join(folder, name);
    return (host === hostName() && !runs(Number(id))) || isOld(path) ? [{ path, of: name.slice(0, found.index) }] : [];
  });
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
