import type { Runtime } from './engines/runtime.ts';
import { type Executable, unload } from './executable.ts';
import type { ProgramPlan } from './passes.ts';

/** How many loaded graphs wait for a function that needs them, and how many bytes they take at most. */
const [mostExecutables, mostBytes] = [64, 2 ** 26];

/** What the loaded graphs of a function depend on. */
export interface ExecutableKey {
  /** The text of its trace. */
  readonly text: string;
  /** What loaded them. */
  readonly runtime: Runtime;
  /** Threads that one run may use. */
  readonly threads: number;
}

/** Loaded graphs that no function uses, those first that wait longest. */
const waiting: (ExecutableKey & { readonly executable: Executable })[] = [];

/**
 * Takes loaded graphs that no function uses: a model that differs from an earlier one in its weights only is not compiled again, and gets
 * the same bits, as the same code computes them.
 *
 * @param key - What they must be of.
 */
export function takeExecutable({ text, runtime, threads }: ExecutableKey): Executable | undefined {
  const index = waiting.findIndex(
    (entry) => entry.text === text && entry.runtime === runtime && entry.threads === threads,
  );
  return index < 0 ? undefined : waiting.splice(index, 1)[0]?.executable;
}

/**
 * The plan of loaded graphs that wait, of whatever engine: only to be looked at.
 *
 * @param text - The text of their trace.
 */
export function plannedBefore(text: string): ProgramPlan | undefined {
  return waiting.find((entry) => entry.text === text)?.executable.plan;
}

/**
 * Keeps loaded graphs that no function uses any more; frees those that wait longest where they are too many or too large.
 *
 * @param key - What they are of.
 * @param executable - The graphs.
 */
export async function keepExecutable(key: ExecutableKey, executable: Executable): Promise<void> {
  waiting.push({ ...key, executable });
  const bytes = (): number => waiting.reduce((sum, entry) => sum + entry.executable.bytes, 0);
  while (waiting.length > mostExecutables || bytes() > mostBytes) await freeOldest();
}

/**
 * Frees the loaded graphs that functions which were disposed of have left for the next with the same trace; it is compiled anew then. A
 * process keeps at most 64 functions' graphs of at most 64 MB.
 */
export async function freeLoadedGraphs(): Promise<void> {
  while (waiting.length > 0) await freeOldest();
}

async function freeOldest(): Promise<void> {
  const oldest = waiting.shift();
  if (oldest) await unload(oldest.executable);
}
