import type { Labels } from '../data/dataset.ts';
import { gatherRows } from '../data/gather.ts';
import type { Scored } from '../metrics/scored.ts';

/** How the numbers of a label lie: those of the true label, 1 or 0 for whether there is one, and what the teacher's head gave. */
export interface TaughtLabels {
  /** How many numbers a true label has. */
  readonly hard: number;
  /** How many numbers a head gives. */
  readonly outputs: number;
}

/**
 * Labels beside the outputs of a teacher.
 *
 * @param layout - How they lie.
 * @param known - The true labels, where there are any.
 * @param taught - What the teacher's head gave.
 */
export function taughtLabels({ hard, outputs }: TaughtLabels, known: Labels | undefined, taught: Float32Array): Labels {
  const size = taught.length / outputs;
  const width = hard + 1 + outputs;
  const values = new Float32Array(size * width);
  for (let row = 0; row < size; row += 1) {
    const isKnown = known !== undefined && known.mask?.[row] !== 0;
    if (isKnown) values.set(known.values.subarray(row * hard, (row + 1) * hard), row * width);
    values[row * width + hard] = Number(isKnown);
    values.set(taught.subarray(row * outputs, (row + 1) * outputs), row * width + hard + 1);
  }
  return { values, ...(known?.weight && { weight: known.weight }) };
}

/**
 * The true labels among labels beside the outputs of a teacher.
 *
 * @param labels - The labels.
 * @param layout - How they lie.
 * @returns The labels, of the rows that have one.
 */
export function hardPart(
  labels: ArrayLike<number>,
  { hard, outputs }: TaughtLabels,
): { readonly values: Float32Array; readonly rows: Uint32Array } {
  const width = hard + 1 + outputs;
  const all = Uint32Array.from({ length: labels.length / width }, (_, row) => row);
  const rows = all.filter((row) => labels[row * width + hard] === 1);
  const values = new Float32Array(rows.length * hard);
  rows.forEach((row, index) => {
    for (let at = 0; at < hard; at += 1) values[index * hard + at] = labels[row * width + at] ?? 0;
  });
  return { values, rows };
}

/**
 * Examples as the metrics of the task read them: those with a true label.
 *
 * @param scored - Examples with labels beside the outputs of a teacher.
 * @param layout - How the labels lie.
 */
export function hardScored({ outputs, labels }: Scored, layout: TaughtLabels): Scored {
  const { values, rows } = hardPart(labels, layout);
  return { outputs: gatherRows(outputs, rows, layout.outputs), labels: values, size: rows.length };
}
