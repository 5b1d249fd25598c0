import type { Registry } from './from-config.ts';
import type { OptionsSchema } from './options-schema.ts';

/** A part that can be made by its name, and the declaration of its options. */
export interface Registered<Part> {
  /** Makes it from options; a wrapper from a part and options. */
  readonly create: (...args: never[]) => Part;
  /** The declaration of its options. */
  readonly options: Pick<OptionsSchema, 'owner' | 'shape' | 'described'>;
}

/** Registered parts, by name. */
export type RegisteredParts<Part> = Readonly<Record<string, Registered<Part>>>;

/**
 * The factories of registered parts.
 *
 * @param parts - The parts.
 */
export function factoriesOf<Part>(parts: RegisteredParts<Part>): Registry<Part> {
  return Object.fromEntries(Object.entries(parts).map(([name, { create }]) => [name, create]));
}

/**
 * The factories of parts that are made around another part of the same kind: its config is the option that has the name of the kind.
 *
 * @param kind - The kind.
 * @param wrappers - The parts.
 * @param remake - Makes the part inside from its config.
 */
export function wrapperFactoriesOf<Part>(
  kind: string,
  wrappers: RegisteredParts<Part>,
  remake: (config: unknown) => Part,
): Registry<Part> {
  const factories = Object.entries(wrappers).map(([name, wrapper]) => {
    const create = wrapper.create as (part: Part, options: unknown) => Part;
    const make = ({ [kind]: inner, ...options }: Readonly<Record<string, unknown>>): Part =>
      create(remake(inner), options);
    return [name, make] as const;
  });
  return Object.fromEntries(factories);
}
