export type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions, Modality } from './card.ts';
export { classBalance, type DatasetInMemory, type SplitBalance, type TaskBalance } from './class-balance.ts';
export { type DanfoFrame, fromDanfo, toDanfo } from './danfo.ts';
export type { ColumnType } from './describe/column-facts.ts';
export type { ColumnRole } from './describe/column-role.ts';
export { type ColumnDescription, describeTable, type TableDescription } from './describe/describe-table.ts';
export type { DescribedTarget } from './describe/targets.ts';
export { fromTable, type FromTableOptions, type TableDataset } from './from-table.ts';
export type { CsvOptions } from './csv/csv-options.ts';
export type { CsvTable } from './csv/csv-table.ts';
export { readCsv } from './csv/read-csv.ts';
export { type DatasetName, datasets } from './registry.ts';
export type { Cell } from './table/cell.ts';
export {
  cellsOf,
  type Column,
  lengthOf,
  type Levels,
  missingCode,
  type NumberColumn,
  textAt,
  type TextColumn,
} from './table/column.ts';
export type { InputKind } from './table/inputs.ts';
export { restore, type Scale, standardise } from './table/scale.ts';
export type { AllSplits, EachSplit, Splits } from './map-splits.ts';
export type { Columns, Rows, Table } from './table/table.ts';
export type { TargetKind, TargetOptions } from './table/targets.ts';
