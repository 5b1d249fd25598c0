import { EquipoiseError } from './errors.ts';

/**
 * A value by its name, that must be there.
 *
 * @param values - The values, by name.
 * @param name - The name.
 * @throws {@link EquipoiseError} when there is none of that name.
 */
export function lookup<Value extends object>(
  values: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>,
  name: string,
): Value {
  const own =
    values instanceof Map ? [...(values as ReadonlyMap<string, Value>)] : Object.entries<Value>(values as never);
  const found = own.find(([key]) => key === name);
  if (!found) throw new EquipoiseError(`there is no ${name}.`);
  return found[1];
}
