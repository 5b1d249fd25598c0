/** What a part (a strategy, an optimizer, an architecture …) is made of, as plain data that survives JSON. */
export interface Config {
  /** What it is: `strategy`, `optimizer` … */
  readonly kind: string;
  /** Its name among those of its kind. */
  readonly name: string;
  /** All its options, defaults filled in; a part inside it as a config of its own. */
  readonly options: Readonly<Record<string, unknown>>;
}
