import { closest } from 'fastest-levenshtein';

import { CompileError } from './errors.ts';

/**
 * Checks that options are an object with known names only: any other name is a spelling mistake.
 *
 * @param owner - What was given the options.
 * @param options - The options, of whatever type: they may come from JavaScript.
 * @param known - The names of the options that exist, as the keys of an object: the compiler sees to it that none is left out.
 * @throws {@link CompileError} when they are not an object, or one does not exist: it names the nearest that does.
 */
export function checkKnownOptions<Options>(
  owner: string,
  options: unknown,
  known: Readonly<Record<keyof Options & string, true>>,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const received = options === null ? 'null' : Array.isArray(options) ? 'a list' : typeof options;
    throw new CompileError(`${owner}: the options must be an object, received ${received}.`);
  }
  const stranger = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (stranger === undefined) return;
  const name = JSON.stringify(stranger.slice(0, 200));
  throw new CompileError(
    `${owner}: there is no option ${name}, the nearest is \`${closest(stranger, Object.keys(known))}\`.`,
  );
}
