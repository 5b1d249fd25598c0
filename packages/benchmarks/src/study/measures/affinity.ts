import { affinityAgreement } from '../../measures/affinity-agreement.ts';
import { groupTasks } from '../../measures/grouping.ts';
import { mean } from '../../statistics/summary.ts';
import { plainArm } from '../plain-arm.ts';
import type { StudyResults } from '../study-results.ts';
import type { TransferPlan } from './plans.ts';
import { transferMatrix } from './transfer.ts';
import type { AffinityResult } from './transfer-schema.ts';

/** Grouping takes three times as long for each task more. */
const mostTasks = 15;
/** Models for which groups are proposed. */
const counts = [2, 3];

/**
 * The affinity of the tasks, measured while plain sharing was trained; how well it foretells the measured transfer; and which tasks should
 * be learnt together.
 *
 * @param results - The results of a study.
 * @param every - Steps between two looks.
 * @see C. Fifty, E. Amid, Z. Zhao, T. Yu, R. Anil, C. Finn. Efficiently Identifying Task Groupings for Multi-Task Learning. NeurIPS 2021.
 *   https://arxiv.org/abs/2109.04617
 */
export function affinityResult(results: StudyResults, every: number): AffinityResult {
  const { tasks, measures } = results.study;
  const names = tasks.map(({ name }) => name);
  const affinity = affinityOf(results);
  const kinds: readonly TransferPlan[] = measures?.transfer ?? [];
  const matrices = kinds.map((kind) => ({ kind, matrix: transferMatrix(results, kind) }));
  const pairwise = matrices.find(({ kind }) => kind === 'pairwise')?.matrix;
  const transfer = pairwise && names.map((_, to) => names.map((__, from) => pairwise.cells[from]?.[to]?.estimate ?? 0));
  return {
    every,
    matrix: Object.fromEntries(
      names.map((helper, from) => [
        helper,
        Object.fromEntries(
          names.flatMap((helped, to) => (from === to ? [] : [[helped, affinity[to]?.[from] ?? Number.NaN]])),
        ),
      ]),
    ),
    agreement: Object.fromEntries(matrices.map(({ kind, matrix }) => [kind, affinityAgreement(affinity, matrix)])),
    groupings: [
      ...groupingsOf(names, affinity, { by: 'affinity' }),
      ...(transfer ? groupingsOf(names, transfer, { by: 'transfer', alone: 0 }) : []),
    ],
  };
}

/**
 * The affinity of the tasks as it was measured while plain sharing was trained, the mean over the seeds: `[k][j]` is how much task j helps task k; NaN where nobody looked.
 *
 * @param results - The results of a study.
 */
export function affinityOf(results: StudyResults): readonly (readonly number[])[] {
  const { tasks, arms } = results.study;
  const plain = plainArm(arms);
  const trials = plain ? results.of(plain) : [];
  return tasks.map((_, helped) =>
    tasks.map((__, helper) =>
      mean(trials.map(({ looks }) => looks?.affinity[helped]?.[helper] ?? Number.NaN).filter(Number.isFinite)),
    ),
  );
}

/** The best choices of a few models; none where a number is missing or tasks are too many. */
function groupingsOf(
  names: readonly string[],
  help: readonly (readonly number[])[],
  { by, alone }: { readonly by: 'affinity' | 'transfer'; readonly alone?: number },
): AffinityResult['groupings'] {
  const known = help.every((row, task) => row.every((value, other) => other === task || Number.isFinite(value)));
  if (!known || names.length > mostTasks) return [];
  return counts
    .filter((most) => most < names.length)
    .map((most) => {
      const { groups, servedBy, score } = groupTasks(help, { groups: most, ...(alone !== undefined && { alone }) });
      return {
        by,
        most,
        groups: groups.map((members) => members.map((task) => names[task] ?? '')),
        servedBy: Object.fromEntries(names.map((name, task) => [name, servedBy[task] ?? 0])),
        score,
      };
    });
}
