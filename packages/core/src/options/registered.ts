import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { didYouMean } from '../nearest.ts';
import type { OptionsSchema } from './options-schema.ts';

/** A part that can be made by its name. */
export interface Registered<Part> {
  /** Makes it from options; a wrapper from a part and options. */
  readonly create: (...args: never[]) => Part;
  /** The declaration of its options. */
  readonly options: Pick<OptionsSchema, 'owner' | 'shape' | 'described'>;
}

/** All parts of a kind, by name. */
export interface Registry<Part> {
  /** The kind, as configs have it; also the option that holds the inner config in the config of a wrapper. */
  readonly kind: string;
  /** Those that are made from options alone. */
  readonly parts: Readonly<Record<string, Registered<Part>>>;
  /** Those that are made around another part of the kind. */
  readonly wrappers: Readonly<Record<string, Registered<Part>>>;
}

/**
 * Makes a part from its config.
 *
 * @param registry - The parts of the kind.
 * @param config - The config, of whatever type: it may come from a file.
 * @throws {@link InvalidOptionError} when it is no config of this kind, names no part, or has an option out of range;
 *   {@link UnknownOptionError} when an option does not exist.
 */
export function fromConfig<Part>(registry: Registry<Part>, config: unknown): Part {
  const { kind, parts, wrappers } = registry;
  if (!isRecord(config) || config.kind !== kind) {
    throw new InvalidOptionError(kind, 'config', `an object of the kind ${kind}`, config);
  }
  const { name, options = {} } = config;
  const names = [...Object.keys(parts), ...Object.keys(wrappers)];
  if (typeof name !== 'string' || !names.includes(name)) {
    const guess = typeof name === 'string' ? didYouMean(name, names) : '';
    throw new InvalidOptionError(kind, 'name', `one of ${names.join(', ')}${guess}`, name);
  }
  const create = (parts[name] ?? wrappers[name])?.create as (...args: unknown[]) => Part;
  if (Object.hasOwn(parts, name) || !isRecord(options)) return create(options);
  const { [kind]: inner, ...own } = options;
  return create(fromConfig(registry, inner), own);
}
