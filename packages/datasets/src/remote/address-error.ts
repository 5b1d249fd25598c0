/** Why an address did not give a file, to be put into a sentence: "…, the server answered 404". */
export class AddressError extends Error {
  override name = 'AddressError';
  /** Whether the same address may give it later: the server was busy, the connection was cut. */
  readonly again: boolean;
  /** Seconds that the server asks to wait. */
  readonly wait: number | undefined;

  /**
   * @param reason - What happened.
   * @param options - Whether to try again, and after how long; what caused it.
   */
  constructor(
    reason: string,
    options: { readonly again?: boolean; readonly wait?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.again = options.again ?? false;
    this.wait = options.wait;
  }
}
