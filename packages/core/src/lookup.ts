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
  const found = isMap(values) ? values.get(name) : Object.hasOwn(values, name) ? values[name] : undefined;
  if (found === undefined) throw new EquipoiseError(`there is no ${name}.`);
  return found;
}

function isMap<Value>(
  values: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>,
): values is ReadonlyMap<string, Value> {
  return values instanceof Map;
}
