/** What is asked of an address. */
export interface Question {
  /** The first byte that is wanted. */
  readonly start: number;
  /** What the file was known by when its first bytes came: if it is another one by now, all of it is wanted. */
  readonly validator: string | undefined;
  /** Stops it. */
  readonly signal: AbortSignal | undefined;
}

/** What an address answers: a file, or the end of one. */
export interface Answer {
  /** The place in the file of the first byte that comes: what was asked for, or 0. */
  readonly start: number;
  /** Bytes of the whole file, where that is known. */
  readonly total: number | undefined;
  /** What the file is known by: changes when it does. */
  readonly validator: string | undefined;
  /** Whether it is a web page. */
  readonly isPage: boolean;
  /** The bytes. Throws {@link AddressError} when they stop. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Wants no more of them. */
  close(): void;
}
