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

/**
 * The config of a part: its options without those that have no value.
 *
 * @param kind - What sort of part it is.
 * @param name - Its name.
 * @param options - Its options, as its schema read them.
 */
export function configOf(kind: string, name: string, options: Readonly<Record<string, unknown>>): Config {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { kind, name, options: Object.fromEntries(given) };
}
