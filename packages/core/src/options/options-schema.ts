import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import { show } from '../show.ts';
import type { Option } from './option.ts';

/** Declarations by name. */
type Shapes = Readonly<Record<string, unknown>>;

/** What a caller may give: every option may be left out. */
export type OptionsIn<Shape> = {
  readonly [Name in keyof Shape]?: Shape[Name] extends Option<infer Value, unknown> ? Value | undefined : never;
};

/** What comes out: options with a default always have a value. */
export type OptionsOut<Shape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Option<infer Value, infer Complete>
    ? Complete | Extract<Complete, Value>
    : never;
};

/** One option as tables, the command line and search spaces show it. */
export interface DescribedOption extends Pick<Option<unknown>, 'type' | 'range' | 'choices'> {
  /** Its name. */
  readonly name: string;
  /** What it is or does. */
  readonly meaning: string;
  /** Its value when it is left out, or what happens then, as text. */
  readonly defaultText: string;
  /** Its value when it is left out; `undefined` when it has none. */
  readonly defaultValue: unknown;
  /** How a search spaces its values. */
  readonly scale?: 'linear' | 'log';
  /** The values that are worth searching: smallest and largest. */
  readonly search?: readonly [low: number, high: number];
}

/** The options of a part, declared once: see {@link optionsSchema}. */
export interface OptionsSchema<Shape = Shapes, Owner extends string = string> {
  /** Whose options they are. */
  readonly owner: Owner;
  /** The declarations, by name. */
  readonly shape: Shape;
  /** The options as tables show them, in the order of the declarations. */
  readonly described: readonly DescribedOption[];
  /**
   * Checks options, and fills in the defaults of those that are left out.
   *
   * @param options - The options, of whatever type: they may come from JavaScript, a file or a command line.
   * @throws {@link InvalidOptionError} for a value that is not allowed or required and not there, {@link UnknownOptionError} for an option that does not exist.
   */
  read(options: unknown): OptionsOut<Shape>;
}

/** The options that a caller of a part may give. */
export type OptionsOf<Schema> = Schema extends OptionsSchema<infer Shape> ? OptionsIn<Shape> : never;

/** The options of a part as it reads them: those with a default always have a value. */
export type CompleteOptionsOf<Schema> = Schema extends OptionsSchema<infer Shape> ? OptionsOut<Shape> : never;

/** The options of a part that has none. */
export type NoOptions = Readonly<Record<string, never>>;

/**
 * Declares the options of a part (a strategy, an optimizer, an architecture …): name, type, default, range and meaning, once. Checks with
 * one-sentence errors, tables, the command line, JSON Schema, search spaces and configs are all derived from it.
 *
 * @example
 * const schema = optionsSchema('sgd', {
 *   momentum: number({ default: 0, min: 0, below: 1, meaning: 'the share of the last step that is kept' }),
 *   nesterov: flag({ default: false, meaning: 'whether the gradient is taken ahead of the step' }),
 * });
 * schema.read({ momentum: 0.9 }); // { momentum: 0.9, nesterov: false }
 *
 * @param owner - Whose options they are, for errors.
 * @param shape - The declarations.
 */
export function optionsSchema<const Shape extends Shapes, const Owner extends string>(
  owner: Owner,
  shape: Shape,
): OptionsSchema<Shape, Owner> {
  const declared = Object.entries(shape) as [string, Option<unknown>][];
  return {
    owner,
    shape,
    described: declared.map(([name, option]) => describe(name, option)),
    read(options) {
      checkKnownOptions(
        owner,
        options,
        declared.map(([name]) => name),
      );
      const given = options as Readonly<Record<string, unknown>>;
      return Object.fromEntries(
        declared.map(([name, option]) => [name, readOption(owner, name, option, given[name])]),
      ) as OptionsOut<Shape>;
    },
  };
}

function readOption(owner: string, name: string, option: Option<unknown>, value: unknown): unknown {
  if (value === undefined) {
    if (option.facts.required) throw new InvalidOptionError(owner, name, option.expected, value);
    return option.facts.default;
  }
  if (!option.accepts(value)) throw refusalOf(owner, name, option, value);
  return value;
}

/** Why a value is not allowed; of a list, its first element that is not. */
function refusalOf(owner: string, name: string, option: Option<unknown>, value: unknown): InvalidOptionError {
  const { element, expected } = option;
  if (!element || !Array.isArray(value)) return new InvalidOptionError(owner, name, expected, value);
  const index = value.findIndex((each) => !element.accepts(each));
  if (index < 0) return new InvalidOptionError(owner, name, expected, value);
  return new InvalidOptionError(owner, `${name}[${index}]`, element.expected, value[index]);
}

function describe(name: string, { type, facts, range, choices }: Option<unknown>): DescribedOption {
  const { meaning, default: defaultValue, required, otherwise = required ? 'required' : 'none', scale, search } = facts;
  const defaultText = defaultValue === undefined ? otherwise : textOf(defaultValue);
  return {
    name,
    type,
    meaning,
    range,
    defaultText,
    defaultValue,
    ...(choices && { choices }),
    ...(type === 'number' || type === 'integer' ? { scale: scale ?? 'linear' } : {}),
    ...(search && { search }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}
