import type { Registry } from './from-config.ts';
import { isRecord } from '../is-record.ts';
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

/** The declaration that belongs to a factory: beside it, as `adamOptions` beside `adam`, or on it, as `accuracy.options`. */
type OptionsFor<Module, Name extends string> = `${Name}Options` extends keyof Module
  ? Module[`${Name}Options`]
  : Name extends keyof Module
    ? Module[Name] extends { readonly options: infer Schema }
      ? Schema
      : never
    : never;

type OwnerOf<Schema> = Schema extends { readonly owner: infer Owner extends string } ? Owner : never;

/** The parts of a module, by the owner of their options. */
export type RegisteredIn<Module> = {
  readonly [Name in keyof Module & string as OwnerOf<OptionsFor<Module, Name>>]: {
    readonly create: Module[Name];
    readonly options: OptionsFor<Module, Name>;
  };
};

/**
 * Registers the parts of a module that lists them: each factory that has a declaration of options, by the name that the declaration gives it.
 *
 * @param module - The module, as `import *` gives it.
 */
export function registered<Module extends object>(module: Module): RegisteredIn<Module> {
  const exported = new Map<string, unknown>(Object.entries(module));
  const parts = [...exported].flatMap(([name, create]) => {
    if (typeof create !== 'function') return [];
    const options = exported.get(`${name}Options`) ?? (create as { readonly options?: unknown }).options;
    return isRecord(options) ? [[String(options.owner), { create, options }]] : [];
  });
  return Object.fromEntries(parts) as RegisteredIn<Module>;
}

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
