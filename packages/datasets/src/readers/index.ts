export { conlluColumns, type ConllOptions, type ConllSentence, readConll } from './conll.ts';
export { type JsonLine, readJsonl } from './jsonl.ts';
export { type ParallelTsvOptions, readParallelFiles, readParallelTsv, type TextPair } from './parallel.ts';
export { readSlots, type SlotFiles, type SlotSentence } from './slots.ts';
export { readTmx, type TmxOptions } from './tmx.ts';
export { type ParquetOptions, readParquet } from './read-parquet.ts';
