import { compareRuns } from '../study/compare-runs.ts';
import { type KeptComparison, readKept } from '../study/read-kept.ts';
import { runsText } from '../terminal/runs-text.ts';
import { screenOf } from '../terminal/screen.ts';

/** What `equipoise compare-runs` is given. */
export interface CompareRunsArguments {
  /** The folder of the first run. */
  readonly a: string;
  /** The folder of the second run. */
  readonly b: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise compare-runs` is asked: reads two folders, compares and prints. Nothing is written.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!DataError} when a folder holds no study, or the two have no task in common.
 */
export async function runCompareRuns({ a, b, json = false }: CompareRunsArguments): Promise<void> {
  const [first, second] = [await read(a), await read(b)];
  const comparison = compareRuns(resultsOf(first), resultsOf(second));
  const runs = { a: { folder: a, ...first.made }, b: { folder: b, ...second.made } };
  const answer = json
    ? JSON.stringify({ ...runs, ...comparison }, null, 2)
    : runsText(runs, comparison, screenOf(process.stdout));
  process.stdout.write(`${answer}\n`);
}

function read(folder: string): Promise<KeptComparison> {
  return readKept(folder, (sentence) => process.stderr.write(`${sentence}\n`), 'compare-runs');
}

function resultsOf({ compared }: KeptComparison) {
  return compared.map(({ results }) => results);
}
