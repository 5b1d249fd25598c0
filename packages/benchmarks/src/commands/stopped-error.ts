/** The person at the terminal, or the system, stopped the command. */
export class StoppedError extends Error {
  override name = 'StoppedError';
  /** The exit code that says so. */
  readonly exitCode: number;

  /**
   * @param signal - What stopped it.
   * @param message - What is kept, and how to go on.
   */
  constructor(signal: 'SIGINT' | 'SIGTERM', message: string) {
    super(message);
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}
