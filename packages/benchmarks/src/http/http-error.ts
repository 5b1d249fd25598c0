/** A request that cannot be answered as it was asked. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  /** The status of the answer. */
  readonly status: number;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status - The status of the answer.
   * @param message - What is wrong, in a sentence.
   * @param headers - Headers of the answer.
   */
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
