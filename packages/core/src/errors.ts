import { didYouMean } from './nearest.ts';
import { oneLine, show } from './show.ts';

/** More than any of our sentences needs: what is longer holds somebody else's text. */
const longest = 1000;

/**
 * What every error of equipoise's own is: one sentence for the person who runs it, on one line of at most 1,000 characters, with control
 * characters escaped.
 */
export class EquipoiseError extends Error {
  override name = 'EquipoiseError';

  /**
   * @param message - The sentence.
   * @param options - The error that caused this one.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message, longest), options);
  }
}

/**
 * An option outside its range: *owner*: option *name* must be *expected*, received *value*.
 *
 * @example
 * throw new InvalidOptionError('dwa', 'temperature', 'above 0', -1);
 * // dwa: option `temperature` must be above 0, received -1.
 */
export class InvalidOptionError extends EquipoiseError {
  override name = 'InvalidOptionError';

  /**
   * @param owner - What was given the option.
   * @param option - The option's name.
   * @param expected - What it must be, so that "must be …" reads as a sentence.
   * @param received - What it was.
   */
  constructor(owner: string, option: string, expected: string, received: unknown) {
    super(`${oneLine(owner)}: option \`${option}\` must be ${expected}, received ${show(received)}.`);
  }
}

/**
 * An option that does not exist. The message names the nearest one that does, or all of them where none is near.
 *
 * @example
 * throw new UnknownOptionError('fit', 'batch_size', ['epochs', 'batchSize']);
 * // fit: there is no option `batch_size` (did you mean batchSize?).
 */
export class UnknownOptionError extends EquipoiseError {
  override name = 'UnknownOptionError';

  /**
   * @param owner - What was given the option.
   * @param option - The option's name.
   * @param known - The names of the options that exist.
   */
  constructor(owner: string, option: string, known: readonly string[]) {
    const all = known.length === 0 ? ': there are none' : `: there are ${known.join(', ')}`;
    super(`${oneLine(owner)}: there is no option \`${oneLine(option)}\`${didYouMean(option, known) || all}.`);
  }
}

/** Two things whose sizes do not fit together. */
export class ShapeError extends EquipoiseError {
  override name = 'ShapeError';
}

/** Data that is not what it was said to be: a missing file, a wrong column, a value that is not a number. */
export class DataError extends EquipoiseError {
  override name = 'DataError';
}

/** A file that cannot be written, or read: the disk is full, a folder may not be entered. */
export class StorageError extends EquipoiseError {
  override name = 'StorageError';
}

/** A file that is not the whole, unchanged document that it should be. */
export class DocumentError extends EquipoiseError {
  override name = 'DocumentError';
}

/** A loss, gradient or weight that stopped being a finite number while training. */
export class NonFiniteError extends EquipoiseError {
  override name = 'NonFiniteError';
}
