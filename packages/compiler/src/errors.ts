import { oneLine } from './one-line.ts';

/** More than any of our own sentences needs: longer ones contain foreign text. */
const longest = 1000;

/**
 * A function that cannot be compiled, or a compiled function that cannot be run: one sentence that says why, on one line of at most
 * 1,000 characters.
 */
export class CompileError extends Error {
  override name = 'CompileError';

  /**
   * @param message - The sentence.
   * @param options - The error that caused this one.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message, longest), options);
  }
}

/** The engine of a compiled function is not available. */
export class UnavailableError extends CompileError {}

/** The engine of a compiled function is an optional package that is not installed. */
export class NotInstalledError extends UnavailableError {}

/** An op for which no translation to ONNX exists. */
export class UnsupportedOpError extends CompileError {
  override name = 'UnsupportedOpError';
  /** The TensorFlow.js kernel that could not be translated. */
  readonly op: string;

  /**
   * @param op - The TensorFlow.js kernel.
   * @param why - What about it cannot be translated, when it is not the kernel as a whole.
   */
  constructor(op: string, why?: string) {
    super(`compile: the op ${op} cannot be translated to ONNX${why ? ` (${why})` : ''}.`);
    this.op = op;
  }
}
