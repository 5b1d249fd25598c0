/**
 * An object whose values are made when they are first read.
 *
 * @param names - The names of the values.
 * @param make - Makes the value of a name.
 */
export function lazily<Value>(
  names: readonly string[],
  make: (name: string) => Value,
): Readonly<Record<string, Value>> {
  const made = new Map<string, Value>();
  const get = (name: string): Value => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as Value;
  };
  const properties = names.map((name) => [name, { enumerable: true, get: () => get(name) }] as const);
  return Object.defineProperties({}, Object.fromEntries(properties));
}
