import type { LoadOptions } from './card.ts';
import type { ImageForm } from './image/fit-image.ts';
import type { ReadImageOptions } from './image/read-image.ts';
import type { SplitRule } from './splits/split-rule.ts';
import type { TableSource } from './table/table-types.ts';
import type { TargetKind, TargetOptions } from './table/targets.ts';

/** A mask of an image as a task. */
export interface MaskOptions {
  /** The names of the classes, in the order of their indices, or their number. */
  readonly classes: readonly string[] | number;
  /**
   * The column that names the files of the masks: PNG whose pixels are indices of classes; a missing cell is a missing mask.
   *
   * @defaultValue the task's name
   */
  readonly column?: string;
  /** The index of pixels that have no class, such as 255. */
  readonly ignore?: number;
}

/** Options of `fromImageFolder`. */
export interface FromImageFolderOptions extends LoadOptions {
  /**
   * The name of the data set.
   *
   * @defaultValue 'images'
   */
  readonly name?: string;
  /** The folder. */
  readonly folder: string;
  /** The form that images are brought to: height, width, and channels (3 when left out). */
  readonly image: Omit<ImageForm, 'channels'> & Partial<ImageForm>;
  /**
   * A table with a row for each image; the path of a CSV file, in the folder or elsewhere; a table, rows or columns.
   *
   * @defaultValue all images of the folder, with the column `class`: the first sub-folder that a file is in
   */
  readonly table?: string | TableSource;
  /**
   * The column that names the files, from the folder.
   *
   * @defaultValue 'file'
   */
  readonly file?: string;
  /** What is predicted, by the name of the task: the kind, or options with the column. */
  readonly targets?: Readonly<Record<string, TargetKind | TargetOptions>>;
  /** Masks that are predicted, by the name of the task. */
  readonly masks?: Readonly<Record<string, MaskOptions>>;
  /**
   * What decides which images are in which split.
   *
   * @defaultValue 'random'
   */
  readonly split?: SplitRule;
  /**
   * The share of the images for validation, above 0 and below 1.
   *
   * @defaultValue 0.2
   */
  readonly validation?: number;
  /**
   * The share of the images for testing, at least 0 and below 1. With 0 there is no test split.
   *
   * @defaultValue 0.2
   */
  readonly test?: number;
  /**
   * Whether training images are decoded when a batch needs them, in place of all at the beginning. A run that keeps checkpoints reads all their files once before, for a digest: it is not resumed
   * with other images.
   *
   * @defaultValue false
   */
  readonly lazy?: boolean;
  /**
   * How many decoded training images are kept with `lazy`, at least 0.
   *
   * @defaultValue 1000
   */
  readonly keep?: number;
  /**
   * The most pixels that a file may declare.
   *
   * @defaultValue 89,478,485
   */
  readonly maxPixels?: number;
  /**
   * What decodes JPEG: see {@link ReadImageOptions.decoder}.
   *
   * @defaultValue 'javascript'
   */
  readonly decoder?: NonNullable<ReadImageOptions['decoder']>;
}
