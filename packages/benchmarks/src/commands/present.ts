import { writeComparison } from '../compare.ts';
import { summaryOf } from '../report/summary.ts';
import type { StudyReport } from '../study/study-report.ts';
import type { Provenance } from '../study/kept-study.ts';
import type { Shard } from '../study/shard.ts';
import { comparedText } from '../terminal/studies-text.ts';
import { screenOf } from '../terminal/screen.ts';

/** How a comparison is presented. */
export interface Presentation {
  /** The folder for its files. */
  readonly out: string;
  /** How it was made. */
  readonly made: Provenance;
  /** Whether to print JSON. */
  readonly json: boolean;
  /** Whether that is the comparison of the one data set, rather than the summary of several. */
  readonly alone: boolean;
}

/**
 * Writes the files of a comparison and prints it.
 *
 * @param compared - The studies with their answers.
 * @param how - Where and how.
 */
export async function present(
  compared: readonly StudyReport[],
  { out, made, json, alone }: Presentation,
): Promise<void> {
  const report = await writeComparison(out, compared, made);
  if (json) {
    const [only] = compared;
    const answer = alone && only ? only.comparison : summaryOf(compared, made);
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${comparedText(compared, screenOf(process.stdout))}\n\n`);
  process.stdout.write(`Open the report: ${report}\n`);
}

/**
 * Says that a shard has ended: nothing is compared before all have.
 *
 * @param shard - The shard.
 * @param slots - The slots that it filled.
 * @param how - Where, and whether to print JSON.
 */
export function presentShard(
  { index, count }: Shard,
  slots: number,
  { out, json = false }: { readonly out: string; readonly json?: boolean | undefined },
): void {
  const text = `Shard ${index + 1} of ${count} is made: its results, of ${slots} arms and baselines by seed, are in ${out}.`;
  process.stdout.write(
    json
      ? `${JSON.stringify({ shard: index + 1, of: count, slots, out })}
`
      : `${text}
`,
  );
}
