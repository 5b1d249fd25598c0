/** What an array job of a study is told. */
export interface ArrayJob {
  /** The study file. */
  readonly file: string;
  /** Where results go: a folder that all machines see. */
  readonly out: string;
  /** Parts of the study. */
  readonly shards: number;
  /** Trials side by side in each part. */
  readonly workers: number;
  /** The version of this package. */
  readonly version: string;
}
