import { affinityAgreement } from '../measures/affinity-agreement.ts';
import { bestPartitions } from '../measures/partitions.ts';
import type { RankCorrelation } from '../statistics/spearman.ts';
import { affinityOf } from '../study/measures/affinity.ts';
import { transferMatrix } from '../study/measures/transfer.ts';
import type { StudyResults } from '../study/study-results.ts';

/** Groupings that are worth trying, and why. */
export interface Proposal {
  /** The groupings: neither all tasks together nor each alone. */
  readonly groupings: readonly (readonly (readonly string[])[])[];
  /** What proposes them: measured transfer, or the affinity where none was measured. */
  readonly by: 'transfer' | 'affinity' | 'nothing';
  /** How well the affinity foretells the transfer, where both were measured. */
  readonly agreement?: RankCorrelation;
}

/**
 * Proposes groupings by what tasks do for each other on the validation split. Measured transfer judges where there is some; the affinity, which costs next to nothing, adds the
 * grouping that it likes best, and proposes all of them where there is none.
 *
 * @param results - Plain sharing with its affinity, and pairs of tasks where they were trained.
 * @param most - How many groupings.
 */
export function proposeGroupings(results: StudyResults, most: number): Proposal {
  const names = results.study.tasks.map(({ name }) => name);
  if (names.length < 3 || most === 0) return { groupings: [], by: 'nothing' };
  const affinity = affinityOf(results);
  const matrix = results.study.measures?.transfer ? transferMatrix(results, 'pairwise', 'validation') : undefined;
  const transfer = matrix && names.map((_, to) => names.map((__, from) => matrix.cells[from]?.[to]?.estimate ?? 0));
  const likes = [transfer, affinity].map((help) => (help && isKnown(help) ? groupingsOf(names, help, most) : []));
  const [byTransfer = [], byAffinity = []] = likes;
  const wanted =
    byTransfer.length > 0 ? [...byTransfer.slice(0, 1), ...byAffinity.slice(0, 1), ...byTransfer] : byAffinity;
  const keys = wanted.map((groups) => JSON.stringify(groups));
  return {
    groupings: wanted.filter((_, place) => keys.indexOf(keys[place] ?? '') === place).slice(0, most),
    by: byTransfer.length > 0 ? 'transfer' : byAffinity.length > 0 ? 'affinity' : 'nothing',
    ...(matrix && isKnown(affinity) && { agreement: affinityAgreement(affinity, matrix) }),
  };
}

function groupingsOf(
  names: readonly string[],
  help: readonly (readonly number[])[],
  most: number,
): readonly (readonly (readonly string[])[])[] {
  const found = bestPartitions(help, { most: most + 2 }).map(({ groups }) => groups);
  return found
    .filter((groups) => groups.length > 1 && groups.length < names.length)
    .slice(0, most)
    .map((groups) => groups.map((group) => group.map((task) => names[task] ?? '')));
}

function isKnown(help: readonly (readonly number[])[]): boolean {
  return help.every((row, task) => row.every((value, other) => other === task || Number.isFinite(value)));
}
