import { InvalidOptionError } from '../errors.ts';

/**
 * The slots or scalars of an optimizer together with those that a wrapper adds.
 *
 * @param owner - The wrapper.
 * @param inner - Those of the optimizer.
 * @param own - Those of the wrapper.
 * @throws {@link InvalidOptionError} when both have one of the same name, as when the wrapper is applied twice.
 */
export function joinNames<Value>(
  owner: string,
  inner: Readonly<Record<string, Value>>,
  own: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const shared = Object.keys(own).find((name) => Object.hasOwn(inner, name));
  if (shared !== undefined) {
    throw new InvalidOptionError(owner, 'optimizer', `one without a tensor ${shared} of its own`, Object.keys(inner));
  }
  return { ...inner, ...own };
}
