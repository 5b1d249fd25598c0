import type { Comparison } from '../../study/comparison-schema.ts';
import type { AffinityResult, TransferResult } from '../../study/measures/transfer-schema.ts';
import { affinityInWords, matrixTitles } from '../../study/measures/transfer-words.ts';
import { signed } from '../../terminal/numbers.ts';
import { type MatrixCell, matrixChart, type TaskMatrix } from '../charts/matrix.ts';
import { prose } from '../escape.ts';
import { figure } from '../figure.ts';

/**
 * What tasks do for each other: the measured transfer.
 *
 * @param comparison - The comparison.
 * @param transfer - The matrices.
 */
export async function transferSection({ tasks }: Comparison, transfer: TransferResult): Promise<string> {
  const names = tasks.map(({ name }) => name);
  const matrices = (['pairwise', 'leaveOneOut'] as const).flatMap((kind): TaskMatrix[] => {
    const matrix = transfer[kind];
    if (!matrix) return [];
    const cells = cellsOf(names, (from, to) => {
      const found = matrix[from]?.[to];
      return (
        found && {
          value: found.change ?? Number.NaN,
          text: `${signed(found.change, 1)}${found.verdict === 'unclear' ? '' : '*'}`,
        }
      );
    });
    return [{ title: matrixTitles[kind], tasks: names, cells }];
  });
  return figure(matrixChart(matrices), {
    title: 'What tasks do for each other',
    caption:
      'The change of the task of the column in percent, each at its own epoch: pairwise, of a model of the two against one of the column alone; ' +
      'leave-one-out, of the model of all tasks against that without the row. A star where it is clear, Holm-corrected over the matrix.',
  });
}

/**
 * The affinity of the tasks, how well it foretells the transfer, and the groups that it proposes.
 *
 * @param comparison - The comparison.
 * @param affinity - The affinity.
 */
export async function affinitySection({ tasks }: Comparison, affinity: AffinityResult): Promise<string> {
  const names = tasks.map(({ name }) => name);
  const cells = cellsOf(names, (from, to) => {
    const found = affinity.matrix[from]?.[to];
    return found === undefined
      ? undefined
      : { value: found ?? Number.NaN, text: signed(found === null ? null : 1000 * found, 2) };
  });
  const chart = await figure(matrixChart([{ title: 'Affinity', tasks: names, cells }]), {
    title: 'Task affinity (TAG)',
    caption:
      'What a gradient step of the row takes away of the loss of the column, in thousandths of it, the mean over the training with plain ' +
      `sharing; a look every ${affinity.every} steps.`,
  });
  return `${chart}
<p>${affinityInWords(affinity).map(prose).join(' ')}</p>`;
}

function cellsOf(
  names: readonly string[],
  of: (from: string, to: string) => Pick<MatrixCell, 'value' | 'text'> | undefined,
): readonly MatrixCell[] {
  return names.flatMap((from) =>
    names.flatMap((to) => {
      const found = from === to ? undefined : of(from, to);
      return found ? [{ from, to, ...found }] : [];
    }),
  );
}
