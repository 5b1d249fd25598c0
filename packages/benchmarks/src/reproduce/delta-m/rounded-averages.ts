import { deltaMPerMetric } from '../../measures/delta-m.ts';
import { meanRank } from '../../measures/mean-rank.ts';
import type { Measurement } from '../../measures/measurement.ts';
import { mean } from '../../statistics/summary.ts';
import type { Printed } from '../figure.ts';
import { numbersOf, type PrintedRow, type PrintedTable } from './printed-table.ts';

/** A number with the range in which rounding leaves it. */
export interface Rounded {
  /** Of the digits as they are printed. */
  readonly estimate: number;
  /** The least that it can be. */
  readonly low: number;
  /** The most that it can be. */
  readonly high: number;
}

/**
 * Δm over the metrics of a printed row, and the range that it may have, as every printed number stands for half a unit of its last digit to
 * either side. Δm rises and falls with each number by itself, so its ends are at ends of them.
 *
 * @param table - The table.
 * @param row - The row.
 */
export function roundedDeltaM({ metrics, baseline }: PrintedTable, row: PrintedRow): Rounded {
  const [values, baselines] = [numbersOf(row.values), numbersOf(baseline)];
  const at = (side: number): number =>
    deltaMPerMetric(
      metrics.map((metric, column): Measurement => {
        const towards = metric.higherIsBetter ? -side : side;
        return {
          ...metric,
          value: moved(values[column], towards),
          baseline: moved(baselines[column], -towards),
        };
      }),
    );
  return { estimate: at(0), low: at(-1), high: at(1) };
}

function moved(number: Printed | undefined, by: number): number {
  return number ? number.value + by * number.half : Number.NaN;
}

/**
 * The mean rank of each row of a table by its digits as they are printed, ties at the smaller rank as papers have them.
 *
 * @param table - The table.
 */
export function printedRanks({ metrics, rows }: PrintedTable): readonly number[] {
  const columns = metrics.map(({ higherIsBetter }, column) => ({
    higherIsBetter,
    values: rows.map(({ values }) => numbersOf(values)[column]?.value ?? Number.NaN),
  }));
  const shared = meanRank(columns);
  return shared.map((rank, row) => {
    const ties = columns.map(({ values }) => values.filter((value) => value === values[row]).length - 1);
    return rank - mean(ties) / 2;
  });
}
