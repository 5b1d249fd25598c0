import type { Comparison } from '../../study/comparison-schema.ts';
import type { AffinityResult, TransferResult } from '../../study/measures/transfer-schema.ts';
import { affinityInWords, matrixTitles } from '../../study/measures/transfer-words.ts';
import { signed } from '../numbers.ts';
import type { Screen } from '../screen.ts';
import { renderTable } from '../table.ts';
import { wrap } from '../wrap.ts';
import { changeText } from './change-text.ts';

/**
 * The transfer matrices as they are printed: what the task of the row does for that of the column.
 *
 * @param comparison - The comparison.
 * @param transfer - The matrices.
 * @param screen - Where it is printed.
 */
export function transferText(comparison: Comparison, transfer: TransferResult, screen: Screen): string {
  const names = comparison.tasks.map(({ name }) => name);
  const matrices = (['pairwise', 'leaveOneOut'] as const).flatMap((kind) => {
    const matrix = transfer[kind];
    if (!matrix) return [];
    const rows = names.map((helper) => [
      helper,
      ...names.map((helped) => changeText(matrix[helper]?.[helped], screen)),
    ]);
    const note = {
      pairwise:
        'What the task of the row does for that of the column, when the two are learnt together instead of apart.',
      leaveOneOut: 'What the task of the row does for that of the column, in the model of all tasks.',
    }[kind];
    return [
      [
        screen.paint('bold', matrixTitles[kind]),
        wrap(`${note} Each task at its own epoch; * where it is clear, Holm-corrected over the matrix.`, {
          width: screen.width,
          indent: 0,
        }),
        renderTable({ head: ['', ...names], rows }, screen.width),
      ].join('\n'),
    ];
  });
  return matrices.join('\n\n');
}

/**
 * The affinity of the tasks as it is printed.
 *
 * @param comparison - The comparison.
 * @param affinity - The affinity.
 * @param screen - Where it is printed.
 */
export function affinityText(comparison: Comparison, affinity: AffinityResult, screen: Screen): string {
  const names = comparison.tasks.map(({ name }) => name);
  const thousandths = (value: number | null | undefined): string =>
    value === undefined ? '' : signed(value === null ? null : 1000 * value, 2);
  const rows = names.map((helper) => [
    helper,
    ...names.map((helped) => thousandths(affinity.matrix[helper]?.[helped])),
  ]);
  const note =
    'What a step of the task of the row takes away of the loss of that of the column, in thousandths, while all are learnt with equal ' +
    `weights; a look every ${affinity.every} steps.`;
  return [
    screen.paint('bold', 'Task affinity (TAG)'),
    wrap(note, { width: screen.width, indent: 0 }),
    renderTable({ head: ['', ...names], rows }, screen.width),
    ...affinityInWords(affinity).map((sentence) => wrap(sentence, { width: screen.width, indent: 0 })),
  ].join('\n');
}
