/** A part as plain JSON data, from which it can be made again: in model files, checkpoints, studies. */
export interface Config {
  /** What sort of part it is: `strategy`, `optimizer`, `architecture` … */
  readonly kind: string;
  /** Its name among the parts of its kind. */
  readonly name: string;
  /** All its options, with their defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A part that can be written down. */
export interface Configurable {
  /** The part as plain data. */
  readonly config: Config;
}
