import {
  leaveOneOutTransfer,
  pairwiseTransfer,
  type TogetherResult,
  type TransferMatrix,
} from '../../measures/transfer.ts';
import { judged } from '../effects.ts';
import { overlapOf } from '../overlap-of.ts';
import { mainMetric } from '../study.ts';
import { type MeasuredSplit, ownMetric, type StudyResults } from '../study-results.ts';
import { writtenJudgement } from '../written-judgement.ts';
import type { TransferPlan } from './plans.ts';
import type { TransferResult } from './transfer-schema.ts';
import { transferSlots } from './transfer-slots.ts';

/**
 * The transfer matrices of a study, with all that is known of each cell. A task is taken at the epoch of its own least validation loss, so that a cell says what
 * another task does to it and not what the choice of one epoch for both does.
 *
 * @param results - The results of a study.
 * @param kind - Which matrix.
 * @param split - Where the models are measured: what chooses something is measured on the validation split.
 */
export function transferMatrix(
  results: StudyResults,
  kind: TransferPlan,
  split: MeasuredSplit = 'test',
): TransferMatrix {
  const { tasks } = results.study;
  const names = tasks.map(({ name }) => name);
  const alone = tasks.map((task) => together(results, { learnt: [task.name], task: task.name, split }));
  const groups = transferSlots([kind], names).flatMap(({ tasks: learnt }) =>
    learnt.map((task) => together(results, { learnt, task, split })),
  );
  const options = overlapOf(results);
  if (kind === 'pairwise') return pairwiseTransfer([...alone, ...groups], options);
  return leaveOneOutTransfer(groups, options);
}

/**
 * The transfer matrices of a study as `comparison.json` has them.
 *
 * @param results - The results of a study.
 * @param plan - Which matrices.
 */
export function transferResult(results: StudyResults, plan: readonly TransferPlan[]): TransferResult {
  const written = (kind: TransferPlan): TransferResult['pairwise'] =>
    plan.includes(kind) ? cellsOf(transferMatrix(results, kind)) : undefined;
  const [pairwise, leaveOneOut] = [written('pairwise'), written('leave-one-out')];
  return { ...(pairwise && { pairwise }), ...(leaveOneOut && { leaveOneOut }) };
}

function cellsOf({ tasks, cells }: TransferMatrix): NonNullable<TransferResult['pairwise']> {
  return Object.fromEntries(
    tasks.map((helper, from) => [
      helper,
      Object.fromEntries(
        tasks.flatMap((helped, to) => {
          const cell = cells[from]?.[to];
          return cell ? [[helped, writtenJudgement(judged(cell))]] : [];
        }),
      ),
    ]),
  );
}

function together(
  results: StudyResults,
  { learnt, task, split }: { readonly learnt: readonly string[]; readonly task: string; readonly split: MeasuredSplit },
): TogetherResult {
  const of = results.study.tasks.find(({ name }) => name === task);
  const { name: metric, higherIsBetter } = of ? mainMetric(of) : { name: '', higherIsBetter: true };
  const trials = learnt.length === 1 ? results.baseline(task) : results.trialsOf({ kind: 'group', tasks: learnt });
  return { tasks: learnt, task, values: ownMetric(trials, { task, metric }, split), higherIsBetter };
}
