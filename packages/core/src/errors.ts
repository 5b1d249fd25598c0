/** What every error of equipoise's own is: one sentence for the person who runs it. */
export class EquipoiseError extends Error {
  override name = 'EquipoiseError';
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
    super(`${owner}: option \`${option}\` must be ${expected}, received ${show(received)}.`);
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

/** A loss, gradient or weight that stopped being a finite number while training. */
export class NonFiniteError extends EquipoiseError {
  override name = 'NonFiniteError';
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(show).join()}]`; // JSON would show NaN as null.
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}
