import { mergeResults } from '../merge/merge-results.ts';
import { makeFolder, requireWritable } from './results-folder.ts';

/** What `equipoise merge` is given. */
export interface MergeArguments {
  /** The folders. */
  readonly dirs: readonly string[];
  /** The folder that they go to. */
  readonly out: string;
  /** Whether trials may be of several versions. */
  readonly mixedVersions?: boolean;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise merge` is asked.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the results do not go together.
 */
export function runMerge({ dirs, out, mixedVersions = false, json = false }: MergeArguments): void {
  requireWritable(out);
  makeFolder(out);
  const onDamaged = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const merged = mergeResults(dirs, { out, mixedVersions, onDamaged });
  const { copied, same, damaged } = merged;
  const left = damaged > 0 ? `, ${damaged} were left out` : '';
  const text = `${copied} trials were copied to ${out}, ${same} were there already${left}.`;
  process.stdout.write(json ? `${JSON.stringify(merged)}\n` : `${text}\n`);
}
