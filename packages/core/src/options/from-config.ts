import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { didYouMean } from '../nearest.ts';
import type { Config } from './config.ts';

/** Factories of parts by name: what a config's name is looked up in. */
export type Registry<Part> = Readonly<Record<string, (options: never) => Part>>;

/**
 * Makes a part from its config.
 *
 * @param kind - What sort of part it must be.
 * @param config - The config, of whatever type: it may come from a file.
 * @param registry - The factories.
 * @param own - The user's own factories; they come first.
 * @param prepare - Makes the parts that the options hold as configs.
 * @throws {@link InvalidOptionError} when it is no config of this kind, or when no factory has its name.
 */
export function partFromConfig<Part>(
  kind: string,
  config: unknown,
  registry: Registry<Part>,
  own: Registry<Part> = {},
  prepare: (options: Config['options']) => Config['options'] = (options) => options,
): Part {
  if (!isConfig(config) || config.kind !== kind) {
    throw new InvalidOptionError(kind, 'config', `{ kind: "${kind}", name, options }`, config);
  }
  const all = new Map(Object.entries({ ...registry, ...own }));
  const make = all.get(config.name);
  if (!make) {
    const names = [...all.keys()];
    const expected = `one of ${names.join(', ')}${didYouMean(config.name, names)}`;
    throw new InvalidOptionError(kind, 'name', expected, config.name);
  }
  return make(prepare(config.options) as never); // The factory checks them.
}

function isConfig(value: unknown): value is Config {
  return isRecord(value) && typeof value.kind === 'string' && typeof value.name === 'string' && isRecord(value.options);
}
