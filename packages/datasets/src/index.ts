export { type CopiedTaskOptions, copiedTaskOptions, withCopiedTask } from './alter/with-copied-task.ts';
export { type FewLabelsOptions, fewLabelsOptions, withFewLabels } from './alter/with-few-labels.ts';
export { type LabelNoiseOptions, labelNoiseOptions, withLabelNoise } from './alter/with-label-noise.ts';
export { type NoiseTaskOptions, noiseTaskOptions, withNoiseTask } from './alter/with-noise-task.ts';
export { type OppositeTaskOptions, oppositeTaskOptions, withOppositeTask } from './alter/with-opposite-task.ts';
export {
  type ReconstructionTaskOptions,
  reconstructionTaskOptions,
  withReconstruction,
} from './alter/with-reconstruction.ts';
export { type Augmented, augmented, type AugmentOptions } from './augment/augmented.ts';
export { colourJitter, type ColourJitterOptions, colourJitterOptions } from './augment/colour-jitter.ts';
export { crop, type CropOptions, cropOptions } from './augment/crop.ts';
export { flip, type FlipOptions, flipOptions } from './augment/flip.ts';
export type { AugmentedExample, AugmentStep } from './augment/step.ts';
export type {
  Arrival,
  CardTask,
  DatasetCard,
  DatasetEntry,
  FileLoadOptions,
  LoadedDataset,
  LoadOptions,
  Modality,
} from './card.ts';
export { classBalance, type DatasetInMemory, type SplitBalance, type TaskBalance } from './class-balance.ts';
export { type ColumnType, columnTypes } from './describe/column-facts.ts';
export { type ColumnRole, columnRoles } from './describe/column-role.ts';
export { describeTable } from './describe/describe-table.ts';
export type { ColumnDescription, TableDescription } from './describe/description.ts';
export type { ClassCount } from './describe/class-counts.ts';
export type { DescribeOptions } from './describe/describe-options.ts';
export type { Duplicates } from './describe/duplicates.ts';
export type { GroupColumn } from './describe/groups.ts';
export type { Leak } from './describe/leaks/find-leaks.ts';
export type { Renamed } from './describe/renamed.ts';
export type { GuessedKind, GuessedTarget } from './describe/target-kind.ts';
export type { DescribedTarget } from './describe/targets.ts';
export type { TimeColumn } from './describe/times.ts';
export { type Flight, fly } from './flight/fly.ts';
export { drawForest, type Forest, forestSize, type Point, type Pose, type Tree } from './flight/forest.ts';
export { commands, type Decision, type Pilot, rulePilot } from './flight/rule-pilot.ts';
export type { Readings } from './flight/sensors.ts';
export { fromArrow } from './from-arrow.ts';
export { fromCsv, type FromCsvOptions } from './from-csv.ts';
export { fromDanfo } from './from-danfo.ts';
export { fromDuckDb } from './from-duckdb.ts';
export { fromJsonl } from './from-jsonl.ts';
export { fromParquet, type FromParquetOptions } from './from-parquet.ts';
export { fromRows } from './from-rows.ts';
export { fromImageFolder } from './from-image-folder.ts';
export type { FromImageFolderOptions, MaskOptions } from './from-image-folder-options.ts';
export type { ImageForm } from './image/fit-image.ts';
export { fromTable } from './from-table.ts';
export { fromTableLike, type FromTableLikeOptions } from './from-table-like.ts';
export type { FromTableOptions } from './from-table-options.ts';
export { fromTextSources, type FromTextSourcesOptions } from './from-text-sources.ts';
export { fromTexts } from './from-texts.ts';
export type { FromTextsOptions } from './from-texts-options.ts';
export type { ImagePixels } from './image/image-pixels.ts';
export { type ImageSource, readImage, type ReadImageOptions } from './image/read-image.ts';
export { kFold, type KFoldOptions } from './k-fold.ts';
export type { CsvOptions } from './csv/csv-options.ts';
export type { CsvTable } from './csv/csv-table.ts';
export { readCsv } from './csv/read-csv.ts';
export { readingColumns } from './loaders/drone-flights.ts';
export { type NpyArray, readNpy } from './parse/npy.ts';
export type { NpyValues } from './parse/npy-types.ts';
export * from './readers/index.ts';
export { type DatasetName, datasets } from './registry.ts';
export type { AllSplits, EachSplit, Splits } from './map-splits.ts';
export { datasetState, type DatasetState, fileStates, type FileState } from './remote/dataset-state.ts';
export { DownloadError } from './remote/download-error.ts';
export type { DownloadOptions, DownloadProgress, GetOptions } from './remote/download-options.ts';
export type { CachedFile } from './remote/fetch-files.ts';
export { datasetCard, getDataset } from './remote/get-dataset.ts';
export type { RemoteFile } from './remote/remote-file.ts';
export type { StreamedDataset } from './stream/build-stream.ts';
export type { FromStreamOptions } from './stream/stream-options.ts';
export { removeDataset } from './remote/remove-dataset.ts';
export type { SyntheticEntry } from './synthetic/define-synthetic.ts';
export type { SplitRule } from './splits/split-rule.ts';
export { dateParts } from './table/date-parts.ts';
export {
  type DateInput,
  dateOptions,
  type ImageInput,
  imageOptions,
  type InputKind,
  type InputOptions,
  type NumericInput,
  numericOptions,
  type NgramInput,
  ngramOptions,
  type TabularInput,
  type TextInput,
  textOptions,
} from './table/input-options.ts';
export type {
  InputColumns,
  KnownNames,
  SplitsOf,
  TableDataset,
  TableSource,
  TargetColumns,
  TasksOf,
} from './table/table-types.ts';
export type { TargetKind, TargetOptions } from './table/targets.ts';
export type { TextKind, TextTask } from './text/text-task.ts';
export { readVectors, type ReadVectorsOptions } from './vectors/read-vectors.ts';
export type { FoundVectors } from './vectors/vector-rows.ts';
export { type VectorMatrix, vectorsOfMatrix } from './vectors/vectors-of-matrix.ts';
export {
  type Cell,
  cellsOf,
  type Columns,
  lengthOf,
  type Levels,
  missingCode,
  type NumberColumn,
  type Rows,
  type Table,
  type TableColumn,
  textAt,
  type TextColumn,
} from '@equipoise/core';
