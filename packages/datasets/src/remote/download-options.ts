import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { checkMirror } from './addresses.ts';

/** What happens while the files of a data set are fetched. */
export type DownloadProgress = {
  /** The data set. */
  readonly dataset: string;
  /** The file, by its {@link RemoteFile.path}. */
  readonly path: string;
} & (
  | {
      /** Bytes arrived. */
      readonly kind: 'bytes';
      /** Bytes of the file that are here. */
      readonly bytes: number;
      /** Bytes of the whole file, where the card or the server says so. */
      readonly total: number | undefined;
      /** Bytes of all files of the data set that are here. */
      readonly allBytes: number;
      /** Bytes of all of them, where the card says so. */
      readonly allTotal: number | undefined;
    }
  | {
      /** An address did not give the file: it is tried again after a pause, or the next one is tried. */
      readonly kind: 'failed';
      /** The address. */
      readonly address: string;
      /** Why. */
      readonly reason: string;
      /** Seconds to wait before the same address is tried again; undefined when it is given up. */
      readonly wait: number | undefined;
    }
  | {
      /** The file is whole and in its place. */
      readonly kind: 'done';
      /** The address that it came from; undefined when it was in the cache before. */
      readonly from: string | undefined;
    }
);

/** How files are fetched. */
export interface DownloadOptions {
  /**
   * Where to look first: a web address or a local folder that has the files as `<mirror>/<data set>/<path>`.
   *
   * @defaultValue `EQUIPOISE_DATASETS_MIRROR`
   */
  readonly mirror?: string;
  /**
   * How often an address that fails for the moment (5xx, a cut connection, no answer) is tried again, after 1, 2, 4 … seconds; an attempt
   * that brought something does not count. At least 0.
   *
   * @defaultValue 4
   */
  readonly retries?: number;
  /**
   * Seconds without an answer, or without data, after which an attempt has failed; above 0.
   *
   * @defaultValue 30
   */
  readonly timeout?: number;
  /** Is told what happens. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Stops it: what is there by then is kept, and the next call goes on from it. */
  readonly signal?: AbortSignal;
}

/** What is fetched how, and where it is kept. */
export interface GetOptions extends DownloadOptions {
  /**
   * The folder that holds a folder for each data set.
   *
   * @defaultValue `EQUIPOISE_DATASETS`, or where the platform keeps caches
   */
  readonly cache?: string;
}

const known = { cache: true, mirror: true, retries: true, timeout: true, onProgress: true, signal: true } as const;

/**
 * Checks how files are to be fetched.
 *
 * @param owner - Who was told so.
 * @param options - The options as the user wrote them.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is out of its range.
 */
export function checkGetOptions(owner: string, options: GetOptions): void {
  checkKnownOptions<GetOptions>(owner, options, known);
  const { retries = 0, timeout = 1, mirror } = options;
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new InvalidOptionError(owner, 'retries', 'a whole number of at least 0', retries);
  }
  if (!(timeout > 0 && Number.isFinite(timeout))) throw new InvalidOptionError(owner, 'timeout', 'above 0', timeout);
  checkMirror(owner, mirror);
}
