import type { Dataset, Preprocessing } from '@equipoise/core';

import type { AllSplits } from './map-splits.ts';

/** What the examples of a data set are: rows of a table, texts, or images. */
export type Modality = 'tabular' | 'text' | 'image';

/** What there is to know of a data set without loading it. */
export interface DatasetCard {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** The name in prose. */
  readonly title: string;
  /** What its examples are. */
  readonly modality: Modality;
  /** The terms of the data, and of the packages that they arrive with. */
  readonly licence: string;
  /** Where the data come from: the npm package and the address of the original. */
  readonly source: string;
  /** What to cite when results on the data are published. */
  readonly citation?: string;
  /** Its examples, tasks and splits, in a few sentences. */
  readonly description: string;
}

/** What every loader can be told. */
export interface LoadOptions {
  /**
   * Decides which examples are for training, for choosing and for reporting: the same seed, the same bits.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * Keeps at most this many training examples. The other two splits do not depend on it, and a smaller training split is
   * the beginning of a larger one.
   *
   * @defaultValue all of them; 8,000 for `words`
   */
  readonly size?: number;
}

/** A data set of the registry, in memory. */
export interface LoadedDataset extends Dataset {
  /** What there is to know of it. */
  readonly card: DatasetCard;
  /** How rows become inputs: a model that is trained on the data set takes it along. */
  readonly preprocessing: Preprocessing;
  /** Its examples. */
  readonly splits: AllSplits;
}

/** A data set of the registry: its card, and how to load it. */
export interface DatasetEntry extends DatasetCard {
  /**
   * Reads the data set into memory.
   *
   * @param options - Seed and size.
   * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
   */
  readonly load: (options?: LoadOptions) => Promise<LoadedDataset>;
}
