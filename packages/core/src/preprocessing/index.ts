export type { CategoricalColumn, ColumnConfig, DateColumn, InputRules, NumericColumn } from './column-config.ts';
export { angleOfPart, datePart, type DatePart, datePartNames } from './date-parts.ts';
export { type FitNgramOptions, fitNgramInput, fitNgramOptions } from './fit-ngram-input.ts';
export { type FitTextOptions, fitTextInput, fitTextOptions, type TrainingTexts } from './fit-text-input.ts';
export { type ImageInputOptions, imageInput, imageInputOptions } from './image-input.ts';
export { type ImageColumn, imageReader } from './image-reader.ts';
export { type Pixels, toChannels } from './pixels.ts';
export { resize, type Size } from './resize.ts';
export type { Knots } from './knots.ts';
export { ngramInput, type NgramInputOptions, ngramInputOptions } from './ngram-input.ts';
export { type InputNotes, inputSentences } from './input-notes.ts';
export type { LabelPlace } from './label-place.ts';
export { labelsOfTable } from './labels-of-table.ts';
export type {
  EncodedInput,
  EncodedRows,
  InputPreprocessing,
  Preprocessing,
  TensorPreprocessing,
} from './preprocessing.ts';
export { inputPreprocessings, preprocessingFromConfig } from './registry.ts';
export { preprocessing, type PreprocessingOptions } from './rows-preprocessing.ts';
export { tableInput, type TableInputOptions, tableInputOptions } from './table-input.ts';
export { textInput, type TextInputOptions, textInputOptions, vocabularyOf } from './text-input.ts';
export {
  categoriesIn,
  categoryIndices,
  distinctIn,
  isTruthWord,
  missingIndex,
  unseenIndex,
} from './table/categories.ts';
export { type BadCells, type Cell, cellError, type ColumnPlace } from './table/cell.ts';
export {
  cellsOf,
  lengthOf,
  type Levels,
  missingCode,
  missingIn,
  type NumberColumn,
  type TableColumn,
  textAt,
  type TextColumn,
} from './table/column.ts';
export { columnFromCells } from './table/from-cells.ts';
export { formatHint, isIsoDate, numberOf, numbersOf } from './table/numbers.ts';
export { refuseUnseen } from './table/refuse-cells.ts';
export { type Columns, columnTable, type Rows, type Table, type TableOptions, toTable } from './table/table.ts';
export type { TokenizerJson } from './huggingface.ts';
export { tokenizerInput, type TokenizerInputOptions, tokenizerInputOptions } from './tokenizer-input.ts';
export { type Tokenizer, type TokenizerName, tokenizers } from './tokenizers.ts';
export { fitVocabulary, type FitVocabularyOptions, vocabulary, type Vocabulary } from './vocabulary.ts';
