import { InvalidOptionError, UnknownOptionError } from './errors.ts';
import { isRecord } from './is-record.ts';

/** The names of all options of a type, as the keys of an object: the compiler sees to it that none is left out. */
export type OptionNames<Options> = Readonly<Record<keyof Options & string, true>>;

/**
 * Makes sure that options are an object with known names only: an option that nobody reads is a spelling mistake.
 *
 * @example
 * checkKnownOptions<MlpOptions>('mlp', options, { hidden: true, dropout: true });
 *
 * @param owner - What was given the options.
 * @param options - The options, of whatever type: they may come from JavaScript or a file.
 * @param known - The names of the options that exist: a list, or an object that has them as keys.
 * @throws {@link InvalidOptionError} when they are not an object, {@link UnknownOptionError} when one does not exist: it names the
 *   nearest that does.
 */
export function checkKnownOptions<Options>(
  owner: string,
  options: unknown,
  known: OptionNames<Options> | readonly string[],
): void {
  if (!isRecord(options)) throw new InvalidOptionError(owner, 'options', 'an object', options);
  const names: readonly string[] = Array.isArray(known) ? known : Object.keys(known);
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new UnknownOptionError(owner, stranger, names);
}
