/**
 * Makes a name unique, and reserves it.
 *
 * @param wished - The name, which underscores are put after until it is free.
 * @param taken - The names in use.
 */
export function freeName(wished: string, taken: Set<string>): string {
  let name = wished;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
