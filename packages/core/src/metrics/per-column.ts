import type { Column } from '../tasks/scoring.ts';
import { Growing } from './growing.ts';
import { meanDefined } from './mean-defined.ts';
import type { MetricState } from './metric.ts';
import type { Scored } from './scored.ts';

/** A measure of one column while examples come in. */
export interface ColumnState {
  /**
   * Takes in examples.
   *
   * @param column - The examples.
   */
  add(column: Column): void;
  /** The measure over all examples so far; undefined where it is not defined for them. */
  value(): number | undefined;
}

/**
 * A metric that is the mean of a measure over the columns for which it is defined; NaN when it is for none.
 *
 * @param read - The columns of a batch.
 * @param start - Begins to measure a column.
 */
export function perColumn(read: (scored: Scored) => readonly Column[], start: () => ColumnState): MetricState {
  let states: readonly ColumnState[] = [];
  return {
    update(batch) {
      const columns = read(batch);
      if (states.length === 0) states = columns.map(start);
      columns.forEach((column, index) => states[index]?.add(column));
    },
    compute: () => meanDefined(states.map((state) => state.value())),
  };
}

/**
 * The mean over examples of a function of an output and its label.
 *
 * @param term - The function.
 * @param finish - What is made of the mean.
 */
export function meanOf(
  term: (output: number, label: number) => number,
  finish: (mean: number) => number = (mean) => mean,
): () => ColumnState {
  return () => {
    let [sum, count] = [0, 0];
    return {
      add({ outputs, labels }) {
        for (const [index, output] of outputs.entries()) sum += term(output, labels[index] ?? Number.NaN);
        count += outputs.length;
      },
      value: () => (count === 0 ? undefined : finish(sum / count)),
    };
  };
}

/**
 * A measure that needs all examples at once: it keeps them.
 *
 * @param measure - The measure; undefined where it is not defined for them.
 */
export function ofAll(measure: (column: Column) => number | undefined): () => ColumnState {
  return () => {
    const [outputs, labels] = [new Growing(), new Growing()];
    return {
      add(column) {
        outputs.append(column.outputs);
        labels.append(column.labels);
      },
      value: () => measure({ outputs: outputs.values, labels: labels.values }),
    };
  };
}
