import type { ColumnSink } from '../csv/column-sink.ts';

/** Takes the cells of a column that is not asked for: it knows only whether it has any. */
export class SkippedColumn implements ColumnSink {
  readonly mixed = false;
  empty = true;
  missing = 0;

  addMissing(): void {
    this.missing += 1;
  }

  add(): void {
    this.empty = false;
  }
}
